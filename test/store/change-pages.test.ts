import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/inventory/history/timeline.ts';
import type { DossierChange } from '../../src/store/dossier-port.ts';
import type { ChangeQuestion, TableChange } from '../../src/store/listing-port.ts';
import { openCommonStore } from '../../src/store/open.ts';
import type { CommonStore } from '../../src/store/port.ts';
import { times } from '../bench/draw.ts';
import { places } from './places.ts';
import { asset, commit, dossier, progress } from './samples.ts';

const kinds = ['software-installed', 'moved', 'memory'] as const;
const subjects = ['Éditeur 100%', 'Firefox', '', "l'outil_1"];

const changesOf = (site: string, first: number, most: number): readonly Change[] =>
  times(most, (index) => ({
    date: new Date(Date.parse('2026-11-01T00:00:00Z') + ((first + index) % 20) * 86_400_000).toISOString().replace('.000', ''),
    site,
    kind: kinds[(first + index) % 3] ?? 'moved',
    ...{ subject: subjects[index % 4] ?? '', before: '', after: `${index}`, sha256: `${first}-${index}` },
  }));

async function put(store: CommonStore, site: string, name: string, changes: readonly Change[]): Promise<void> {
  const written = dossier([asset(site, name)]);
  const change: DossierChange = { ...written, assets: written.assets.map((each) => ({ ...each, changes })) };
  await store.commit(commit(`${site} ${name} ${changes[0]?.sha256}`, { progress: progress(site), dossier: change }));
}

const keyOf = ({ date, number }: TableChange): string => `${date} ${String(number).padStart(9, '0')}`;

describe.each(places(openCommonStore))('the table of changes in %s', (_, open) => {
  const filled = async (most = 20): Promise<CommonStore> => {
    const store = await open();
    await put(store, 'lyon', 'Réception', changesOf('lyon', 0, most));
    await put(store, 'nord', 'PC_1', changesOf('nord', 100, most));
    return store;
  };
  const allOf = async (store: CommonStore, question: Partial<ChangeQuestion> = {}): Promise<readonly TableChange[]> => {
    const rows: TableChange[] = [];
    for (let after: string | undefined; after !== ''; ) {
      const page = await store.listing.changePage({ direction: 'desc', limit: 7, ...question, ...(after === undefined ? {} : { after }) });
      rows.push(...page.rows);
      after = page.next;
    }
    return rows;
  };

  test('has every change once, newest first or oldest first', async () => {
    const store = await filled();
    const rows = await allOf(store);
    expect(rows.map(keyOf)).toEqual(rows.map(keyOf).toSorted().toReversed());
    expect(new Set(rows.map(({ number }) => number)).size).toBe(40);
    expect(await allOf(store, { direction: 'asc' })).toEqual(rows.toReversed());
    const shown = await store.dossier.changes({ site: 'nord', limit: 1 });
    expect(rows.filter(({ site }) => site === 'nord').map(({ number: _n, ...change }) => change)).toContainEqual(shown[0]);
  });

  test('leaves out, where it is asked to, what some assets went through: before the limit, and in the count', async () => {
    const store = await filled();
    const hidden = asset('nord', 'PC_1').id;
    const all = await store.dossier.changes({});
    const shown = await store.dossier.changes({ without: [hidden, 'none'] });
    expect(shown).toEqual(all.filter((change) => change.asset !== hidden));
    expect(shown).toHaveLength(20);
    expect(await store.dossier.changes({ without: [hidden], limit: 3 })).toEqual(shown.slice(0, 3));
    expect(await store.listing.countChanges([])).toBe(40);
    expect(await store.listing.countChanges([hidden])).toBe(20);
  });

  test('is chosen by site, asset, kinds, days and text', async () => {
    const store = await filled();
    const all = await allOf(store);
    const choices: readonly (readonly [Partial<ChangeQuestion>, (row: TableChange) => boolean])[] = [
      [{ site: 'nord' }, ({ site }) => site === 'nord'],
      [
        { asset: asset('lyon', 'Réception').id, kinds: ['moved', 'memory'] },
        ({ site, kind }) => site === 'lyon' && kind !== 'software-installed',
      ],
      [{ kinds: [] }, () => false],
      [{ since: '2026-11-05T00:00:00Z', until: '2026-11-07T00:00:00Z' }, ({ date }) => /-0[56]T/.test(date)],
      [{ text: 'RECEP' }, ({ name }) => name === 'Réception'],
      [{ text: 'editeur 100%' }, ({ subject }) => subject === 'Éditeur 100%'],
      [{ text: '_1' }, ({ name, subject }) => name === 'PC_1' || subject === "l'outil_1"],
      [{ text: `'" or 1=1` }, () => false],
      [{ text: 'firefox', site: 'lyon' }, ({ subject, site }) => subject === 'Firefox' && site === 'lyon'],
    ];
    for (const [question, isChosen] of choices) {
      const expected = all.filter(isChosen);
      expect({ question, rows: await allOf(store, question) }).toEqual({ question, rows: expected });
      const { total, isMore } = await store.listing.changePage({ direction: 'desc', limit: 3, ...question });
      expect({ total, isMore }).toEqual({ total: expected.length, isMore: false });
    }
  });

  test('keeps its place when changes come between two pages', async () => {
    const store = await filled();
    const first = await store.listing.changePage({ direction: 'desc', limit: 10 });
    await put(store, 'brest', 'PC-9', changesOf('brest', 200, 20));
    const rest = await allOf(store, { after: first.next, limit: 1_000 });
    const known = [...first.rows, ...rest].filter(({ site }) => site !== 'brest');
    expect(new Set(known.map(({ number }) => number)).size).toBe(40);
    expect(await store.listing.changePage({ direction: 'asc', limit: 1, after: first.next })).toMatchObject({ isLost: true, rows: [] });
  });

  test('stops counting at 10,000, and still has them all in order', async () => {
    const store = await filled(6_000);
    for (const question of [{}, { text: 'e' }, { kinds: [...kinds], text: 'PC_1' }, { kinds: ['moved', 'memory'] }]) {
      const page = await store.listing.changePage({ direction: 'desc', limit: 5, ...question });
      const isMore = JSON.stringify(question) === '{}';
      expect({ question, isMore: page.isMore, isCounted: page.total < 10_000 }).toEqual({ question, isMore, isCounted: !isMore });
    }
    const rows = await allOf(store, { limit: 5_000 });
    expect(rows).toHaveLength(12_000);
    expect(rows.map(keyOf)).toEqual(rows.map(keyOf).toSorted().toReversed());
  });
});
