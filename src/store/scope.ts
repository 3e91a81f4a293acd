/** The assets that a report counts. */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Scope } from './figures-port.ts';
import type { CommonSchema } from './schema.ts';

export function scoped({ db, capabilities }: Engine<CommonSchema>, { site, without }: Scope) {
  const counted = db.selectFrom('asset').where('asset.id', 'not in', capabilities.list<string>(sql.val(JSON.stringify(without)), 'text'));
  return site === undefined ? counted : counted.where('asset.site', '=', site);
}
