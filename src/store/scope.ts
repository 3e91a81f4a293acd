/** The assets that a report counts. */
import { type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Scope } from './figures-port.ts';
import type { CommonSchema } from './schema.ts';

/** By their numbers, which every index has: where one answers, the wide rows are left alone. */
export function scoped({ db, capabilities }: Engine<CommonSchema>, { site, without }: Scope) {
  const retired = db.selectFrom('asset as retired').select('retired.number');
  const ids = capabilities.list<string>(sql.val(JSON.stringify(without)), 'text');
  const counted = db.selectFrom('asset').where('asset.number', 'not in', retired.where('retired.id', 'in', ids));
  return site === undefined ? counted : counted.where('asset.site', '=', site);
}

/**
 * The kind of an asset without its index, which leads to every wide row of that kind and in the order of names: most machines are
 * computers, and they are read in the order of the table or of the listing.
 */
export const kindUnordered: RawBuilder<string> = sql<string>`("asset"."kind" || '')`;
