/**
 * Answers questions. Free words are looked for at the beginning of words, in the index of words; a field contains its text anywhere;
 * software is judged by its distinct names and versions, of which there are thousands, before the installations, of which there are
 * millions, are looked at. A word is never the name of software by itself: `software:firefox` asks for that.
 */
import { sql } from 'kysely';
import { openAssetReader } from './asset-queries.ts';
import { openManualTexts } from './asset-text.ts';
import type { Engine } from './engine.ts';
import type { CommonSchema } from './schema.ts';
import { conditionOf, namesAmong, type Resolved, resolve } from './search-conditions.ts';
import { matchedFacts, type Searched } from './search-matches.ts';
import type { Matched, Search } from './search-port.ts';

export function openSearch(engine: Engine<CommonSchema>): Search {
  const { db } = engine;
  const readAssets = openAssetReader(engine);
  const matchesOf = openMatches(engine);
  return async (question, page = { offset: 0, limit: Number.POSITIVE_INFINITY }) => {
    const resolved = await resolve(engine, question);
    let rows = db.selectFrom('asset').select('number').orderBy('site').orderBy('searchName').orderBy('id');
    for (const each of resolved) rows = rows.where(conditionOf(engine, each));
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

/** By number of the asset. Negated terms match by what is not there: they tell nothing. */
export function openMatches(engine: Engine<CommonSchema>) {
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
