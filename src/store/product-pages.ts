/** The table of products: from the sums that counting keeps, or summed for one site. */
import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { contains } from './folded-text.ts';
import type { Listing, ProductQuestion } from './listing-port.ts';
import { type Key, type Order, pageOf } from './paging.ts';
import { openRecount, type Recount } from './recount.ts';
import type { CommonSchema } from './schema.ts';

/** Sites that one question counts again: a person waits for them. */
const sitesTogether = 2;

export function openProductPages(engine: Engine<CommonSchema>): Pick<Listing, 'productPage' | 'productVersions' | 'mostInstalled'> {
  const { db } = engine;
  const recount = recounter(engine);
  return {
    productPage: async (question) => {
      const uncounted = await recount(sitesTogether);
      const products = productsOf(db, question);
      const counted = await products.clearSelect().select(sql<number>`count(*)`.as('count')).executeTakeFirst();
      const count = { total: counted?.count ?? 0, isMore: false };
      const page = await pageOf(products, { order: orderOf(question), paging: question, count });
      return { ...page, uncounted };
    },
    mostInstalled: async (most) => {
      await recount(Number.POSITIVE_INFINITY);
      const products = await mostOf(db, most).execute();
      return Promise.all(products.map(async ({ number, name }) => ({ name, versions: await versionsOf(db, number).execute() })));
    },
    productVersions: async ({ name, publisher }, site) => {
      await recount(sitesTogether);
      const versions = db.selectFrom('software').where('software.name', '=', name).where('software.publisher', '=', publisher);
      if (site === undefined) {
        const counted = versions.select(['version', 'installations', 'sites']).where('installations', '>', 0);
        return counted.orderBy('installations', 'desc').orderBy('version').execute();
      }
      return versions
        .innerJoin('siteSoftware', 'siteSoftware.software', 'software.id')
        .select(['software.version', 'siteSoftware.installations', sql<number>`1`.as('sites')])
        .where('siteSoftware.site', '=', site)
        .orderBy('siteSoftware.installations', 'desc')
        .orderBy('software.version')
        .execute();
    },
  };
}

const mostOf = (db: Kysely<CommonSchema>, most: number) =>
  db
    .selectFrom('product')
    .select(['number', 'name'])
    .where('installations', '>', 0)
    .orderBy('installations', 'desc')
    .orderBy('searchName')
    .orderBy('name')
    .limit(most);

const versionsOf = (db: Kysely<CommonSchema>, product: number) =>
  db
    .selectFrom('software')
    .select(['version', 'installations'])
    .where('product', '=', product)
    .where('installations', '>', 0)
    .orderBy('installations', 'desc')
    .orderBy('version');

/** A reader that may not write sees what was last counted. */
function recounter(engine: Engine<CommonSchema>): Recount {
  if (!engine.isReadOnly) return openRecount(engine);
  const stale = engine.db.selectFrom('staleCount').select(({ fn }) => fn.countAll<number>().as('count'));
  return async () => (await stale.executeTakeFirst())?.count ?? 0;
}

const named = ['product.number', 'product.name', 'product.publisher', 'product.searchName', 'product.searchPublisher'] as const;

function productsOf(db: Kysely<CommonSchema>, { text, site }: ProductQuestion) {
  const everywhere = db
    .selectFrom('product')
    .select([...named, 'product.versions', 'product.installations', 'product.sites'])
    .where('product.installations', '>', 0);
  const counted = site === undefined ? everywhere : installedAt(db, site);
  const products = db.selectFrom(counted.as('product')).select(['name', 'publisher', 'versions', 'installations', 'sites']);
  if (text === undefined) return products;
  return products.where(sql<boolean>`(${contains('product.searchName', text)} or ${contains('product.searchPublisher', text)})`);
}

const installedAt = (db: Kysely<CommonSchema>, site: string) =>
  db
    .selectFrom('siteSoftware')
    .innerJoin('software', 'software.id', 'siteSoftware.software')
    .innerJoin('product', 'product.number', 'software.product')
    .select([...named, ({ fn }) => fn.countAll<number>().as('versions')])
    .select([sql<number>`cast(sum("siteSoftware"."installations") as integer)`.as('installations'), sql<number>`1`.as('sites')])
    .where('siteSoftware.site', '=', site)
    .groupBy(named);

const text = (column: string): Key => ({ by: sql.ref(`product.${column}`), kind: 'text' });
const integer = (column: string): Key => ({ by: sql.ref(`product.${column}`), kind: 'integer' });

const keys: Readonly<Record<ProductQuestion['order'], readonly Key[]>> = {
  name: [text('searchName'), text('searchPublisher')],
  publisher: [text('searchPublisher'), text('searchName')],
  installations: [integer('installations'), text('searchName')],
  sites: [integer('sites'), text('searchName')],
};

const orderOf = ({ order, direction }: ProductQuestion): Order => ({
  name: `products ${order}`,
  direction,
  keys: [...keys[order], integer('number')],
});
