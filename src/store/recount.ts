/**
 * Counts stale sites again: one site, one transaction, and only what differs from the last count is written, there and in the sums of its
 * software and products. A process that receives waits for no more than one site.
 */
import { type Expression, type Kysely, type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { fold } from './folded-text.ts';
import type { CommonSchema } from './schema.ts';

/** At most so many sites, each once; answers how many are stale still. */
export type Recount = (mostSites: number) => Promise<number>;

export function openRecount(engine: Engine<CommonSchema>): Recount {
  const { db } = engine;
  return async (mostSites) => {
    const stale = await db.selectFrom('staleCount').select('site').orderBy('site').execute();
    const chosen = stale.slice(0, mostSites);
    for (const { site } of chosen) await db.transaction().execute((transaction) => recountSite({ ...engine, db: transaction }, site));
    return stale.length - chosen.length;
  };
}

/** How many assets of each site have each software, counted from the installations. */
export const countedNow = (db: Kysely<CommonSchema>) =>
  db
    .selectFrom('asset')
    .innerJoin('assetSoftware', 'assetSoftware.asset', 'asset.number')
    .select(({ fn }) => ['asset.site', 'assetSoftware.software', fn.countAll<number>().as('installations')])
    .groupBy(['asset.site', 'assetSoftware.software']);

type Difference = { readonly software: number; readonly installations: number; readonly change: number; readonly sites: number };

type Counting = Pick<Engine<CommonSchema>, 'db' | 'capabilities'>;

async function recountSite(counting: Counting, site: string): Promise<void> {
  const { db } = counting;
  const before = await db.selectFrom('siteSoftware').select(['software', 'installations']).where('site', '=', site).execute();
  const after = await countedNow(db).where('asset.site', '=', site).execute();
  const differences = differencesOf(before, after);
  if (differences.length > 0) await writeDifferences(counting, site, differences);
  await db.deleteFrom('staleCount').where('site', '=', site).execute();
}

type Installed = { readonly software: number; readonly installations: number };

function differencesOf(before: readonly Installed[], after: readonly Installed[]): readonly Difference[] {
  const was = new Map(before.map(({ software, installations }) => [software, installations]));
  const is = new Map(after.map(({ software, installations }) => [software, installations]));
  const gone = before.filter(({ software }) => !is.has(software)).map(({ software }) => ({ software, installations: 0 }));
  return [...after, ...gone].flatMap(({ software, installations }) => {
    const known = was.get(software) ?? 0;
    const sites = Math.sign(installations) - Math.sign(known);
    return known === installations ? [] : [{ software, installations, change: installations - known, sites }];
  });
}

async function writeDifferences(counting: Counting, site: string, differences: readonly Difference[]): Promise<void> {
  const { db, capabilities } = counting;
  const ids = capabilities.list<number>(sql.val(JSON.stringify(differences.map(({ software }) => software))), 'integer');
  await nameProducts(counting, ids);
  const products = db.selectFrom('software as named').select('named.product').where('named.id', 'in', ids);
  const held = db
    .selectFrom('software')
    .select('product')
    .distinct()
    .where('product', 'in', products)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('siteSoftware')
          .select(sql.lit(1).as('one'))
          .where('siteSoftware.site', '=', site)
          .where('siteSoftware.software', '=', sql.ref<number>('software.id')),
      ),
    );
  const before = new Set((await held.execute()).map(({ product }) => product));
  await putCounts(counting, site, differences);
  const after = new Set((await held.execute()).map(({ product }) => product));
  await sumProducts(db, products);
  await moveSites(
    counting,
    [...after].filter((product) => !before.has(product)),
    1,
  );
  await moveSites(
    counting,
    [...before].filter((product) => !after.has(product)),
    -1,
  );
}

/** Software that is counted for the first time belongs to a product from now on. */
async function nameProducts({ db, capabilities }: Counting, ids: RawBuilder<number>): Promise<void> {
  const unnamed = db.selectFrom('software').where('id', 'in', ids).where('product', '=', 0);
  const names = await unnamed.select(['name', 'publisher', 'searchName']).distinct().execute();
  if (names.length === 0) return;
  const cells = { name: 'text', publisher: 'text', searchName: 'text', searchPublisher: 'text' } as const;
  const folded = names.map(({ name, publisher, searchName }) => [name, publisher, searchName, fold(publisher)]);
  const rows = capabilities.rows<Record<keyof typeof cells, string>>(sql.val(JSON.stringify(folded)), cells);
  await db
    .insertInto('product')
    .columns(['name', 'publisher', 'searchName', 'searchPublisher'])
    .expression(
      db
        .selectFrom(rows.as('named'))
        .select(['named.name', 'named.publisher', 'named.searchName', 'named.searchPublisher'])
        .where(sql<boolean>`true`),
    )
    .onConflict((conflict) => conflict.columns(['name', 'publisher']).doNothing())
    .execute();
  await db
    .updateTable('software')
    .from('product')
    .set({ product: sql.ref<number>('product.number') })
    .whereRef('product.name', '=', 'software.name')
    .whereRef('product.publisher', '=', 'software.publisher')
    .where('software.id', 'in', ids)
    .where('software.product', '=', 0)
    .execute();
}

async function putCounts({ db, capabilities }: Counting, site: string, differences: readonly Difference[]): Promise<void> {
  const cells = { software: 'integer', installations: 'integer', change: 'integer', sites: 'integer' } as const;
  const rows = differences.map(({ software, installations, change, sites }) => [software, installations, change, sites]);
  const put = capabilities.rows<Record<keyof typeof cells, number>>(sql.val(JSON.stringify(rows)), cells);
  await db
    .insertInto('siteSoftware')
    .columns(['site', 'software', 'installations'])
    .expression(
      db
        .selectFrom(put.as('put'))
        .select([sql.val(site).as('site'), 'put.software', 'put.installations'])
        .where(sql<boolean>`true`),
    )
    .onConflict((conflict) =>
      conflict.columns(['site', 'software']).doUpdateSet(({ ref }) => ({ installations: ref('excluded.installations') })),
    )
    .execute();
  await db.deleteFrom('siteSoftware').where('site', '=', site).where('installations', '=', 0).execute();
  await db
    .updateTable('software')
    .from(put.as('put'))
    .set({
      installations: sql<number>`"software"."installations" + "put"."change"`,
      sites: sql<number>`"software"."sites" + "put"."sites"`,
    })
    .where('software.id', '=', sql.ref<number>('put.software'))
    .execute();
}

async function sumProducts(db: Kysely<CommonSchema>, products: Parameters<typeof ofProducts>[1]): Promise<void> {
  const installed = db
    .selectFrom('software')
    .where('software.product', '=', sql.ref<number>('product.number'))
    .where('software.installations', '>', 0);
  await ofProducts(db, products)
    .set({
      versions: installed.select(({ fn }) => fn.countAll<number>().as('count')),
      installations: sql<number>`coalesce((${installed.select(sql`sum("software"."installations")`.as('sum'))}), 0)`,
    })
    .execute();
}

const ofProducts = (db: Kysely<CommonSchema>, products: Expression<{ product: number }>) =>
  db.updateTable('product').where('product.number', 'in', sql<number>`(${products})`);

async function moveSites({ db, capabilities }: Counting, products: readonly number[], by: number): Promise<void> {
  if (products.length === 0) return;
  const among = capabilities.list<number>(sql.val(JSON.stringify(products)), 'integer');
  await db
    .updateTable('product')
    .set({ sites: sql<number>`"sites" + ${by}` })
    .where('number', 'in', among)
    .execute();
}
