/**
 * CommonStore, step 4: what long tables of people are sorted and filtered by, and products (name and publisher) with their counts, so that
 * a page costs what it shows. Texts that seldom change are ordered by the table of words, which is written when they do.
 */
import { sql } from 'kysely';
import { fold } from '../folded-text.ts';
import type { Migration, MigrationTarget } from '../migrate.ts';
import { addColumns, createTable } from './table.ts';

export const common4: Migration = async (target) => {
  await createListing(target);
  await createProducts(target);
  await sql`create index "change_kind_date" on "change" ("kind", "date")`.execute(target.db);
  await sql`create index "change_subject" on "change" ("subject")`.execute(target.db);
};

/** `listing` answers filters and counts without the wide rows; the others have the order in their name. */
async function createListing({ db }: MigrationTarget): Promise<void> {
  await sql`drop index "asset_site_searchName_id_kind_missingSince"`.execute(db);
  await sql`create index "asset_listing" on "asset" ("site", "searchName", "id", "kind", "missingSince", "os", "form")`.execute(db);
  await sql`create index "asset_kind" on "asset" ("kind", "searchName")`.execute(db);
  await sql`create index "asset_os" on "asset" ("os")`.execute(db);
  for (const column of ['inventoryDate', 'firstSeen', 'lastSeen'])
    await sql`create index ${sql.id(`asset_${column}`)} on "asset" (${sql.id(column)})`.execute(db);
  for (const column of ['biosDate', 'softwareCount'])
    await sql`create index ${sql.id(`asset_${column}`)} on "asset" (${sql.id(column)}, "searchName")`.execute(db);
  await sql`create index "asset_memoryMb" on "asset" (coalesce("memoryMb", -1), "searchName")`.execute(db);
  for (const column of ['os', 'manufacturer', 'model', 'user'])
    await sql`create index ${sql.id(`assetText_${column}`)} on "assetText" (${sql.id(column)}, "name")`.execute(db);
  for (const column of ['name', 'serial'])
    await sql`create index ${sql.id(`assetText_${column}`)} on "assetText" (${sql.id(column)})`.execute(db);
}

/** `versions` that somebody has; `sites` that have one of them. A software that was never counted has product 0. */
async function createProducts(target: MigrationTarget): Promise<void> {
  const { db } = target;
  await createTable(target, {
    name: 'product',
    columns: {
      number: 'identity',
      name: 'text',
      publisher: 'text',
      searchName: 'text',
      searchPublisher: 'text',
      versions: 'integer',
      installations: 'integer',
      sites: 'integer',
    },
    unique: [['name', 'publisher']],
  });
  await addColumns(target, 'software', { product: 'integer', installations: 'integer', sites: 'integer' });
  await sql`create index "software_product" on "software" ("product")`.execute(db);
  await nameProducts(target);
  await sumCounts(target);
}

const productsTogether = 5_000;

async function nameProducts({ db, capabilities }: MigrationTarget): Promise<void> {
  const cells = { name: 'text', publisher: 'text', searchName: 'text', searchPublisher: 'text' } as const;
  const { rows } = await sql<{ name: string; publisher: string }>`select distinct "name", "publisher" from "software"`.execute(db);
  for (let from = 0; from < rows.length; from += productsTogether) {
    const named = rows.slice(from, from + productsTogether);
    const folded = named.map(({ name, publisher }) => [name, publisher, fold(name), fold(publisher)]);
    await sql`insert into "product" ("name", "publisher", "searchName", "searchPublisher")
      select "name", "publisher", "searchName", "searchPublisher"
      from ${capabilities.rows(sql.val(JSON.stringify(folded)), cells)} as "named"`.execute(db);
  }
  await sql`update "software" set "product" = "product"."number" from "product"
    where "product"."name" = "software"."name" and "product"."publisher" = "software"."publisher"`.execute(db);
}

/** What was last counted, site by site, as sums; sites that are out of date are counted again by the next question. */
async function sumCounts({ db }: MigrationTarget): Promise<void> {
  await sql`update "software" set "installations" = "counted"."installations", "sites" = "counted"."sites"
    from (select "software", sum("installations") as "installations", count(*) as "sites" from "siteSoftware" group by "software") as "counted"
    where "software"."id" = "counted"."software"`.execute(db);
  await sql`update "product" set "versions" = "summed"."versions", "installations" = "summed"."installations"
    from (select "product", count(*) as "versions", sum("installations") as "installations" from "software"
      where "installations" > 0 group by "product") as "summed"
    where "product"."number" = "summed"."product"`.execute(db);
  await sql`update "product" set "sites" = "held"."sites"
    from (select "software"."product", count(distinct "siteSoftware"."site") as "sites"
      from "siteSoftware" join "software" on "software"."id" = "siteSoftware"."software" group by "software"."product") as "held"
    where "product"."number" = "held"."product"`.execute(db);
}
