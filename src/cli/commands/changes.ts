/** `changes`: the history of all machines, or of one, by day and machine, as CSV and as JSON. */
import { changeKinds } from '../../inventory/history/timeline.ts';
import type { Common } from '../../jobs/installation.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ChangeFilter } from '../../store/dossier-port.ts';
import type { UsageError } from '../../words/usage.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, type Outcome } from '../context.ts';
import { readDay, startOfDay } from '../days.ts';
import { type Given, isOn, numberOf, textOf } from '../given.ts';
import { changeDocuments, changesCsv, tellChanges } from '../history.ts';
import { atCommonSite } from '../opening.ts';
import { csvOption, dossierOption } from '../options.ts';
import { filterOption } from './assets.ts';

export const changesCommand: Command = {
  path: 'changes',
  options: [
    { name: 'since', value: 'DAY', reading: 'day', word: 'sinceDay', variable: 'MALLEPOSTE_FILTER_SINCE' },
    filterOption('site', 'filterSite', 'SITE'),
    filterOption('asset', 'filterAsset', 'ID'),
    { name: 'kind', value: 'KIND', reading: changeKinds, word: 'filterChange', variable: 'MALLEPOSTE_FILTER_KIND' },
    { name: 'limit', value: 'N', reading: 'whole-number', word: 'changesLimit' },
    csvOption,
    dossierOption,
  ],
  run,
};

const defaultLimit = 1000;

function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    const limit = numberOf(given, 'limit') ?? defaultLimit;
    const filter = await filterOf(inside, common, given);
    if (!filter.ok) return filter;
    const changes = await common.store.dossier.changes({ ...filter.value, limit: limit + 1 });
    if (inside.isJson) answerJson(inside, changeDocuments(changes.slice(0, limit)));
    else if (isOn(given, 'csv')) inside.environment.terminal.stdout(changesCsv(inside, changes.slice(0, limit)));
    else tellChanges(inside, changes, limit);
    return ok(0);
  });
}

/** An asset is found by an id that it had before, too. */
async function filterOf(context: Context, common: Common, given: Given): Promise<Result<ChangeFilter, UsageError>> {
  const [since, site, asset, kind] = ['since', 'site', 'asset', 'kind'].map((name) => textOf(given, name));
  const known = asset === undefined ? undefined : await common.store.asset(asset);
  if (asset !== undefined && known === undefined) return err({ kind: 'asset-unknown', id: asset });
  const { timeZone } = common;
  return ok({
    ...(known === undefined ? {} : { asset: known.id }),
    ...(site === undefined ? {} : { site: site.toLowerCase() }),
    ...(since === undefined ? {} : { since: startOfDay(readDay(since, { now: context.environment.now(), timeZone }), timeZone) }),
    ...(kind === undefined ? {} : { kind }),
  });
}
