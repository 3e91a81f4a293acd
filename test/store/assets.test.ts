import { describe, expect, test } from 'vitest';
import type { AssetFilter } from '../../src/inventory/asset.ts';
import { openCommonStore } from '../../src/store/open.ts';
import type { CommonStore } from '../../src/store/port.ts';
import { places } from './places.ts';
import { asset, at, commit, dossier, mail, progress, report, software } from './samples.ts';

const namesOf = async (store: CommonStore, filter: AssetFilter): Promise<readonly string[]> =>
  (await store.assets(filter)).map(({ name }) => name);

const softwareOf = async (store: CommonStore, name: string) => (await store.asset(asset('lyon', name).id))?.software;

describe.each(places(openCommonStore))('assets in %s', (_, open) => {
  test('an asset comes back with all its facts, its source and its software by name', async () => {
    const store = await open();
    await store.commit(commit('a', { dossier: dossier([asset('lyon', 'PC-01')]) }));
    const { id, stored: file } = asset('lyon', 'PC-01');
    const { deviceId, name, kind, os, osVersion, manufacturer, model, serial, uuid, macs, ips, cpu, memoryMb, disks, user } =
      report('PC-01');
    const stored = {
      ...{ biosDate: '', osInstalledOn: '' },
      ...{ deviceId, name, kind, os, osVersion, manufacturer, model, serial, uuid, macs, ips, cpu, memoryMb, disks, user },
      id,
      form: '',
      site: 'lyon',
      inventoryDate: file.date,
      firstSeen: at,
      lastSeen: at,
      missingSince: '',
      softwareCount: 2,
      sources: [{ site: 'lyon', path: 'PC-01.ocs' }],
    };
    expect(await store.assets({})).toEqual([stored]);
    expect(await store.asset(id)).toEqual({
      ...stored,
      software: [software('7-Zip', '24.08', 'Igor Pavlov'), software('Firefox', '128.0', 'Mozilla')],
    });
    expect(await store.asset('none')).toBeUndefined();
  });

  test('a newer report replaces the facts and keeps the id', async () => {
    const store = await open();
    await store.commit(commit('a', { dossier: dossier([asset('lyon', 'PC-01')]) }));
    await store.commit(
      commit('b', {
        dossier: dossier([asset('lyon', 'PC-01', { user: 'dominique', memoryMb: null }, 'new.ocs')]),
        at: '2026-11-23T02:00:00Z',
      }),
    );
    expect(await store.assets({})).toMatchObject([
      {
        id: asset('lyon', 'PC-01').id,
        user: 'dominique',
        memoryMb: null,
        lastSeen: '2026-11-23T02:00:00Z',
        sources: [{ path: 'new.ocs' }],
      },
    ]);
  });

  test('being seen again moves lastSeen and nothing else', async () => {
    const store = await open();
    await store.commit(commit('a', { dossier: dossier([asset('lyon', 'PC-01'), asset('lyon', 'PC-02')]) }));
    const [before] = await store.assets({ name: 'pc-01' });
    await store.commit(commit('b', { dossier: dossier([], [asset('lyon', 'PC-01').id, 'none']), at: '2026-11-29T02:00:00Z' }));
    expect(await store.assets({ name: 'pc-01' })).toEqual([{ ...before, lastSeen: '2026-11-29T02:00:00Z' }]);
    expect((await store.assets({ name: 'pc-02' }))[0]?.lastSeen).toBe(at);
  });

  test('the same device at two sites is two assets', async () => {
    const store = await open();
    await store.commit(commit('a', { dossier: dossier([asset('lyon', 'PC-01')]) }));
    await store.commit(commit('b', { progress: progress('nord'), dossier: dossier([asset('nord', 'PC-01')]) }));
    expect((await store.assets({})).map(({ site }) => site)).toEqual(['lyon', 'nord']);
  });

  test('numbers that no integer column takes are rounded or left out', async () => {
    const store = await open();
    const assets = [
      asset('lyon', 'PC-01', { memoryMb: 8_191.6 }),
      asset('lyon', 'PC-02', { memoryMb: 1e300 }),
      asset('lyon', 'PC-03', { memoryMb: Number.NaN }),
    ];
    await store.commit(commit('a', { dossier: dossier(assets) }));
    expect((await store.assets({})).map(({ memoryMb }) => memoryMb)).toEqual([8_192, null, null]);
  });
});

