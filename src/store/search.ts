/**
 * Answers questions. Free words are looked for at the beginning of words, in the index of words; a field contains its text anywhere;
 * software is judged by its distinct names and versions, of which there are thousands, before the installations, of which there are
 * millions, are looked at. A word is never the name of software by itself: `software:firefox` asks for that.
 */
import { type RawBuilder, sql } from 'kysely';
import { isNamed, type Question, type QuestionField, type QuestionTerm, type SoftwareTerm } from '../inventory/questions.ts';
import { isVersion } from '../inventory/versions.ts';
import { openAssetReader } from './asset-queries.ts';
import { openManualTexts, type TextColumn } from './asset-text.ts';
import type { Engine } from './engine.ts';
import { contains, fold } from './folded-text.ts';
import type { CommonSchema } from './schema.ts';
import { matchedFacts, type Searched, wordsOf } from './search-matches.ts';
import type { Matched, Search } from './search-port.ts';

export function openSearch(engine: Engine<CommonSchema>): Search {
  const { db } = engine;
  const readAssets = openAssetReader(engine);
  const matchesOf = openMatches(engine);
  return async (question, page = { offset: 0, limit: Number.POSITIVE_INFINITY }) => {
    const resolved = await resolve(engine, question);
    let rows = db.selectFrom('asset').select('number').orderBy('site').orderBy('searchName').orderBy('id');
    for (const { term, ids } of resolved) rows = rows.where(conditionOf(engine, term, ids));
    const numbers = (await rows.execute()).map(({ number }) => number);
    const assets = await readAssets(numbers.slice(page.offset, page.offset + page.limit));
    const matched = await matchesOf(assets, resolved);
    return {
      total: numbers.length,
      assets: assets.map(({ number, asset }) => ({ ...asset, matched: matched.get(number) ?? [] })),
      asSoftware: numbers.length === 0 ? await namesAmong(engine, question) : [],
    };
  };
}

/** Ids of the software that the term names, in such versions; [] for a term of anything else. */
type Resolved = { readonly term: QuestionTerm; readonly ids: readonly number[] };

const resolve = (engine: Engine<CommonSchema>, { terms }: Question): Promise<readonly Resolved[]> =>
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

async function namesAmong(engine: Engine<CommonSchema>, { terms }: Question): Promise<readonly string[]> {
  const names: string[] = [];
  for (const term of terms) {
    if (term.kind !== 'text' || term.isNegated) continue;
    if ((await softwareIds(engine, { name: term.text, comparison: null })).length > 0) names.push(term.text);
  }
  return names;
}

// ---------------------------------------------------------------- conditions

function conditionOf(engine: Engine<CommonSchema>, term: QuestionTerm, ids: readonly number[]): RawBuilder<boolean> {
  const holds = holding(engine, term, ids);
  return term.isNegated ? sql<boolean>`not (${holds})` : holds;
}

function holding({ db, capabilities }: Engine<CommonSchema>, term: QuestionTerm, ids: readonly number[]): RawBuilder<boolean> {
  const number = sql.ref('asset.number');
  if (term.kind === 'missing') return sql<boolean>`${sql.ref('asset.missingSince')} != ''`;
  if (term.kind === 'asset-kind') return sql<boolean>`${sql.ref('asset.kind')} = ${term.assetKind}`;
  if (term.kind === 'text') {
    const words = wordsOf(term.text);
    return words.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${number} in ${capabilities.withWords('assetText', words)}`;
  }
  if (term.kind === 'software') {
    const chosen = capabilities.list<number>(sql.val(JSON.stringify(ids)), 'integer');
    return sql<boolean>`${number} in (${db.selectFrom('assetSoftware').select('asset').where('software', 'in', chosen)})`;
  }
  // The listing has the site, and is read anyway.
  if (term.field === 'site') return contains('asset.site', term.text);
  const column = columns[term.field];
  return sql<boolean>`${number} in (${db
    .selectFrom('assetText')
    .select('number')
    .where(contains(column, askedOf(column, term.text)))})`;
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

// ---------------------------------------------------------------- what matched

/** By number of the asset. Negated terms match by what is not there: they tell nothing. */
function openMatches(engine: Engine<CommonSchema>) {
  const { db, capabilities } = engine;
  const manualOf = openManualTexts(engine);
  return async (assets: readonly Searched[], resolved: readonly Resolved[]): Promise<ReadonlyMap<number, readonly Matched[]>> => {
    const positive = resolved.filter(({ term }) => !term.isNegated);
    const ids = positive.flatMap((each) => each.ids);
    const installed = db
      .selectFrom('assetSoftware')
      .innerJoin('software', 'software.id', 'assetSoftware.software')
      .select(['assetSoftware.asset', 'software.name', 'software.version'])
      .where('assetSoftware.asset', 'in', capabilities.list<number>(sql.val(JSON.stringify(assets.map(({ number }) => number))), 'integer'))
      .where('assetSoftware.software', 'in', capabilities.list<number>(sql.val(JSON.stringify(ids)), 'integer'))
      .orderBy('software.searchName')
      .orderBy('software.version');
    const software = Map.groupBy(ids.length === 0 ? [] : await installed.execute(), ({ asset }) => asset);
    const manual = await manualOf(
      db,
      assets.map(({ asset }) => asset.id),
    );
    return new Map(
      assets.map((searched) => [
        searched.number,
        [
          ...matchedFacts(
            positive.map(({ term }) => term),
            searched,
            manual.get(searched.asset.id) ?? [],
          ),
          ...(software.get(searched.number) ?? []).map(({ name, version }) => ({ field: 'software', value: `${name} ${version}`.trim() })),
        ],
      ]),
    );
  };
}
