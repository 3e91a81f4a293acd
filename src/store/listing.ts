/** Long lists by keyset paging: no page costs more than the one before, and nothing is held between them. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { numbersOf } from './asset-numbers.ts';
import { openAssetPages } from './asset-pages.ts';
import { openChangePages } from './change-pages.ts';
import type { Engine } from './engine.ts';
import type { Listing, ListQuestion, ProductVersion } from './listing-port.ts';
import type { CommonStore } from './port.ts';
import { openProductPages } from './product-pages.ts';
import type { CommonSchema } from './schema.ts';
import { scoped } from './scope.ts';

export function openListing(engine: Engine<CommonSchema>, software: CommonStore['software']): Listing {
  const { db } = engine;
  return {
    ...openAssetPages(engine),
    ...openProductPages(engine),
    ...openChangePages(engine),
    listed: async (question) => (await listedRows(engine, question)).map(rowOf),
    products: () => products(software),
    countBy: (column, without) => {
      const { by, value } = countedBy(column);
      return scoped(engine, { without })
        .select(({ fn }) => [value.as('value'), fn.countAll<number>().as('count')])
        .groupBy(by)
        .orderBy('count', 'desc')
        .orderBy('value')
        .execute();
    },
    systems: async (without) => (await systemRows(engine, without)).map(({ place: _, ...group }) => group),
    firstSeenByMonth: () =>
      db
        .selectFrom('asset')
        .select(({ fn }) => [sql<string>`substr("firstSeen", 1, 7)`.as('value'), fn.countAll<number>().as('count')])
        .groupBy('value')
        .orderBy('value')
        .execute(),
    changesSince: async (date) => countOf(await changeCount(db).where('date', '>=', date).executeTakeFirst()),
    countChanges: async (without) => {
      const all = changeCount(db);
      // A bare count reads the smallest index.
      const counted = without.length === 0 ? all : all.where('asset', 'not in', numbersOf(engine, without));
      return countOf(await counted.executeTakeFirst());
    },
  };
}

type CountedColumn = Parameters<Listing['countBy']>[0];

/** Grouped by what an index holds, so that the wide rows are left alone; but for disks, which none does. */
function countedBy(column: CountedColumn): { readonly by: RawBuilder<unknown>; readonly value: RawBuilder<string> } {
  if (column !== 'memoryMb') return { by: sql.ref(`asset.${column}`), value: sql.ref<string>(`asset.${column}`) };
  const by = sql`coalesce("asset"."memoryMb", -1)`;
  return { by, value: sql<string>`coalesce(nullif(cast(${by} as text), '-1'), '')` };
}

/** Nothing that is printed comes before the character that parts the keys of the list. */
const place = sql<string>`"asset"."site" || char(1) || "asset"."searchName" || char(1) || "asset"."id"`;

const systemRows = (engine: Engine<CommonSchema>, without: readonly string[]) =>
  scoped(engine, { without })
    .select(({ fn }) => ['asset.os', 'asset.osVersion', fn.countAll<number>().as('count'), fn.min(place).as('place')])
    .groupBy(['asset.os', 'asset.osVersion'])
    .orderBy('place')
    .execute();

const changeCount = (db: Kysely<CommonSchema>) => db.selectFrom('change').select(({ fn }) => fn.countAll<number>().as('count'));

const countOf = (row: { readonly count: number } | undefined): number => row?.count ?? 0;

/** The possible doubles of an asset are on its page: their number and reasons are part of what it was made from. */
const doublesOf = sql<string>`coalesce((select group_concat("double"."a" || "double"."b" || "double"."reason") from "record"
  join "double" on "double"."a" = "record"."id" or "double"."b" = "record"."id" where "record"."asset" = "asset"."id"), '')`;

function listedRows(engine: Engine<CommonSchema>, { order, after, limit, without }: ListQuestion) {
  const rows = scoped(engine, { without })
    .select(['id', 'site', 'name', 'kind', 'os', 'osVersion', 'manufacturer', 'model', 'serial', 'user', 'macs', 'ips'])
    .select(['lastSeen', 'missingSince', 'searchName', 'revision', 'softwareSha256', doublesOf.as('doubles')])
    .limit(limit);
  const { site = '', searchName = '', id = '' } = after ?? {};
  if (order === 'name') {
    const ordered = rows.orderBy('searchName').orderBy('id');
    return (after ? ordered.where(sql<boolean>`("searchName", "id") > (${searchName}, ${id})`) : ordered).execute();
  }
  const ordered = rows.orderBy('site').orderBy('searchName').orderBy('id');
  return (after ? ordered.where(sql<boolean>`("site", "searchName", "id") > (${site}, ${searchName}, ${id})`) : ordered).execute();
}

const rowOf = ({ macs, ips, revision, softwareSha256, doubles, ...row }: Awaited<ReturnType<typeof listedRows>>[number]) => ({
  ...row,
  macs: JSON.parse(macs) as readonly string[],
  ips: JSON.parse(ips) as readonly string[],
  revision: `${revision} ${softwareSha256} ${doubles}`,
});

/** Counted once for all of them, then told product by product. */
async function* products(software: CommonStore['software']): AsyncGenerator<readonly ProductVersion[]> {
  let product: ProductVersion[] = [];
  for (const row of await software({})) {
    const next = { ...row, searchName: row.name };
    const [first] = product;
    if (first && (first.name !== row.name || first.publisher !== row.publisher)) {
      yield product;
      product = [];
    }
    product.push(next);
  }
  if (product.length > 0) yield product;
}
