/**
 * The table of assets: a question and filters choose, an index orders, and only the rows of the page are read. Where much is chosen the
 * order is walked and what is not chosen is stepped over; where little is, it is sorted. The wide rows are left alone until the end.
 */
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { openAssetReader } from './asset-queries.ts';
import type { Engine } from './engine.ts';
import type { AssetChoice, AssetFacets, AssetFilters, AssetOrder, AssetQuestion, Count, Listing, TableRow } from './listing-port.ts';
import { type Key, type Order, pageOf } from './paging.ts';
import type { CommonSchema } from './schema.ts';
import { openMatches } from './search.ts';
import { askedNumbers, namesAmong, type Resolved, resolve } from './search-conditions.ts';

export function openAssetPages(engine: Engine<CommonSchema>): Pick<Listing, 'assetPage' | 'assetFacets'> {
  const readRows = openRowReader(engine);
  return {
    assetPage: async (question) => {
      const resolved = await resolve(engine, question.question ?? { terms: [] });
      const choice = await chosenBy(engine, question, resolved);
      const total = await countAll(engine, choice);
      const page = await pageOf(numbersOf(engine, question, { choice, total }), {
        order: orderOf(question),
        paging: question,
        count: { total, isMore: false },
      });
      const numbers = page.rows.map(({ number }) => number);
      const asSoftware = total === 0 && question.question ? await namesAmong(engine, question.question) : [];
      return { ...page, rows: await readRows(numbers, resolved), asSoftware };
    },
    assetFacets: async (question, most) => {
      const choice = await chosenBy(engine, question, await resolve(engine, question.question ?? { terms: [] }));
      return facetsOf(engine, { filters: question.filters, most, choice });
    },
  };
}

// ---------------------------------------------------------------- choosing

type Choice = {
  /** Of a row of `asset`. */
  readonly filters: readonly RawBuilder<boolean>[];
  /** Numbers that the question asks for; undefined: all. */
  readonly asked: readonly number[] | undefined;
  /** Numbers of assets that are out of use, where nothing is asked. */
  readonly without: readonly number[];
};

async function chosenBy(engine: Engine<CommonSchema>, { filters, without }: AssetChoice, resolved: readonly Resolved[]): Promise<Choice> {
  const { db, capabilities } = engine;
  const ids = capabilities.list<string>(sql.val(JSON.stringify(without)), 'text');
  const left = without.length === 0 ? [] : await db.selectFrom('asset').select('number').where('id', 'in', ids).execute();
  const numbers = new Set(left.map(({ number }) => number));
  if (resolved.length === 0) return { filters: filtersOf(filters), asked: undefined, without: [...numbers] };
  const asked = (await askedNumbers(engine, resolved)).filter((number) => !numbers.has(number));
  return { filters: filtersOf(filters), asked, without: [] };
}

function filtersOf({ missing, ...exact }: AssetFilters): readonly RawBuilder<boolean>[] {
  const equal = Object.entries(exact)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql<boolean>`${sql.ref(`asset.${column}`)} = ${value}`);
  if (missing === undefined) return equal;
  return [...equal, missing ? sql<boolean>`"asset"."missingSince" != ''` : sql<boolean>`"asset"."missingSince" = ''`];
}

/** Beyond so many, walking an index and stepping over what is not chosen costs less than looking up what is. */
const mostLookedUp = 2_000;

const listOf = ({ capabilities }: Engine<CommonSchema>, numbers: readonly number[]): RawBuilder<number> =>
  capabilities.list<number>(sql.val(JSON.stringify(numbers)), 'integer');

/** Of rows whose column `number` is this, but for the filters; an expression has no index, so that the engine is left with that of the order. */
function numbered(engine: Engine<CommonSchema>, column: RawBuilder<unknown>, { asked, without }: Choice): RawBuilder<boolean> {
  if (asked === undefined) return without.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`${column} not in ${listOf(engine, without)}`;
  return sql<boolean>`${asked.length > mostLookedUp ? sql`(${column} + 0)` : column} in ${listOf(engine, asked)}`;
}

const chosen = (engine: Engine<CommonSchema>, choice: Choice) =>
  choice.filters
    .reduce((rows, condition) => rows.where(condition), engine.db.selectFrom('asset'))
    .where(numbered(engine, sql.ref('asset.number'), choice));

async function countAll(engine: Engine<CommonSchema>, choice: Choice): Promise<number> {
  const { filters, asked, without } = choice;
  if (filters.length === 0 && asked !== undefined) return asked.length;
  const counted = (filters.length === 0 ? engine.db.selectFrom('asset') : chosen(engine, choice)).select(sql<number>`count(*)`.as('count'));
  const count = (await counted.executeTakeFirst())?.count ?? 0;
  return filters.length === 0 ? count - without.length : count;
}

// ---------------------------------------------------------------- ordering

const text = (column: string): Key => ({ by: sql.ref(column), kind: 'text' });
const integer = (by: Key['by']): Key => ({ by, kind: 'integer' });

