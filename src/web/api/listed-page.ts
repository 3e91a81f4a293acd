/**
 * Pages of lists that no database keeps: they are read whole, sorted and cut here, with cursors that mean the same as those of the store
 * (store/page-port.ts).
 */
import type { Direction, Page, Paging } from '../../store/page-port.ts';

type Key = string | number;

export type ListOrder<R> = {
  /** What cursors call it. */
  readonly name: string;
  readonly direction: Direction;
  /** What it is sorted by: of one type for all rows. */
  readonly keyOf: (row: R) => Key;
  /** Of no two rows the same. */
  readonly idOf: (row: R) => string;
};

export function pageOfList<R>(rows: readonly R[], order: ListOrder<R>, { limit, offset = 0, after }: Paging): Page<R> {
  const count = { total: rows.length, isMore: false };
  const sorted = sortedRows(rows, order);
  const place = after === undefined ? null : readPlace(after, order);
  if (place === undefined) return { ...count, rows: [], next: '', isLost: true };
  const beyond = place === null ? offset : sorted.findIndex((row) => compare(placeOf(row, order), place, order.direction) > 0);
  const first = beyond < 0 ? rows.length : beyond;
  const shown = sorted.slice(first, first + limit);
  const last = shown.at(-1);
  const isOpen = first + limit < rows.length;
  return { ...count, rows: shown, next: isOpen && last !== undefined ? writePlace(placeOf(last, order), order) : '', isLost: false };
}

/** All of them in their order, for files. */
export const sortedRows = <R>(rows: readonly R[], order: ListOrder<R>): readonly R[] =>
  rows.toSorted((a, b) => compare(placeOf(a, order), placeOf(b, order), order.direction));

type Place = readonly [key: Key, id: string];

const placeOf = <R>(row: R, { keyOf, idOf }: ListOrder<R>): Place => [keyOf(row), idOf(row)];

function compare([key, id]: Place, [otherKey, otherId]: Place, direction: Direction): number {
  const ascending = compareKeys(key, otherKey) || compareKeys(id, otherId);
  return direction === 'asc' ? ascending : -ascending;
}

const compareKeys = (a: Key, b: Key): number => (a < b ? -1 : a > b ? 1 : 0);

const nameOf = <R>({ name, direction }: ListOrder<R>): string => `${name} ${direction}`;

const writePlace = <R>(place: Place, order: ListOrder<R>): string =>
  Buffer.from(JSON.stringify([nameOf(order), ...place])).toString('base64url');

const maxCursorCharacters = 8_000;

/** undefined for what was never written for this order. */
function readPlace<R>(cursor: string, order: ListOrder<R>): Place | undefined {
  if (cursor.length > maxCursorCharacters) return undefined;
  const parsed = parsedCursor(cursor);
  if (!Array.isArray(parsed) || parsed.length !== 3) return undefined;
  const [name, key, id]: readonly unknown[] = parsed;
  const isOfOrder = name === nameOf(order) && (typeof key === 'string' || Number.isFinite(key)) && typeof id === 'string';
  return isOfOrder ? [key as Key, id] : undefined;
}

function parsedCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    // Not JSON: somebody typed it.
    return undefined;
  }
}
