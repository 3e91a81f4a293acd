/** Lists that are whole in memory, in pages: by any order, no row is lost or comes twice, even when the list is made anew in between. */
import { describe, expect, test } from 'vitest';
import type { Page } from '../../src/store/page-port.ts';
import { openLists } from '../../src/web/api/kept-lists.ts';
import { everyRow, type ListTable, pageOfList } from '../../src/web/api/list-pages.ts';

type Machine = { readonly id: string; readonly name: string; readonly years: number };
type Order = 'name' | 'years';

const table: ListTable<Machine, Order> = {
  name: 'machines',
  idOf: ({ id }) => id,
  textsOf: ({ name }) => [name],
  orders: { name: ({ name }) => [name], years: ({ years, name }) => [years, name] },
};

/** Many of the same name and the same age. */
const machines: readonly Machine[] = Array.from({ length: 100 }, (_, number) => ({
  id: `m${number}`,
  name: ['Écran', 'écran', 'Poste', 'poste 2'][number % 4] ?? '',
  years: number % 3,
}));

const asked = { text: '', choice: {}, isChosen: () => true, direction: 'asc', order: 'name' } as const;

/** `between`: the list as it is for the next page. */
function walk(
  question: { readonly order: Order; readonly direction: 'asc' | 'desc' },
  between: (rows: readonly Machine[]) => readonly Machine[],
) {
  const ids: string[] = [];
  let list = machines;
  let after: string | undefined;
  do {
    const page: Page<Machine> = pageOfList(list, table, { ...asked, ...question, limit: 9, ...(after === undefined ? {} : { after }) });
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next;
    list = between(list);
  } while (after !== '');
  return ids;
}

describe('a list in pages', () => {
  test('has each row once in any order, by cursor as at once', () => {
    for (const order of ['name', 'years'] as const)
      for (const direction of ['asc', 'desc'] as const) {
        const ids = walk({ order, direction }, (list) => list);
        expect(new Set(ids).size).toBe(100);
        const atOnce = pageOfList(machines, table, { ...asked, order, direction, ...everyRow });
        expect(atOnce.rows.map(({ id }) => id)).toEqual(ids);
      }
  });

  test('passes none over and shows none twice while others come and go', () => {
    let number = 0;
    const ids = walk({ order: 'years', direction: 'desc' }, (list) => {
      number += 1;
      return [{ id: `new${number}`, name: 'Zzz', years: 9 }, ...list.filter(({ id }) => id !== `new${number - 1}`)];
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('m'))).toHaveLength(100);
  });

  test('is searched in any case and without accents, and chosen from', () => {
    const page = pageOfList(machines, table, {
      ...asked,
      text: 'ECRAN',
      choice: { years: '1' },
      isChosen: ({ years }) => years === 1,
      limit: 100,
    });
    expect(page.total).toBe(machines.filter(({ name, years }) => /cran/.test(name) && years === 1).length);
    expect(page.rows.every(({ name, years }) => /cran/.test(name) && years === 1)).toBe(true);
  });

  test('knows no cursor but its own', () => {
    const { next } = pageOfList(machines, table, { ...asked, limit: 3 });
    const written = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const after of [
      '',
      '!',
      written(null),
      written(['machines name asc']),
      written(['machines name asc', 1, 'm1']),
      `${next}x`.repeat(900),
    ])
      expect(pageOfList(machines, table, { ...asked, limit: 3, after }), after).toMatchObject({ rows: [], isLost: true });
    expect(pageOfList(machines, table, { ...asked, direction: 'desc', limit: 3, after: next }).isLost).toBe(true);
  });

  test('of a hundred thousand rows is sorted once, and then there at once', () => {
    const many = Array.from({ length: 100_000 }, (_, number) => ({
      id: `m${number}`,
      name: `PC-${(number * 7919) % 100_000}`,
      years: number % 9,
    }));
    pageOfList(many, table, { ...asked, limit: 100 });
    const begun = performance.now();
    for (let offset = 0; offset < 100_000; offset += 1000) pageOfList(many, table, { ...asked, limit: 100, offset });
    expect((performance.now() - begun) / 100).toBeLessThan(20);
  });
});

describe('lists that are kept', () => {
  const rows = (count: number) => async () => Array.from({ length: count }, (_, index) => index);

  test('are read once while there is room, and those asked for least make room first', async () => {
    const lists = openLists(10);
    let readings = 0;
    const read = (count: number) => () => {
      readings += 1;
      return rows(count)();
    };
    const first = await lists.list('a', read(4));
    expect(await lists.list('a', read(4))).toBe(first);
    await lists.list('b', read(4));
    await lists.list('a', read(4));
    expect(readings).toBe(2);
    await lists.list('c', read(5));
    expect(await lists.list('a', read(4))).toBe(first);
    expect(readings).toBe(3);
    await lists.list('b', read(4));
    expect(readings).toBe(4);
  });

  test('hold one that is longer than all that may be kept, alone', async () => {
    const lists = openLists(10);
    const first = await lists.list('a', rows(4));
    const long = await lists.list('long', rows(50));
    expect(await lists.list('long', rows(50))).toBe(long);
    expect(await lists.list('a', rows(4))).not.toBe(first);
  });

  test('that could not be read are read again', async () => {
    const lists = openLists(10);
    await expect(lists.list('a', () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    expect(await lists.list('a', rows(2))).toEqual([0, 1]);
  });
});
