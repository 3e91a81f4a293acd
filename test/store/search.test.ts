import { describe, expect, test } from 'vitest';
import { parseQuestion } from '../../src/inventory/questions.ts';
import { openCommonStore } from '../../src/store/open.ts';
import type { CommonStore } from '../../src/store/port.ts';
import type { Found, Page } from '../../src/store/search-port.ts';
import { places } from './places.ts';
import { asset, at, commit, dossier, filePut, progress, software } from './samples.ts';

const search = async (store: CommonStore, question: string, page?: Page): Promise<Found> => {
  const parsed = parseQuestion(question);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return store.search(parsed.value, page);
};

const namesOf = async (store: CommonStore, question: string): Promise<readonly string[]> =>
  (await search(store, question)).assets.map(({ name }) => name);

const zip = software('7-Zip', '24.08', 'Igor Pavlov');

const lyon = [
  asset('lyon', 'Réception-Étage', { user: 'Zoé Lefèvre', software: [software('Cœur de métier'), software('Firefox', '128.0.1')] }),
  asset('lyon', 'PC-02', { os: 'Debian GNU/Linux', osVersion: '12', software: [], ips: ['10.1.2.3'], macs: ['00:1b:63:84:45:e6'] }),
  asset('lyon', 'ATELIER_1', {
    model: 'OptiPlex 7010',
    manufacturer: 'Hewlett-Packard',
    software: [software('Firefox ESR', '115.9'), zip],
  }),
];
const nord = asset('nord', 'IMPR-1', { kind: 'printer', serial: 'CN"1=2', os: '', software: null, tag: 'étage 2' });

