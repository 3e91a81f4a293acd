/**
 * Pages of a list that is whole in memory, asked for as the store's pages are (store/page-port.ts): searched, sorted, cut at an offset or
 * after a cursor, which holds its ground when the list is made anew between two pages.
 */
import { folded } from '../../jobs/look.ts';
import type { Direction, Page, Paging } from '../../store/page-port.ts';

type Key = string | number;

/** What a kind of list can be asked. */
export type ListTable<R, O extends string> = {
  /** What cursors call it. */
  readonly name: string;
  /** No two rows share one: the last key of every order. */
  readonly idOf: (row: R) => string;
  /** In which texts are searched for. */
  readonly textsOf: (row: R) => readonly string[];
  /** Keys of one order are of the same types for all rows; texts are compared folded. */
  readonly orders: { readonly [N in O]: (row: R) => readonly Key[] };
};

export type ListQuestion<R, O extends string> = {
  readonly order: O;
  readonly direction: Direction;
  /** Part of one of the texts, in any case and without accents; '' for all. */
  readonly text: string;
  /** What `isChosen` depends on, so that the same choice is not made again for the next page. */
  readonly choice: Readonly<Record<string, string | undefined>>;
  readonly isChosen: (row: R) => boolean;
};

export function pageOfList<R, O extends string>(
  list: readonly R[],
  table: ListTable<R, O>,
  { limit, offset = 0, after, ...question }: ListQuestion<R, O> & Paging,
): Page<R> {
  const rows = chosenRows(list, table, question);
  const counted = { total: rows.length, isMore: false };
  const cursors = cursorsOf(table, question);
  const first = after === undefined ? offset : cursors.placeAfter(rows, after);
  if (first === undefined) return { ...counted, rows: [], next: '', isLost: true };
  const shown = rows.slice(first, first + limit);
  const last = shown.at(-1);
  const isEnd = last === undefined || first + shown.length >= rows.length;
  return { ...counted, rows: shown, next: isEnd ? '' : cursors.write(last), isLost: false };
}

/** One page after another of the same list and question. */
export type Pager<R> = (paging: Paging) => Page<R>;

/** All rows at once, for files. */
export const everyRow: Paging = { limit: Number.POSITIVE_INFINITY };

// ---------------------------------------------------------------- choosing and sorting

type Sorted = { readonly asked: string; readonly rows: readonly unknown[] };

/** The last question of each list with its answer: the next page is most often of the same. */
const sortedOf = new WeakMap<readonly unknown[], Sorted>();

function chosenRows<R, O extends string>(list: readonly R[], table: ListTable<R, O>, question: ListQuestion<R, O>): readonly R[] {
  const { isChosen, ...said } = question;
  const asked = JSON.stringify([table.name, said]);
  const known = sortedOf.get(list);
  if (known?.asked === asked) return known.rows as readonly R[];
  const part = folded(question.text);
  const holds = (row: R): boolean => part === '' || table.textsOf(row).some((text) => folded(text).includes(part));
  const rows = sorted(
    list.filter((row) => isChosen(row) && holds(row)),
    table,
    question,
  );
  sortedOf.set(list, { asked, rows });
  return rows;
}

function sorted<R, O extends string>(rows: readonly R[], table: ListTable<R, O>, { order, direction }: ListQuestion<R, O>): readonly R[] {
  const keyed = rows.map((row) => ({ row, keys: keysOf(row, table, order) }));
  return keyed.sort((a, b) => compareKeys(a.keys, b.keys, direction)).map(({ row }) => row);
}

const keysOf = <R, O extends string>(row: R, { orders, idOf }: ListTable<R, O>, order: O): readonly Key[] => [
  ...orders[order](row).map((key) => (typeof key === 'string' ? folded(key) : key)),
  idOf(row),
];

/** Downwards only by the first: what is alike in it stands in the same order both ways. */
function compareKeys(a: readonly Key[], b: readonly Key[], direction: Direction): number {
  const place = a.findIndex((key, at) => key !== b[at]);
  if (place === -1) return 0;
  const isBefore = (a[place] ?? '') < (b[place] ?? '');
  return isBefore === (direction === 'asc' || place > 0) ? -1 : 1;
}

// ---------------------------------------------------------------- cursors

const maxCursorCharacters = 8_000;

function cursorsOf<R, O extends string>(table: ListTable<R, O>, { order, direction }: ListQuestion<R, O>) {
  const name = `${table.name} ${order} ${direction}`;
  return {
    write: (row: R): string => Buffer.from(JSON.stringify([name, ...keysOf(row, table, order)])).toString('base64url'),
    /** Of the first row beyond; undefined for what was never written for this order. */
    placeAfter: (rows: readonly R[], cursor: string): number | undefined => {
      const keys = readCursor(cursor, name);
      const sample = rows[0] && keysOf(rows[0], table, order);
      if (!keys || (sample && !sample.every((key, place) => typeof key === typeof keys[place]))) return undefined;
      return firstPlace(rows.length, (place) => compareKeys(keysOf(rows[place] as R, table, order), keys, direction) > 0);
    },
  };
}

/** The first place below `count` at which it holds, and from which on it does. */
function firstPlace(count: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function readCursor(cursor: string, wanted: string): readonly Key[] | undefined {
  if (cursor.length > maxCursorCharacters) return undefined;
  try {
    const [name, ...keys] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as readonly unknown[];
    return name === wanted && keys.every((key) => typeof key === 'string' || typeof key === 'number') ? (keys as Key[]) : undefined;
  } catch {
    // Neither JSON nor a list: somebody typed it.
    return undefined;
  }
}
