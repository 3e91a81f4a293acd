/** The port Disk on real folders. Each errand has its file; here they are only bound to one home and its limits. */
import { defaultLimits, type Limits } from '../exchange/limits.ts';
import { listDossier, readDossierFile } from './dossier.ts';
import { readHighWaterFile, writeHighWaterFile } from './high-water.ts';
import type { Disk } from './port.ts';
import { applyPreferenceFiles, readPreferenceFiles } from './preference-files.ts';
import { putInQuarantine } from './quarantine.ts';

/** Touches nothing yet. `limits` are those of the settings: files and names beyond them are left out of a dossier. */
export const openDisk = (home: string, limits: Limits = defaultLimits): Disk => ({
  listDossier: (dir) => listDossier(dir, limits),
  readDossierFile: (dir, entry) => readDossierFile(dir, entry, limits),
  readPreferences: () => readPreferenceFiles(home),
  applyPreferences: (files) => applyPreferenceFiles(home, files),
  readHighWater: () => readHighWaterFile(home),
  writeHighWater: (mark) => writeHighWaterFile(home, mark),
  quarantine: (item) => putInQuarantine(home, item),
});
