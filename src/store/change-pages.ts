/**
 * The table of changes, of which there are millions. Rare ones are found by an index and sorted; where there are more than are counted, the
 * days are walked, since the next match is never far.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Change } from '../inventory/history/timeline.ts';
import type { Engine } from './engine.ts';
import { contains, fold } from './folded-text.ts';
import type { ChangeQuestion, Listing } from './listing-port.ts';
import { boundedCount, type Order, pageOf } from './paging.ts';
import type { CommonSchema } from './schema.ts';

const mostCounted = 10_000;

export function openChangePages(engine: Engine<CommonSchema>): Pick<Listing, 'changePage'> {
  return {
    changePage: async (question) => {
      const subjects = question.text === undefined ? [] : await subjectsNamed(engine, question.text);
      const rare = chosen(engine, question, { subjects, isWalked: false });
      const count = await boundedCount(rare, mostCounted);
      const rows = count.isMore ? chosen(engine, question, { subjects, isWalked: true }) : rare;
      const shown = rows
        .innerJoin('asset', 'asset.number', 'change.asset')
        .select(columns.map((name) => `change.${name}` as const))
        .select(['asset.id as asset', 'asset.name']);
      const page = await pageOf(shown, { order: orderOf(question), paging: question, count });
      return { ...page, rows: page.rows.map((row) => ({ ...row, kind: row.kind as Change['kind'] })) };
    },
  };
}

const columns = ['number', 'date', 'at', 'site', 'kind', 'subject', 'before', 'after', 'sha256'] as const;

type Choosing = { readonly subjects: readonly string[]; readonly isWalked: boolean };

function chosen(
  engine: Engine<CommonSchema>,
  { site, asset, kinds, since, until, text }: ChangeQuestion,
  { subjects, isWalked }: Choosing,
) {
  const { db, capabilities } = engine;
  const among = (values: readonly string[]) => capabilities.list<string>(sql.val(JSON.stringify(values)), 'text');
  // An expression has no index: the engine is left with that of the dates.
  const column = (name: 'kind' | 'subject' | 'asset'): RawBuilder<unknown> => {
    const bare = sql.ref(`change.${name}`);
    if (!isWalked) return bare;
    return name === 'asset' ? sql`(${bare} + 0)` : sql`(${bare} || '')`;
  };
  let changes = db.selectFrom('change');
  if (asset !== undefined) changes = changes.where('change.asset', 'in', db.selectFrom('asset').select('number').where('id', '=', asset));
  if (site !== undefined) changes = changes.where('change.site', '=', site);
  if (since !== undefined) changes = changes.where('change.date', '>=', since);
  if (until !== undefined) changes = changes.where('change.date', '<', until);
  if (kinds !== undefined) changes = changes.where(sql<boolean>`${column('kind')} in ${among(kinds)}`);
  if (text === undefined) return changes;
  const named = db.selectFrom('asset as named').select('named.number').where(contains('named.searchName', text));
  return changes.where(sql<boolean>`(${column('asset')} in (${named}) or ${column('subject')} in ${among(subjects)})`);
}

/** There are millions of changes and thousands of subjects: each is read once, by leaping over its repeats. */
async function subjectsNamed({ db }: Engine<CommonSchema>, text: string): Promise<readonly string[]> {
  const { rows } = await sql<{ subject: string | null }>`
    with recursive "distinct" ("subject") as (
      select min("subject") from "change"
      union all
      select (select min("next"."subject") from "change" as "next" where "next"."subject" > "distinct"."subject")
      from "distinct" where "distinct"."subject" is not null)
    select "subject" from "distinct"`.execute(db);
  const asked = fold(text);
  return rows.flatMap(({ subject }) => (subject !== null && fold(subject).includes(asked) ? [subject] : []));
}

const orderOf = ({ direction }: ChangeQuestion): Order => ({
  name: 'changes',
  direction,
  keys: [
    { by: sql.ref('change.date'), kind: 'text' },
    { by: sql.ref('change.number'), kind: 'integer' },
  ],
});
