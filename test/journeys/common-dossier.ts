/** A common dossier without mails: files are settled and committed as a parcel would, in memory, by the clock of the story. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll } from 'vitest';
import { compose } from '../../src/composition.ts';
import type { ReadFile } from '../../src/exchange/files.ts';
import { readInventory } from '../../src/inventory/read.ts';
import type { Common } from '../../src/jobs/installation.ts';
import { contentOf } from '../../src/jobs/merged-content.ts';
import { settleDossier } from '../../src/jobs/settle-dossier.ts';
import { openReadingInThread } from '../../src/reading/in-thread.ts';
import { openCommonStore } from '../../src/store/open.ts';
import type { CommonStore } from '../../src/store/port.ts';
import { openMemoryPostOffice } from '../../src/transport/memory.ts';
import { expectOk } from './company.ts';

export type File = { readonly path: string; readonly content: string; readonly modified?: string };

export type Parcel = { readonly site: string; readonly put?: readonly File[]; readonly gone?: readonly string[] };

export type Office = {
  readonly common: Common;
  /** One parcel that was applied, a minute after the last one. */
  deliver(parcel: Parcel): Promise<void>;
  passDays(days: number): void;
  picture(): Promise<Picture>;
};

/** All that people see of a dossier, in an order of its own. */
export type Picture = Readonly<
  Record<'assets' | 'changes' | 'doubles' | 'learned' | 'software' | 'manual' | 'retired' | 'problems', unknown>
>;

const modified = '2026-10-01T08:00:00.000Z';

/** The ports of a head office, its own store aside; one for all tests of a file. */
async function openPorts(): Promise<Common> {
  const folder = mkdtempSync(join(tmpdir(), 'malleposte-dossier-'));
  const circumstances = { version: '1.0.0', language: 'fr', timeZone: 'Europe/Paris', host: 'desk', now: () => new Date() } as const;
  const composed = compose({ ...circumstances, postOffice: openMemoryPostOffice(), reading: openReadingInThread() });
  const mail = { address: 'siege@mail.test', mailbox: 'memory:siege@mail.test', outbox: 'memory:out' };
  const settings = { role: 'common' as const, site: 'siege', name: 'Siège', ...mail };
  expectOk(await composed.createHome({ home: join(folder, 'home'), settings, passwords: {}, passwordStore: 'file' }));
  const opened = expectOk(await composed.openInstallation({ home: join(folder, 'home'), lock: false }));
  if (opened.role !== 'common') throw new Error('the office is not a common site');
  afterAll(async () => {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return opened.common;
}

let ports: Promise<Common> | undefined;

/** `store`: one that is there already; a new one in memory if not given. */
export async function openOffice(store?: CommonStore): Promise<Office> {
  ports ??= openPorts();
  let clock = Date.parse('2026-11-01T08:00:00.000Z');
  let number = 0;
  const common: Common = { ...(await ports), store: store ?? (await openCommonStore(':memory:')), now: () => new Date(clock) };
  return {
    common,
    deliver: async (parcel) => {
      clock += 60_000;
      number += 1;
      await deliver(common, parcel, number);
    },
    passDays: (days) => {
      clock += days * 86_400_000;
    },
    picture: () => pictureOf(common),
  };
}

const digest = (content: string): string => createHash('sha256').update(content).digest('hex');

const read = ({ path, content, modified: written = modified }: File): ReadFile => ({
  path,
  sha256: digest(content),
  bytes: Buffer.byteLength(content),
  modified: written,
  content: readInventory(Buffer.from(content)),
});

async function deliver(common: Common, { site, put = [], gone = [] }: Parcel, seq: number): Promise<void> {
  const at = common.now().toISOString();
  const known = await common.store.files(site);
  const files = put.map(read);
  const changed = files.filter(({ path, sha256 }) => known.get(path)?.sha256 !== sha256);
  const after = [...new Set([...known.keys(), ...put.map(({ path }) => path)])].filter((path) => !gone.includes(path));
  const unchanged = after.filter((path) => !changed.some((file) => file.path === path));
  const settled = await settleDossier(common, { site, timeZone: 'Europe/Paris', files: changed, unchanged });
  const content = contentOf(settled, { changed, known: [...known.keys()], after });
  const seen = { headerSha256: digest(`${site} ${seq}`), peer: site, kind: 'DATA', epoch: 1, seq, outcome: 'applied', at };
  const result = { site, epoch: 1, seq, status: 'applied' as const, code: '', detail: '', read: content.read, changed: content.changed };
  await common.store.commit({
    seen,
    progress: progressOf(site, seq, { at, files: after.length }),
    timeZone: 'Europe/Paris',
    filesPut: content.filesPut,
    filesDeleted: content.filesDeleted,
    originals: put.map((file) => originalOf(file.content)),
    dossier: content.dossier,
    result: { ...result, problems: [], at },
    queue: [],
    trace: [],
    at,
  });
}

const progressOf = (site: string, seq: number, { at, files }: { readonly at: string; readonly files: number }) => ({
  ...{ site, epoch: 1, seq, files, state: '-', lastParcelAt: at, lastContactAt: at },
  ...{ version: '1.0.0', preferencesVersion: 0, lastReceipt: 0, timeZone: 'Europe/Paris' },
});

export const originalOf = (content: string) => {
  const bytes = Buffer.from(content);
  return { sha256: digest(content), bytes: bytes.length, deflated: deflateRawSync(bytes) };
};

async function pictureOf({ store }: Common): Promise<Picture> {
  const assets = await store.assets({});
  const details = [];
  const stored = new Map((await store.dossier.storedAssets(assets.map(({ id }) => id))).map((asset) => [asset.id, asset]));
  for (const { id } of assets) {
    const { state, links } = stored.get(id) ?? {};
    details.push({ ...(await store.asset(id)), links, sections: state?.sections, residences: state?.residences });
  }
  return {
    assets: details,
    changes: (await store.dossier.changes({})).map((change) => JSON.stringify(change)).sort(),
    doubles: await store.dossier.doubles(),
    learned: await store.dossier.learned(),
    software: await store.software({}),
    manual: [...(await store.decisions.manual())].sort(),
    retired: [...(await store.decisions.retired())].sort(),
    problems: await store.problemFiles(),
  };
}