describe.each(places(openCommonStore))('questions in %s', (_, open) => {
  const filled = async (): Promise<CommonStore> => {
    const store = await open();
    await store.commit(commit('a', { dossier: dossier(lyon) }));
    await store.commit(commit('b', { progress: progress('nord'), dossier: dossier([nord]) }));
    return store;
  };

  test('find assets by words, fields, kinds and software, by site and name', async () => {
    const store = await filled();
    const all = ['ATELIER_1', 'PC-02', 'Réception-Étage', 'IMPR-1'];
    const asked: readonly (readonly [string, readonly string[]])[] = [
      ['', all],
      ['LEFEVRE', ['Réception-Étage']],
      ['lefèv', ['Réception-Étage']],
      ['fevre', []],
      ['reception-etage', ['Réception-Étage']],
      ['"zoe lef"', ['Réception-Étage']],
      ['"lefevre zoe"', []],
      ['lefevre zoe', ['Réception-Étage']],
      ['atelier', ['ATELIER_1']],
      ['hewlett-packard optiplex', ['ATELIER_1']],
      ['windows -firefox -atelier', ['Réception-Étage']],
      ['10.1.2', ['PC-02']],
      ['001b6384', ['PC-02']],
      ['00:1b:63', ['PC-02']],
      ['mac:00-1B-63', ['PC-02']],
      ['ip:1.2.3', ['PC-02']],
      ['série:n"1=', ['IMPR-1']],
      ['étage', ['Réception-Étage', 'IMPR-1']],
      ['tag:2', ['IMPR-1']],
      ['user:fèv', ['Réception-Étage']],
      ['name:eption', ['Réception-Étage']],
      ['os:linux', ['PC-02']],
      ['-os:linux site:lyon', ['ATELIER_1', 'Réception-Étage']],
      ['site:NOR', ['IMPR-1']],
      ['type:imprimante', ['IMPR-1']],
      ['-kind:printer lyon', ['ATELIER_1', 'PC-02', 'Réception-Étage']],
      ['manquant:oui', []],
      ['missing:no nord', ['IMPR-1']],
      ['software:firefox', ['ATELIER_1', 'Réception-Étage']],
      ['firefox < 128', ['ATELIER_1']],
      ['firefox >= 128', ['Réception-Étage']],
      ['-firefox < 128', ['PC-02', 'Réception-Étage', 'IMPR-1']],
      ['logiciel:"esr firefox"', ['ATELIER_1']],
      ['software:coeur', ['Réception-Étage']],
      ['software:irefox', []],
      ['%', []],
      ['-%', all],
      ['* OR NEAR', []],
    ];
    for (const [question, names] of asked.filter(([question]) => parseQuestion(question).ok))
      expect({ question, names: await namesOf(store, question) }).toEqual({ question, names });
  });

  test('say what matched, each once, and nothing of what is not there', async () => {
    const store = await filled();
    const matchedBy = async (question: string) => (await search(store, question)).assets.map(({ matched }) => matched);
    expect(await matchedBy('lefevre firefox >= 128 -os:linux')).toEqual([
      [
        { field: 'user', value: 'Zoé Lefèvre' },
        { field: 'software', value: 'Firefox 128.0.1' },
      ],
    ]);
    expect(await matchedBy('001b mac:45')).toEqual([[{ field: 'mac', value: '00:1b:63:84:45:e6' }]]);
    expect(await matchedBy('kind:printer')).toEqual([[]]);
    expect(await matchedBy('étage tag:2')).toEqual([[{ field: 'tag', value: 'étage 2' }]]);
  });

  test('are answered by pages, with the count of all', async () => {
    const store = await filled();
    const page = await search(store, '', { offset: 1, limit: 2 });
    expect({ total: page.total, names: page.assets.map(({ name }) => name) }).toEqual({ total: 4, names: ['PC-02', 'Réception-Étage'] });
    expect(await search(store, 'site:lyon', { offset: 3, limit: 2 })).toMatchObject({ total: 3, assets: [] });
  });

  test('that nothing answers tell which of the words are software', async () => {
    const store = await filled();
    expect(await search(store, 'firefox')).toEqual({ total: 0, assets: [], asSoftware: ['firefox'] });
    expect((await search(store, 'lyon lefevre')).asSoftware).toEqual([]);
  });

  test('follow what is written: other facts, what is missing, what people say', async () => {
    const store = await filled();
    const renamed = asset('lyon', 'PC-02', { user: 'Dominique', os: 'Debian GNU/Linux' }, 'new.ocs');
    await store.commit(
      commit('c', {
        dossier: dossier([{ ...renamed, report: { ...renamed.report, user: 'Dominique' } }]),
      }),
    );
    expect(await namesOf(store, 'dominique')).toEqual(['PC-02']);
    expect(await namesOf(store, '10.1.2.3')).toEqual([]);
    const file = { ...filePut('new.ocs'), records: [renamed.id] };
    await store.commit(commit('e', { filesPut: [file] }));
    await store.commit(commit('f', { filesDeleted: ['new.ocs'] }));
    expect(await namesOf(store, 'missing:yes')).toEqual(['PC-02']);
    const word = { at, by: 'moi', other: '', until: '', record: nord.id, field: 'room' };
    await store.decisions.decide({ entries: [{ ...word, action: 'set', value: 'Salle des Fêtes' }], trace: [] });
    expect((await search(store, 'fetes')).assets).toMatchObject([
      { name: 'IMPR-1', matched: [{ field: 'room', value: 'Salle des Fêtes' }] },
    ]);
    await store.commit(commit('d', { progress: progress('nord'), dossier: dossier([asset('nord', 'IMPR-1', { user: 'x' })]) }));
    expect(await namesOf(store, 'fetes')).toEqual(['IMPR-1']);
    await store.decisions.decide({ entries: [{ ...word, action: 'clear', value: '' }], trace: [] });
    expect(await namesOf(store, 'fetes')).toEqual([]);
  });

  test('find nothing after all was dropped to be derived anew', async () => {
    const store = await filled();
    await store.derivation.begin();
    expect(await namesOf(store, 'lefevre')).toEqual([]);
  });
});