/** The keys of each order as the indexes of the migrations have them; but for sites, whose ids are unique, the number follows. */
const keys: Readonly<Record<AssetOrder, readonly Key[]>> = {
  site: [text('asset.site'), text('asset.searchName'), text('asset.id')],
  kind: [text('asset.kind'), text('asset.searchName')],
  lastSeen: [text('asset.lastSeen')],
  firstSeen: [text('asset.firstSeen')],
  inventoryDate: [text('asset.inventoryDate')],
  biosDate: [text('asset.biosDate'), text('asset.searchName')],
  softwareCount: [integer(sql.ref('asset.softwareCount')), text('asset.searchName')],
  memoryMb: [integer(sql`coalesce("asset"."memoryMb", -1)`), text('asset.searchName')],
  name: [text('assetText.name')],
  serial: [text('assetText.serial')],
  os: [text('assetText.os'), text('assetText.name')],
  manufacturer: [text('assetText.manufacturer'), text('assetText.name')],
  model: [text('assetText.model'), text('assetText.name')],
  user: [text('assetText.user'), text('assetText.name')],
};

const ofText: ReadonlySet<AssetOrder> = new Set(['name', 'serial', 'os', 'manufacturer', 'model', 'user']);

const tableOf = (order: AssetOrder): 'asset' | 'assetText' => (ofText.has(order) ? 'assetText' : 'asset');

const orderOf = ({ order, direction }: Pick<AssetQuestion, 'order' | 'direction'>): Order => ({
  name: `assets ${order}`,
  direction,
  keys: order === 'site' ? keys.site : [...keys[order], integer(sql.ref(`${tableOf(order)}.number`))],
});

type Numbers = SelectQueryBuilder<CommonSchema, 'asset' | 'assetText', { number: number }>;

function numbersOf(
  engine: Engine<CommonSchema>,
  { order }: Pick<AssetQuestion, 'order'>,
  { choice, total }: { readonly choice: Choice; readonly total: number },
): Numbers {
  const table = tableOf(order);
  const number = sql.ref(`${table}.number`);
  const rows = engine.db.selectFrom(table).select(`${table}.number`) as unknown as Numbers;
  if (choice.filters.length === 0) return rows.where(numbered(engine, number, choice));
  const numbers = chosen(engine, choice).select('asset.number');
  return rows.where(sql<boolean>`${total > mostLookedUp ? sql`(${number} + 0)` : number} in (${numbers})`);
}

// ---------------------------------------------------------------- reading

const columns = [
  ...(['id', 'site', 'name', 'kind', 'form', 'os', 'osVersion', 'manufacturer', 'model', 'serial', 'user', 'macs', 'ips'] as const),
  ...(['memoryMb', 'biosDate', 'inventoryDate', 'firstSeen', 'lastSeen', 'missingSince', 'softwareCount', 'number'] as const),
] as const;

/** In the order of the numbers. */
function openRowReader(engine: Engine<CommonSchema>) {
  const { db, capabilities } = engine;
  const matchesOf = openMatches(engine);
  const readAssets = openAssetReader(engine);
  return async (numbers: readonly number[], resolved: readonly Resolved[]): Promise<readonly TableRow[]> => {
    const among = capabilities.list<number>(sql.val(JSON.stringify(numbers)), 'integer');
    const rows = await db.selectFrom('asset').select(columns).where('number', 'in', among).execute();
    const matched = resolved.length === 0 ? new Map() : await matchesOf(await readAssets(numbers), resolved);
    const byNumber = new Map(rows.map((row) => [row.number, row]));
    return numbers.flatMap((number) => {
      const { number: _number, macs, ips, ...row } = byNumber.get(number) ?? { number: 0, macs: '', ips: '' };
      if (!('id' in row)) return [];
      const lists = { macs: JSON.parse(macs) as readonly string[], ips: JSON.parse(ips) as readonly string[] };
      return [{ ...row, ...lists, matched: matched.get(number) ?? [] }];
    });
  };
}

// ---------------------------------------------------------------- facets

type Counting = { readonly filters: AssetFilters; readonly most: number; readonly choice: Choice };

const facetNames = ['site', 'kind', 'os'] as const satisfies readonly (keyof AssetFacets)[];

/**
 * Facets that no filter names count the same assets: what a question asks for is looked for once; where nothing is asked each has an
 * index. Each of the others leaves its own filter out.
 */
async function facetsOf(engine: Engine<CommonSchema>, { filters, most, choice }: Counting): Promise<AssetFacets> {
  const free = choice.asked === undefined ? [] : facetNames.filter((facet) => filters[facet] === undefined);
  const counted = await countValues(engine, { facets: free, most, choice });
  for (const facet of facetNames.filter((each) => !free.includes(each))) {
    const { [facet]: _own, ...others } = filters;
    counted.push(...(await countValues(engine, { facets: [facet], most, choice: { ...choice, filters: filtersOf(others) } })));
  }
  const of = (name: keyof AssetFacets): readonly Count[] =>
    counted.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }));
  return { site: of('site'), kind: of('kind'), os: of('os') };
}

type FacetCount = Count & { readonly facet: keyof AssetFacets };

type FacetQuestion = { readonly facets: readonly (keyof AssetFacets)[]; readonly most: number; readonly choice: Choice };

async function countValues(engine: Engine<CommonSchema>, { facets, most, choice }: FacetQuestion): Promise<FacetCount[]> {
  if (facets.length === 0) return [];
  const columns = facets.map((facet) => `asset.${facet}` as const);
  const grouped = chosen(engine, choice)
    .select(columns)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy(columns);
  const values = facets.map(
    (facet) => sql`select * from (select ${facet} as "facet", ${sql.ref(facet)} as "value", cast(sum("count") as integer) as "count"
      from "chosen" group by "value" order by 3 desc, "value" limit ${most})`,
  );
  const counted = sql<FacetCount>`with "chosen" as materialized ${grouped} ${sql.join(values, sql` union all `)}`;
  return [...(await counted.execute(engine.db)).rows];
}
