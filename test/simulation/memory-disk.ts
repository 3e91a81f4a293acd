/** The port of folders in memory: a dossier of small files, preferences, quarantine, the second high-water file. It may be full. */
import { hash } from 'node:crypto';
import type { Disk, DiskError, HighWater, PreferenceFile } from '../../src/disk/port.ts';
import { err, ok } from '../../src/result.ts';

export type DossierFile = { readonly content: Buffer; readonly modified: string };

export type MemoryDisk = Disk & {
  /** By path; whoever plays the agency changes it. */
  readonly dossier: Map<string, DossierFile>;
  /** What is outside of every database, and outlives a restore of it. */
  highWater: HighWater | null;
  preferences: readonly PreferenceFile[];
};

const full: DiskError = { kind: 'disk-full', path: '/home', retry: 'later' };

/** `isFull` is asked at each writing. */
export function openMemoryDisk(isFull: () => boolean): MemoryDisk {
  const disk: MemoryDisk = {
    dossier: new Map(),
    highWater: null,
    preferences: [],
    openPages: () => {
      throw new Error('the simulation publishes no pages');
    },
    openTree: async (dir) => err({ kind: 'folder-not-ours', path: dir, retry: 'never' }),
    listDossier: async (dir) => {
      if (disk.dossier.size === 0) return err({ kind: 'dossier-empty', path: dir, retry: 'never' });
      const entries = [...disk.dossier].map(([path, { content, modified }]) => ({ path, bytes: content.length, modified }));
      return ok({ entries: entries.toSorted((a, b) => (a.path < b.path ? -1 : 1)), leftOut: [] });
    },
    readDossierFile: async (_dir, { path }) => {
      const file = disk.dossier.get(path);
      return file ? ok(file.content) : err({ kind: 'file-unreadable', path, cause: 'gone', retry: 'later' });
    },
    readPreferences: async () => ok(disk.preferences),
    inspectPreferences: async () => ok({ files: disk.preferences, problems: [] }),
    writePreferences: async (content) => {
      if (isFull()) return err(full);
      disk.preferences = [...disk.preferences.filter(({ path }) => path !== 'preferences.yaml'), { path: 'preferences.yaml', content }];
      return ok(undefined);
    },
    applyPreferences: async (files) => {
      if (isFull()) return err(full);
      disk.preferences = files;
      return ok(undefined);
    },
    readHighWater: async () => ok(disk.highWater),
    writeHighWater: async (mark) => {
      if (isFull()) return err(full);
      disk.highWater = mark;
      return ok(undefined);
    },
    readDeviceId: async () => ok(null),
    writeDeviceId: async () => ok(undefined),
    writeInventory: async (dir, name) => ok(`${dir}/${name}`),
    quarantine: async ({ bytes }) => (isFull() ? err(full) : ok(hash('sha256', bytes, 'hex'))),
    quarantined: async () => ok([]),
    readQuarantined: async (id) => err({ kind: 'quarantine-unknown', id, retry: 'never' }),
    dropQuarantined: async () => ok(undefined),
    keepMail: async ({ bytes }) => ok(hash('sha256', bytes, 'hex')),
    purgeMails: async () => ok(0),
  };
  return disk;
}
