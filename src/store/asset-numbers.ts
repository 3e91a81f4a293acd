/** From the ids of assets, which people and pages know, to the numbers by which other tables name them. */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { CommonSchema } from './schema.ts';

/** As a question within another; ids that are none are passed over. */
export const numbersOf = ({ db, capabilities }: Engine<CommonSchema>, ids: readonly string[]) =>
  db
    .selectFrom('asset as named')
    .select('named.number')
    .where('named.id', 'in', capabilities.list<string>(sql.val(JSON.stringify(ids)), 'text'));
