/** Cuts a page out of a query: after a cursor by comparing whole keys, at an offset from the nearer end. */
import { type Expression, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Direction, Page, Paging } from './page-port.ts';

/** One of the keys by which rows are ordered, and how a cursor holds it. */
export type Key = { readonly by: Expression<unknown>; readonly kind: 'text' | 'integer' };

export type Order = {
  /** What cursors call it. */
  readonly name: string;
  readonly direction: Direction;
  /** All in one direction; no two rows agree in all of them. */
  readonly keys: readonly Key[];
};

export type Count = { readonly total: number; readonly isMore: boolean };

type Cutting = { readonly order: Order; readonly paging: Paging; readonly count: Count };

type Query<DB, TB extends keyof DB, Row> = SelectQueryBuilder<DB, TB, Row>;

export async function pageOf<DB, TB extends keyof DB, Row extends object>(
  query: Query<DB, TB, Row>,
  { order, paging, count }: Cutting,
): Promise<Page<Row>> {
  const { limit, offset = 0, after } = paging;
  const place = after === undefined ? null : readPlace(after, order);
  if (place === undefined) return { ...count, rows: [], next: '', isLost: true };
  const left = count.total - offset;
  const isNearEnd = place === null && !count.isMore && offset > left;
  const keyed = query.select(order.keys.map(({ by }, index) => sql<string | number>`${by}`.as(`key${index}`)));
  const found = isNearEnd
    ? await fromEnd(keyed, order, { limit, left })
    : await ordered(place ? keyed.where(isBeyond(order, place)) : keyed, order, order.direction)
        .limit(limit + 1)
        .offset(place ? 0 : offset)
        .execute();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const isOpen = isNearEnd ? left > limit : found.length > limit;
  return { ...count, rows: rows.map((row) => withoutKeys<Row>(row)), next: isOpen && last ? writePlace(order, last) : '', isLost: false };
}

/** Rows are read with the columns `key0`, `key1`… that cursors are made of. */
const withoutKeys = <Row extends object>(row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !/^key\d$/.test(column))) as Row;

/** The end of the list, read from behind: skipping is what costs. */
async function fromEnd<DB, TB extends keyof DB, Row>(
  query: Query<DB, TB, Row>,
  order: Order,
  { limit, left }: { readonly limit: number; readonly left: number },
): Promise<readonly Row[]> {
  if (left <= 0) return [];
  const reversed = ordered(query, order, order.direction === 'asc' ? 'desc' : 'asc');
  const rows = await reversed
    .limit(Math.min(limit, left))
    .offset(Math.max(0, left - limit))
    .execute();
  return rows.toReversed();
}

const ordered = <DB, TB extends keyof DB, Row>(query: Query<DB, TB, Row>, { keys }: Order, direction: Direction): Query<DB, TB, Row> =>
  keys.reduce((sorted, { by }) => sorted.orderBy(by, direction), query);

function isBeyond({ keys, direction }: Order, place: readonly (string | number)[]): RawBuilder<boolean> {
  const mine = sql.join(keys.map(({ by }) => by));
  const theirs = sql.join(place.map((value) => sql.val(value)));
  return direction === 'asc' ? sql<boolean>`(${mine}) > (${theirs})` : sql<boolean>`(${mine}) < (${theirs})`;
}

/** How many rows there are, or that there are more than `most`. */
export async function boundedCount<DB, TB extends keyof DB>(query: Query<DB, TB, object>, most: number): Promise<Count> {
  const found = query.clearSelect().select(sql.lit(1).as('one'));
  const rows = await found.limit(most + 1).execute();
  return { total: Math.min(most, rows.length), isMore: rows.length > most };
}

// ---------------------------------------------------------------- cursors

const nameOf = ({ name, direction }: Order): string => `${name} ${direction}`;

const writePlace = (order: Order, row: object): string => {
  const values = order.keys.map((_, index) => Reflect.get(row, `key${index}`));
  return Buffer.from(JSON.stringify([nameOf(order), ...values])).toString('base64url');
};

const maxCursorCharacters = 8_000;

/** undefined for what was never written for this order. */
function readPlace(cursor: string, order: Order): readonly (string | number)[] | undefined {
  const parsed = cursor.length > maxCursorCharacters ? undefined : parsedCursor(cursor);
  if (!Array.isArray(parsed)) return undefined;
  const [name, ...values]: readonly unknown[] = parsed;
  if (name !== nameOf(order) || values.length !== order.keys.length) return undefined;
  return values.every((value, index) => isOfKind(value, order.keys[index]?.kind)) ? (values as (string | number)[]) : undefined;
}

const isOfKind = (value: unknown, kind: Key['kind'] | undefined): boolean =>
  kind === 'text' ? typeof value === 'string' : Number.isSafeInteger(value);

function parsedCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    // Not JSON: somebody typed it.
    return undefined;
  }
}