describe.each(places(openCommonStore))('filters of assets in %s', (_, open) => {
  const filled = async (): Promise<CommonStore> => {
    const store = await open();
    const lyon = [
      asset('lyon', 'Réception-Étage', { software: [software('Cœur de métier'), software('100% libre')] }),
      asset('lyon', 'PC-02', { os: 'Debian GNU/Linux', osVersion: '12', software: [] }),
      asset('lyon', 'ATELIER_1', { software: [software('Firefox ESR', '115.0', 'Mozilla')] }),
    ];
    await store.commit(commit('a', { dossier: dossier(lyon) }));
    await store.commit(commit('b', { progress: progress('nord'), dossier: dossier([asset('nord', 'ATELIERX1', { software: null })]) }));
    return store;
  };

  test.each<readonly [AssetFilter, readonly string[]]>([
    [{ name: 'reception-etage' }, ['Réception-Étage']],
    [{ name: 'RÉCEPTION' }, ['Réception-Étage']],
    [{ name: 'atelier' }, ['ATELIER_1', 'ATELIERX1']],
    [{ name: 'r_1' }, ['ATELIER_1']],
    [{ name: '%' }, []],
    [{ name: '\\' }, []],
    [{ site: 'NOR' }, ['ATELIERX1']],
    [{ os: 'windows 11' }, ['ATELIER_1', 'Réception-Étage', 'ATELIERX1']],
    [{ os: 'linux 12' }, ['PC-02']],
    [{ software: 'firefox' }, ['ATELIER_1']],
    [{ software: 'coeur' }, ['Réception-Étage']],
    [{ software: '0%' }, ['Réception-Étage']],
    [{ site: 'lyon', name: 'atelier', os: 'windows', software: 'FIREFOX' }, ['ATELIER_1']],
    [{ site: 'nord', software: 'firefox' }, []],
    [{ name: '' }, ['ATELIER_1', 'PC-02', 'Réception-Étage', 'ATELIERX1']],
  ])('%o finds %o', async (filter, names) => {
    expect(await namesOf(await filled(), filter)).toEqual(names);
  });
});

