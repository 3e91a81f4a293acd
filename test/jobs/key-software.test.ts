/** Key software judged over a whole dossier: the database's counting must say what judging each machine's list says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDisk } from '../../src/disk/disk.ts';
import { judgeKeySoftware } from '../../src/inventory/key-software.ts';
import type { Software } from '../../src/inventory/report.ts';
import { type KeySoftwareProblem, keySoftware, keySoftwareProblems } from '../../src/jobs/key-software.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { openCommonStore, openRegister } from '../../src/store/open.ts';
import type { CommonStore, Register } from '../../src/store/port.ts';
import { asset, at, commit, dossier, progress, type SampleAsset, software } from '../store/samples.ts';

const machines: readonly SampleAsset[] = [
  asset('lyon', 'PC-01', { software: [software('Mozilla Firefox (x64 fr)', '127.0'), software('TeamViewer', '15.2')] }),
  asset('lyon', 'PC-02', { software: [software('Mozilla Firefox (x64 fr)', '128.1'), software('Firefox Maintenance Helper', '99')] }),
  asset('lyon', 'PC-03', { software: [software('Firefox Maintenance Helper', '99')] }),
  asset('lyon', 'PC-04', { software: [] }),
  asset('lyon', 'PRN-1', { kind: 'printer', software: null }),
  asset('nord', 'PC-05', { software: [software('Java 8 Update 401', '8.0.4010'), software('AutoCAD 2024', '24.0')] }),
  asset('nord', 'PC-06', { software: [software('AutoCAD 2024', '24.0'), software('AutoCAD LT 2021', '20.1'), software('Firefox', '')] }),
  asset('nord', 'PC-07', { software: [software('Mise à jour pour Firefox (KB1234567)', '1'), software('Vidéo Lecteur', '1')] }),
];
const entries = [
  'Firefox >= 128',
  'Firefox',
  'firefox maintenance',
  '!TeamViewer',
  '!Java < 9',
  '!Java < 8',
  'Video lecteur',
  '"AutoCAD" x 2',
];

let folder: string;
let store: CommonStore;
let register: Register;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'malleposte-key-software-'));
  store = await openCommonStore(':memory:');
  register = await openRegister(':memory:');
  for (const site of ['lyon', 'nord']) {
    const own = machines.filter(({ stored }) => stored.site === site);
    await store.commit(commit(site, { progress: progress(site), dossier: dossier(own) }));
  }
});
afterAll(async () => {
  await store.close();
  await register.close();
  rmSync(folder, { recursive: true, force: true });
});

function portsWith(watched: readonly string[]) {
  const read = readSettings({ role: 'common', address: 'a@mail.test', mailbox: 'memory:a', outbox: 'memory:a', keySoftware: watched });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return { store, register, settings: read.value, disk: openDisk(folder, read.value) };
}

const reportOn = (watched: readonly string[], site?: string) =>
  keySoftware(portsWith(watched), { machines: 100, ...(site === undefined ? {} : { site }) });

async function problemsOf(watched: readonly string[]): Promise<readonly KeySoftwareProblem[]> {
  const pages: KeySoftwareProblem[] = [];
  for await (const page of keySoftwareProblems(portsWith(watched), {})) pages.push(...page);
  return pages;
}

/** What judging each list by itself finds wrong. */
const expectedProblems = (watched: readonly string[]): readonly string[] =>
  watched.flatMap((entry) =>
    machines.flatMap(({ report: { kind, name, software: list } }) => {
      if (kind !== 'computer' || !list || list.length === 0) return [];
      const [verdict] = judgeKeySoftware([entry], list as readonly Software[]);
      const isFine = !verdict || verdict.status === 'present' || verdict.status === 'forbidden-absent';
      return isFine ? [] : [`${entry} ${name} ${verdict.status} ${verdict.versions.join(',')}`];
    }),
  );

describe('key software over a dossier', () => {
  it('finds the machines that judging each list finds, with the versions that decide', async () => {
    const found = (await problemsOf(entries)).map(
      ({ entry, name, status, versions }) => `${entry} ${name} ${status} ${versions.join(',')}`,
    );
    expect(found.toSorted()).toEqual(expectedProblems(entries).toSorted());
    expect(found).toContain('Firefox >= 128 PC-01 outdated 127.0');
    expect(found).toContain('!TeamViewer PC-01 forbidden-present 15.2');
  });

  it('counts by site; computers without a list and other devices lack nothing', async () => {
    const { entries: judged, judged: computers, unlisted } = await reportOn(['Firefox >= 128', '!TeamViewer']);
    expect({ computers, unlisted }).toEqual({ computers: 6, unlisted: 1 });
    expect(judged[0]).toMatchObject({ present: 2, outdated: 2, absent: 2, forbidden: 0 });
    expect(judged[0]?.sites).toEqual([
      { site: 'lyon', present: 1, outdated: 2, absent: 0, forbidden: 0 },
      { site: 'nord', present: 1, outdated: 0, absent: 2, forbidden: 0 },
    ]);
    expect(judged[1]).toMatchObject({ isForbidden: true, forbidden: 1, absent: 0 });
  });

  it('asks about one site only by its whole name', async () => {
    const { entries: judged } = await reportOn(['Firefox'], 'nord');
    expect(judged[0]).toMatchObject({ present: 1, absent: 2, sites: [{ site: 'nord' }] });
    expect((await reportOn(['Firefox'], 'nor')).judged).toBe(0);
  });

  it('counts licences against installations of the whole company, by whatever site is asked for', async () => {
    const { licences, entries: judged } = await reportOn(['"AutoCAD" x 2'], 'lyon');
    expect(judged).toEqual([]);
    expect(licences).toEqual([
      { entry: '"AutoCAD" x 2', licences: 2, installations: 3, machines: 2, names: ['AutoCAD 2024', 'AutoCAD LT 2021'], sites: [] },
    ]);
  });

  it('shows at most so many machines, and says how many there are', async () => {
    const [entry] = (await keySoftware(portsWith(['Photoshop']), { machines: 2 })).entries;
    expect(entry?.absent).toBe(6);
    expect(entry?.machines).toHaveLength(2);
  });

  it('leaves out what was retired', async () => {
    const record = machines[0]?.id ?? '';
    const word = { at, by: 'anne', record, other: '', field: '', value: '', until: '' };
    await store.decisions.decide({ entries: [{ ...word, action: 'retire' }], trace: [] });
    expect((await reportOn(['!TeamViewer'])).entries[0]).toMatchObject({ forbidden: 0 });
    await store.decisions.decide({ entries: [{ ...word, action: 'reactivate' }], trace: [] });
    expect((await reportOn(['!TeamViewer'])).entries[0]).toMatchObject({ forbidden: 1 });
  });
});
