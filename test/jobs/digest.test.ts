/** What a digest gathers of a dossier: changes of its period only, by site; silence of sites told apart from silence of machines. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../src/composition.ts';
import type { Change, ChangeKind } from '../../src/inventory/history/timeline.ts';
import { digestFacts, digestGrounds } from '../../src/jobs/digest-facts.ts';
import type { Common } from '../../src/jobs/installation.ts';
import { openMemoryPostOffice } from '../../src/transport/memory.ts';
import { asset, commit, dossier, filePut, progress, type SampleAsset, site, software } from '../store/samples.ts';

const now = new Date('2026-11-23T03:00:00.000Z');
const lastWeek = { since: '2026-11-15T23:00:00.000Z', until: '2026-11-22T23:00:00.000Z' };

const change = (kind: ChangeKind, facts: Partial<Change> = {}): Change => ({
  ...{ date: '2026-11-20T08:00:00Z', site: 'lyon', kind, subject: '', before: '', after: '', sha256: 'x' },
  ...facts,
});

/** Its newest inventory is of September. */
const old = (sample: SampleAsset): SampleAsset => ({ ...sample, stored: { ...sample.stored, date: '2026-09-01T06:00:00Z' } });

const withChanges = (sample: SampleAsset, ...changes: readonly Change[]) => ({ sample, changes });

let folder: string;
let common: Common;
let close: () => Promise<void>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'malleposte-digest-'));
  const composition = compose({
    version: '1.0.0',
    now: () => now,
    language: 'fr',
    timeZone: 'Europe/Paris',
    postOffice: openMemoryPostOffice(),
  });
  const settings = {
    role: 'common',
    address: 'siege@mail.test',
    mailbox: 'memory:a',
    outbox: 'memory:a',
    organisation: 'Ateliers',
  } as const;
  const watch = { keySoftware: ['!TeamViewer', '"Blender" x 1'] };
  const created = await composition.createHome({ home: folder, settings: { ...settings, ...watch }, passwords: {}, passwordStore: 'file' });
  const opened = created.ok ? await composition.openInstallation({ home: folder, lock: true }) : created;
  if (!opened.ok || opened.value.role !== 'common') throw new Error(JSON.stringify(opened));
  common = opened.value.common;
  close = opened.value.close;
  await fill();
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

async function fill(): Promise<void> {
  const blender = [software('Blender', '4.2')];
  const lyon = [
    withChanges(
      asset('lyon', 'PC-01', { software: blender }),
      change('appeared'),
      change('software-installed', { subject: 'Blender', after: '4.2' }),
    ),
    withChanges(
      asset('lyon', 'PC07', { software: blender }),
      change('moved', { before: 'nord', after: 'lyon' }),
      change('software-installed', { subject: 'Blender' }),
    ),
    withChanges(old(asset('lyon', 'PC-OLD', { software: [software('TeamViewer')] }))),
  ];
  const nord = [withChanges(old(asset('nord', 'PC-03')), change('renamed', { site: 'nord', before: 'A', after: 'B' }))];
  await put('lyon', '2026-11-20T02:00:00.000Z', lyon);
  await put('nord', '2026-10-01T02:00:00.000Z', nord);
  for (const [id, address] of [
    ['lyon', 'lyon@mail.test'],
    ['nord', 'nord@mail.test'],
  ] as const)
    await common.register.saveSite(site(id, { address, admittedAt: '2026-09-01T02:00:00.000Z' }));
}

async function put(name: string, at: string, assets: readonly ReturnType<typeof withChanges>[]): Promise<void> {
  const written = dossier(assets.map(({ sample }) => sample));
  const changed = written.assets.map((asset, index) => ({ ...asset, changes: assets[index]?.changes ?? [] }));
  const filesPut = [filePut('broken.ocs', 'x', 'malformed-xml')];
  await common.store.commit(
    commit(name, {
      at,
      filesPut,
      progress: progress(name, { lastContactAt: at, lastParcelAt: at }),
      dossier: { ...written, assets: changed },
    }),
  );
}

const factsOf = async ({ since, until }: typeof lastWeek, name?: string) =>
  digestFacts(common, await digestGrounds(common, { since, until }), name);

describe('the facts of a digest', () => {
  it('are the changes learnt in the period, with the machines by name', async () => {
    const facts = await factsOf(lastWeek);
    expect(facts).toMatchObject({ site: '', name: 'Ateliers', assets: 4 });
    expect(facts.changes).toMatchObject([
      { kind: 'appeared', machines: 1, examples: [{ name: 'PC-01', site: 'lyon' }] },
      { kind: 'moved', machines: 1, examples: [{ name: 'PC07', before: 'nord', after: 'lyon' }] },
    ]);
    expect((await factsOf({ since: '2026-09-30T00:00:00.000Z', until: lastWeek.since })).changes).toMatchObject([{ kind: 'renamed' }]);
  });

  it('name software that nobody had before, licences that do not suffice, and forbidden software', async () => {
    const facts = await factsOf(lastWeek);
    expect(facts.newSoftware).toEqual([{ name: 'Blender', machines: 2 }]);
    expect(facts.licences).toEqual([{ entry: '"Blender" x 1', licences: 1, installations: 2 }]);
    expect(facts.keySoftware).toEqual([{ entry: '!TeamViewer', absent: 0, outdated: 0, forbidden: 1 }]);
  });

  it('tell a silent site from stale machines of a site that sends', async () => {
    const { silentSites, stale, unreadable, quarantined } = await factsOf(lastWeek);
    expect(silentSites).toEqual([{ site: 'nord', lastContactAt: '2026-10-01T02:00:00.000Z' }]);
    expect(stale).toEqual({ days: 30, machines: 1, sites: [{ site: 'lyon', machines: 1 }] });
    expect({ unreadable, quarantined }).toEqual({ unreadable: 2, quarantined: 0 });
  });

  it('of one site are its own, and the machines that it gave away', async () => {
    const facts = await factsOf(lastWeek, 'nord');
    expect(facts).toMatchObject({ site: 'nord', assets: 1, unreadable: 1, licences: [], stale: { machines: 0 } });
    expect(facts.changes).toMatchObject([{ kind: 'moved', examples: [{ name: 'PC07', after: 'lyon' }] }]);
    expect(facts.keySoftware).toEqual([]);
    expect(await factsOf(lastWeek, 'lyon')).toMatchObject({ silentSites: [], keySoftware: [{ entry: '!TeamViewer', forbidden: 1 }] });
  });

  it('tell ends of support', async () => {
    const { endings } = await factsOf(lastWeek);
    expect(endings).toContainEqual({ product: 'Windows 11', release: '23H2', supportEnds: '2025-11-11', state: 'ended', machines: 4 });
  });
});
