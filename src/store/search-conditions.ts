/** What a question means in SQL: a condition a term, and which software it names. */
import { type RawBuilder, sql } from 'kysely';
import { isNamed, type Question, type QuestionField, type QuestionTerm, type SoftwareTerm } from '../inventory/questions.ts';
import { isVersion } from '../inventory/versions.ts';
import type { TextColumn } from './asset-text.ts';
import type { Engine } from './engine.ts';
import { contains, fold } from './folded-text.ts';
import type { CommonSchema } from './schema.ts';
import { wordsOf } from './search-matches.ts';

/** Ids of the software that the term names, in such versions; [] for a term of anything else. */
export type Resolved = { readonly term: QuestionTerm; readonly ids: readonly number[] };

export const resolve = (engine: Engine<CommonSchema>, { terms }: Question): Promise<readonly Resolved[]> =>
  Promise.all(terms.map(async (term) => ({ term, ids: term.kind === 'software' ? await softwareIds(engine, term) : [] })));

/** By name in the database, as far as it goes; words and versions are judged here. */
async function softwareIds({ db }: Engine<CommonSchema>, { name, comparison }: Pick<SoftwareTerm, 'name' | 'comparison'>) {
  const asked = fold(name);
  let named = db.selectFrom('software').select(['id', 'searchName', 'version']);
  for (const word of asked.split(/\s+/)) named = named.where(contains('searchName', word));
  const rows = await named.execute();
  return rows
    .filter(({ searchName, version }) => isNamed(searchName, asked) && (comparison === null || isVersion(version, comparison)))
    .map(({ id }) => id);
}

/** Words of the question that are names of software, which nobody asked for. */
export async function namesAmong(engine: Engine<CommonSchema>, { terms }: Question): Promise<readonly string[]> {
  const names: string[] = [];
  for (const term of terms) {
    if (term.kind !== 'text' || term.isNegated) continue;
    if ((await softwareIds(engine, { name: term.text, comparison: null })).length > 0) names.push(term.text);
  }
  return names;
}

/** Of a row of `asset`. */
export function conditionOf(engine: Engine<CommonSchema>, { term, ids }: Resolved): RawBuilder<boolean> {
  const holds = holding(engine, term, ids);
  return term.isNegated ? sql<boolean>`not (${holds})` : holds;
}

function holding(engine: Engine<CommonSchema>, term: QuestionTerm, ids: readonly number[]): RawBuilder<boolean> {
  // The listing has these, and is read anyway.
  return ofListing(term) ?? sql<boolean>`${sql.ref('asset.number')} in ${numbersOf(engine, term, ids)}`;
}

function ofListing(term: QuestionTerm): RawBuilder<boolean> | undefined {
  if (term.kind === 'missing') return sql<boolean>`${sql.ref('asset.missingSince')} != ''`;
  if (term.kind === 'asset-kind') return sql<boolean>`${sql.ref('asset.kind')} = ${term.assetKind}`;
  return term.kind === 'field' && term.field === 'site' ? contains('asset.site', term.text) : undefined;
}

/** The assets of which a term holds, whether it is negated or not: a query in brackets. Some of them may be there twice. */
function numbersOf({ db, capabilities }: Engine<CommonSchema>, term: QuestionTerm, ids: readonly number[]): RawBuilder<number> {
  const listed = ofListing(term);
  if (listed) return sql<number>`${db.selectFrom('asset').select('asset.number').where(listed)}`;
  if (term.kind === 'text') {
    const words = wordsOf(term.text);
    return words.length === 0 ? sql<number>`(select "number" from "asset" where 1 = 0)` : capabilities.withWords('assetText', words);
  }
  if (term.kind === 'software') {
    const chosen = capabilities.list<number>(sql.val(JSON.stringify(ids)), 'integer');
    return sql<number>`${db.selectFrom('assetSoftware').select('asset').where('software', 'in', chosen)}`;
  }
  if (term.kind !== 'field' || term.field === 'site') throw new Error(`no numbers of ${term.kind}`);
  const column = columns[term.field];
  return sql<number>`${db
    .selectFrom('assetText')
    .select('number')
    .where(contains(column, askedOf(column, term.text)))}`;
}

/**
 * The numbers of the assets that a question asks for, without reading any of their wide rows: the first term that holds of something
 * leads, and the others are asked of what it leads to.
 */
export async function askedNumbers(engine: Engine<CommonSchema>, resolved: readonly Resolved[]): Promise<readonly number[]> {
  const leading = resolved.find(({ term }) => !term.isNegated);
  const led = leading ? numbersOf(engine, leading.term, leading.ids) : sql`(select "number" from "asset")`;
  const others = resolved
    .filter((each) => each !== leading)
    .map(({ term, ids }) => sql`"led"."number" ${sql.raw(term.isNegated ? 'not in' : 'in')} ${numbersOf(engine, term, ids)}`);
  const conditions = others.length === 0 ? sql`` : sql`where ${sql.join(others, sql` and `)}`;
  const { rows } = await sql<{ number: number }>`with "led" ("number") as ${led} select "led"."number" from "led" ${conditions}`.execute(
    engine.db,
  );
  return [...new Set(rows.map(({ number }) => number))];
}

const columns: Readonly<Record<Exclude<QuestionField, 'site'>, TextColumn>> = {
  name: 'name',
  os: 'os',
  user: 'user',
  serial: 'serial',
  model: 'model',
  manufacturer: 'manufacturer',
  ip: 'ips',
  mac: 'macs',
  tag: 'tag',
};

/** Windows writes hardware addresses with dashes. */
const askedOf = (column: TextColumn, text: string): string => (column === 'macs' ? text.replaceAll('-', ':') : text);
