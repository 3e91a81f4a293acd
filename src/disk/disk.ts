/** The port Disk on real folders. Each errand has its file; here they are only bound to one home and its settings. */
import { defaultLimits, type Limits } from '../exchange/limits.ts';
import { listDossier, readDossierFile } from './dossier.ts';
import { openFileTree } from './file-tree.ts';
import { readHighWaterFile, writeHighWaterFile } from './high-water.ts';
import { openKeptMails } from './kept-mails.ts';
import { readDeviceIdFile, writeDeviceIdFile, writeInventoryFile } from './own-inventory.ts';
import { openPageFolder } from './pages.ts';
import type { Disk } from './port.ts';
import { applyPreferenceFiles, inspectPreferenceFiles, readPreferenceFiles, writePreferenceFile } from './preference-files.ts';
import { dropFromQuarantine, putInQuarantine, readFromQuarantine } from './quarantine.ts';
import { openQuarantineList } from './quarantine-list.ts';

/** What of the settings concerns the disk. */
export type DiskOptions = {
  /** Files and names beyond them are left out of a dossier. */
  readonly limits?: Limits;
  readonly quarantineDays?: number;
  readonly quarantineBytes?: number;
};

/** Touches nothing yet. */
export const openDisk = (home: string, options: DiskOptions = {}): Disk => {
  const { limits = defaultLimits, quarantineDays = 30, quarantineBytes = 1_000_000_000 } = options;
  const keptMails = openKeptMails(home);
  return {
    openTree: (dir) => openFileTree(dir, limits),
    openPages: openPageFolder,
    listDossier: (dir) => listDossier(dir, limits),
    readDossierFile: (dir, entry) => readDossierFile(dir, entry, limits),
    readPreferences: () => readPreferenceFiles(home),
    inspectPreferences: () => inspectPreferenceFiles(home),
    writePreferences: (text) => writePreferenceFile(home, text),
    applyPreferences: (files) => applyPreferenceFiles(home, files),
    readDeviceId: () => readDeviceIdFile(home),
    writeDeviceId: (id) => writeDeviceIdFile(home, id),
    writeInventory: writeInventoryFile,
    readHighWater: () => readHighWaterFile(home),
    writeHighWater: (mark) => writeHighWaterFile(home, mark),
    quarantine: (item) => putInQuarantine(home, item, { days: quarantineDays, bytes: quarantineBytes }),
    quarantined: openQuarantineList(home),
    readQuarantined: (id) => readFromQuarantine(home, id),
    dropQuarantined: (id) => dropFromQuarantine(home, id),
    keepMail: (mail) => keptMails.keep(mail),
    purgeMails: (before) => keptMails.purge(before),
  };
};
