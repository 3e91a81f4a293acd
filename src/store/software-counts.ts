/**
 * How many assets of each site have each software. Counting is left to those who ask: a commit only marks its site stale, and the
 * next question counts the stale sites again, never the whole dossier (15 million rows at 100,000 assets).
 */
import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { contains } from './folded-text.ts';
import type { CommonStore } from './port.ts';
import { type Executor, prepared } from './prepared.ts';
import { countedNow, openRecount } from './recount.ts';
import type { CommonSchema } from './schema.ts';

/** Inside a commit that changes what is installed at a site. */
export function openStaleMark({ db }: Engine<CommonSchema>): (on: Executor, site: string) => Promise<void> {
  const mark = prepared<{ site: string }>()((slot) =>
    db
      .insertInto('staleCount')
      .values({ site: slot('site') })
      .onConflict((conflict) => conflict.column('site').doNothing()),
  );
  return async (on, site) => void (await mark(on, { site }));
}

export function openSoftwareCounts(engine: Engine<CommonSchema>): CommonStore['software'] {
  const { db, isReadOnly } = engine;
  const recount = openRecount(engine);
  return async (filter) => {
    // A reader that may not write counts the stale sites for this answer only.
    if (!isReadOnly) await recount(Number.POSITIVE_INFINITY);
    let software = named(db, filter.site);
    if (filter.name !== undefined) software = software.where(contains('software.searchName', filter.name));
    return software.execute();
  };
}

function countsBySite(db: Kysely<CommonSchema>) {
  const stale = db.selectFrom('staleCount').select('site');
  return db
    .selectFrom('siteSoftware')
    .select(['site', 'software', 'installations'])
    .where('site', 'not in', stale)
    .unionAll(countedNow(db).where('asset.site', 'in', stale));
}

/** Summed by number first: names are long, and a sort would carry them. */
function summed(db: Kysely<CommonSchema>, site: string | undefined) {
  const sums = db
    .selectFrom(countsBySite(db).as('counted'))
    .select(({ fn }) => [
      sql<number>`cast(sum("counted"."installations") as integer)`.as('installations'),
      fn.countAll<number>().as('sites'),
    ])
    .select('counted.software')
    .groupBy('counted.software');
  return site === undefined ? sums : sums.where(contains('counted.site', site));
}

const named = (db: Kysely<CommonSchema>, site: string | undefined) =>
  db
    .selectFrom(summed(db, site).as('summed'))
    .innerJoin('software', 'software.id', 'summed.software')
    .select(['software.name', 'software.version', 'software.publisher', 'summed.installations', 'summed.sites'])
    .orderBy('software.searchName')
    .orderBy('software.name')
    .orderBy('software.version')
    .orderBy('software.publisher');
