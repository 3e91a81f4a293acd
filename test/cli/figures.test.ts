/** `key-software`, `lifecycle` and `digest` as they are typed: on a screen in both languages, as JSON and as CSV. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCommonStore } from '../../src/store/open.ts';
import { asset, at, commit, dossier, progress, software } from '../store/samples.ts';
import { type Desk, openDesk } from './desk.ts';

const machines = [
  asset('lyon', 'PC-01', { software: [software('Firefox', '127.0')], biosDate: '2015-02-01' }),
  asset('lyon', 'PC-02', { software: [software('Firefox', '128.1'), software('AutoCAD 2024')], os: 'Debian GNU/Linux', osVersion: '9' }),
  asset('nord', 'PC-03', { software: [software('TeamViewer', '15'), software('AutoCAD 2024')], os: 'Haiku', osVersion: 'R1' }),
];

let desk: Desk;
let home: string;
beforeAll(async () => {
  desk = await openDesk('siege@mail.test');
  home = desk.path('H');
  const account = ['--address', 'siege@mail.test', '--mailbox', 'memory:siege@mail.test', '--outbox=memory:out'];
  await desk.type(['init', '--home', home, '--role', 'common', '--site', 'siege', ...account]);
  await mkdir(join(home, 'dossier'), { recursive: true });
  const store = await openCommonStore(join(home, 'dossier', 'dossier.db'));
  for (const site of ['lyon', 'nord']) {
    const own = machines.filter(({ stored }) => stored.site === site);
    await store.commit(commit(site, { progress: progress(site), dossier: dossier(own) }));
  }
  const word = { at, by: 'anne', record: machines[0]?.id ?? '', other: '', until: '' };
  await store.decisions.decide({ entries: [{ ...word, action: 'set', field: 'warrantyUntil', value: '2020-01-01' }], trace: [] });
  await store.close();
});
afterAll(() => desk.close());

const typed = async (...line: readonly string[]) => {
  const { out, error, status } = await desk.type([...line, '--home', home], { columns: 140 });
  return { status, out: out.replaceAll(/[\u00a0\u202f]/g, ' '), error: error.replaceAll(/[\u00a0\u202f]/g, ' ') };
};

describe('key-software', () => {
  test('without a list says where to write one', async () => {
    expect(await typed('key-software', '--lang', 'en')).toMatchObject({
      status: 0,
      out: expect.stringContaining('No key software is named'),
    });
  });

  test('tells each entry, site by site, the licences, and the machines to look at', async () => {
    await mkdir(join(home, 'preferences'), { recursive: true });
    const list = ['Firefox >= 128', '"!TeamViewer"', '\'"AutoCAD" x 1\''].map((entry) => `  - ${entry}\n`).join('');
    await writeFile(join(home, 'preferences', 'preferences.yaml'), `keySoftware:\n${list}`);
    const { out, error } = await typed('key-software', '--lang', 'fr');
    expect(out).toMatch(/Logiciel clé +Site +Présent +Trop ancien +Absent +Interdit/);
    expect(out).toMatch(/Firefox >= 128 +Ensemble +1 +1 +1\n +lyon +1 +1 +0\n +nord +0 +0 +1/);
    expect(out).toContain('"AutoCAD" x 1 : 1 installation de plus que de licences.');
    expect(out).toMatch(/Firefox >= 128 +trop ancien +lyon +PC-01 +127\.0/);
    expect(out).toMatch(/!TeamViewer +interdit +nord +PC-03 +15/);
    expect(error).toContain('3 ordinateurs examinés');
    expect((await typed('key-software', '--lang', 'en')).out).toMatch(/Firefox >= 128 +outdated +lyon +PC-01 +127\.0/);
  });

  test('answers as JSON, and lists every machine as CSV', async () => {
    const { answer } = await desk.ask(['key-software', '--home', home, '--site', 'lyon']);
    expect(answer).toMatchObject({
      entries: [{ entry: 'Firefox >= 128', present: 1, outdated: 1, absent: 0 }, { forbidden: 0 }],
      judged: 2,
    });
    const { out } = await typed('key-software', '--csv');
    expect(out.split('\r\n').slice(0, 3)).toEqual([
      'entry,status,site,name,versions,asset',
      `Firefox >= 128,outdated,lyon,PC-01,127.0,${machines[0]?.id}`,
      `Firefox >= 128,absent,nord,PC-03,,${machines[2]?.id}`,
    ]);
  });
});

describe('lifecycle', () => {
  test('tells systems, ages and warranties by site', async () => {
    const { out } = await typed('lifecycle', '--lang', 'fr');
    expect(out).toContain('Vieillissement : 3 machines au ');
    expect(out).toMatch(/Debian 9 +2020-\S+ +\S* *terminé +1/);
    expect(out).toMatch(/Haiku R1 +inconnu +1/);
    expect(out).toMatch(/Site +< 3 ans +3 à 5 ans +5 à 7 ans +7 ans et plus +inconnu\nlyon +0 +0 +0 +1 +1\nnord/);
    expect(out).toMatch(/Garantie\nSite .*\nlyon +0 +0 +1 +1/);
    const english = (await typed('lifecycle', '--lang', 'en', '--site', 'nord')).out;
    expect(english).toMatch(/1 machine on 20/);
    expect(english).not.toContain('Warranty');
  });

  test('lists the machines as CSV and as JSON', async () => {
    const { out } = await typed('lifecycle', '--csv');
    expect(out).toContain(`${machines[1]?.id},lyon,PC-02,computer,,Debian GNU/Linux,9,Debian,9,`);
    const { answer } = await desk.ask(['lifecycle', '--home', home]);
    expect(answer).toMatchObject({
      sites: [
        { site: 'lyon', machines: 2, warranty: { ended: 1, unknown: 1 } },
        { site: 'nord', machines: 1 },
      ],
      machines: [{ ageFrom: 'biosDate', warrantyUntil: '2020-01-01', warranty: 'ended' }, {}, {}],
    });
  });
});

describe('digest', () => {
  test('tells that none is sent, unless the settings say so', async () => {
    expect((await typed('digest', '--lang', 'fr')).out).toContain('Aucun résumé n’est envoyé');
    const { answer } = await desk.ask(['digest', '--home', home]);
    expect(answer).toEqual({ digest: 'off', recipients: [], lastAt: null, nextDueAt: null });
  });

  test('prints one in either language, as text, as a page and as JSON, and queues nothing', async () => {
    const french = (await typed('digest', '--print', '--lang', 'fr', '--since', '2026-01-01')).out;
    expect(french).toMatch(/^Nouvelles du parc\s.*\ndu 1 janvier 2026 au /);
    expect(french).toContain('- Firefox >= 128 : trop ancien sur 1 machine, absent de 1 machine');
    expect((await typed('digest', '--print', '--lang', 'en')).out).toContain(
      '- Firefox >= 128: outdated on 1 machine, absent from 1 machine',
    );
    expect((await typed('digest', '--print', '--html', '--lang', 'en')).out).toContain('<li>Firefox &gt;= 128: outdated on 1 machine');
    const { answer } = await desk.ask(['digest', '--print', '--home', home]);
    expect(answer).toMatchObject({ site: '', assets: 3, keySoftware: [{ entry: 'Firefox >= 128', outdated: 1 }, { forbidden: 1 }] });
  });

  test('of a site that does not exist is an error', async () => {
    expect(await desk.ask(['digest', '--print', '--site', 'nowhere', '--home', home])).toMatchObject({
      status: 2,
      answer: { error: { kind: 'site-unknown', site: 'nowhere' } },
    });
  });
});