describe.each(places(openCommonStore))('software in %s', (_, open) => {
  test('it is counted over assets and sites, sorted by name without regard to case and accents', async () => {
    const store = await open();
    const zip = software('7-Zip', '24.08', 'Igor Pavlov');
    const lists = [[zip, software('éditeur'), software('Zoom')], [zip, software('Edge')], [software('zebra')]];
    await store.commit(commit('a', { dossier: dossier(lists.map((list, number) => asset('lyon', `PC-${number}`, { software: list }))) }));
    await store.commit(
      commit('b', { progress: progress('nord'), dossier: dossier([asset('nord', 'PC-9', { software: [zip, software('Edge', '2.0')] })]) }),
    );
    const counts = await store.software({});
    expect(counts[0]).toEqual({ ...zip, installations: 3, sites: 2 });
    expect(counts.map(({ name, version }) => `${name} ${version}`)).toEqual([
      '7-Zip 24.08',
      'Edge 1.0',
      'Edge 2.0',
      'éditeur 1.0',
      'zebra 1.0',
      'Zoom 1.0',
    ]);
    expect(await store.software({ name: 'ÉDIT' })).toHaveLength(1);
    expect(await store.software({ site: 'nord', name: 'zip' })).toEqual([{ ...zip, installations: 1, sites: 1 }]);
  });

  test('counts follow what is installed and removed, also when they were asked for in between', async () => {
    const store = await open();
    const [a, b, c] = [software('A'), software('B'), software('C')];
    await store.commit(
      commit('1', { dossier: dossier([asset('lyon', 'PC-1', { software: [a, b] }), asset('lyon', 'PC-2', { software: [a] })]) }),
    );
    const installations = async () => Object.fromEntries((await store.software({})).map((count) => [count.name, count.installations]));
    expect(await installations()).toEqual({ A: 2, B: 1 });
    await store.commit(commit('2', { dossier: dossier([asset('lyon', 'PC-1', { software: [c, a] })]) }));
    expect(await installations()).toEqual({ A: 2, C: 1 });
    await store.commit(
      commit('3', { dossier: dossier([asset('lyon', 'PC-1', { software: [] }), asset('lyon', 'PC-2', { software: [] })]) }),
    );
    expect(await installations()).toEqual({});
    expect((await store.assets({})).map(({ softwareCount }) => softwareCount)).toEqual([0, 0]);
  });

  test('a report without a software section leaves the stored software, one with an empty section removes it', async () => {
    const store = await open();
    await store.commit(commit('1', { dossier: dossier([asset('lyon', 'PC-1', { software: [software('A')] })]) }));
    await store.commit(commit('2', { dossier: dossier([asset('lyon', 'PC-1', { software: null, partial: true })]) }));
    expect(await softwareOf(store, 'PC-1')).toEqual([software('A')]);
    expect((await store.assets({}))[0]?.softwareCount).toBe(1);
    await store.commit(commit('3', { dossier: dossier([asset('lyon', 'PC-1', { software: [] })]) }));
    expect(await softwareOf(store, 'PC-1')).toEqual([]);
  });

  test('after a report without a section, the list that was there before is still recognised', async () => {
    const store = await open();
    const list = [software('A'), software('B')];
    await store.commit(commit('1', { dossier: dossier([asset('lyon', 'PC-1', { software: list })]) }));
    await store.commit(commit('2', { dossier: dossier([asset('lyon', 'PC-1', { software: null })]) }));
    await store.commit(commit('3', { dossier: dossier([asset('lyon', 'PC-1', { software: list })]) }));
    await store.commit(commit('4', { dossier: dossier([asset('lyon', 'PC-1', { software: [software('B')] })]) }));
    expect(await softwareOf(store, 'PC-1')).toEqual([software('B')]);
  });

  test('a software named twice in one report is one installation', async () => {
    const store = await open();
    await store.commit(
      commit('1', { dossier: dossier([asset('lyon', 'PC-1', { software: [software('A'), software('A'), software('A', '2')] })]) }),
    );
    expect((await store.assets({}))[0]?.softwareCount).toBe(2);
    expect((await store.software({})).map(({ installations }) => installations)).toEqual([1, 1]);
  });

  test('what a commit that failed had inserted is not believed to exist', async () => {
    const store = await open();
    await store.enqueue([mail('taken')], []);
    const failing = commit('1', {
      dossier: dossier([asset('lyon', 'PC-1', { software: [software('Lost'), software('Other')] })]),
      queue: [mail('taken')],
    });
    await expect(store.commit(failing)).rejects.toMatchObject({ kind: 'store-failed' });
    await store.commit(commit('2', { dossier: dossier([asset('lyon', 'PC-2', { software: [software('Other')] })]) }));
    await store.commit(commit('3', { dossier: dossier([asset('lyon', 'PC-3', { software: [software('Lost')] })]) }));
    expect(await softwareOf(store, 'PC-2')).toEqual([software('Other')]);
    expect(await softwareOf(store, 'PC-3')).toEqual([software('Lost')]);
  });

  test('hostile names neither fail nor become one another', async () => {
    const store = await open();
    const names = ['\ud800', '"];drop table software;--', '\\u0000', "l'été", '😀', 'a\nb', ' ', '', '\u0001'];
    await store.commit(commit('1', { dossier: dossier([asset('lyon', 'PC-1', { software: names.map((name) => software(name)) })]) }));
    expect((await store.assets({}))[0]?.softwareCount).toBe(names.length);
    expect(new Set((await softwareOf(store, 'PC-1'))?.map(({ name }) => name)).size).toBe(names.length);
    await store.commit(commit('2', { dossier: dossier([asset('lyon', 'PC-2', { software: [software('nul\0nul')] })]) }));
    expect((await store.assets({ name: 'pc-2' }))[0]?.softwareCount).toBe(1);
  });

  test('a hundred thousand installations in one commit are counted right', async () => {
    const store = await open();
    const catalogue = Array.from({ length: 1_000 }, (__, number) => software(`Logiciel ${number}`, `${number % 7}.0`));
    const listOf = (pc: number) => Array.from({ length: 150 }, (__, slot) => catalogue[(pc * 37 + slot) % 1_000] ?? software('none'));
    const assets = Array.from({ length: 700 }, (__, pc) => asset('lyon', `PC-${pc}`, { software: listOf(pc) }));
    await store.commit(commit('1', { dossier: dossier(assets) }));
    const counts = await store.software({});
    expect(counts).toHaveLength(1_000);
    expect(counts.reduce((sum, { installations }) => sum + installations, 0)).toBe(105_000);
    const holders = assets.filter(({ report: { software: list } }) => list?.some(({ name }) => name === 'Logiciel 999'));
    expect(await namesOf(store, { software: 'logiciel 999' })).toHaveLength(holders.length);
    expect(counts.find(({ name }) => name === 'Logiciel 999')?.installations).toBe(holders.length);
  });
});
