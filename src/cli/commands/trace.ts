/** `trace list`, `trace delete`: the journal of exchanges, newest first, and its upkeep. */
import type { StoredTraceEvent } from '../../exchange/trace.ts';
import type { Common, Distant } from '../../jobs/installation.ts';
import { deleteTrace } from '../../jobs/trace-deletion.ts';
import { type TraceSpan, traceBounds } from '../../jobs/trace-rows.ts';
import { err, ok } from '../../result.ts';
import { sayCode, sayReason } from '../../words/codes.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, type Outcome, report, show, widthOfTable } from '../context.ts';
import { type Given, isOn, numberOf, textOf } from '../given.ts';
import { table } from '../layout.ts';
import { atAnySite } from '../opening.ts';
import { dossierOption, type Option } from '../options.ts';
import { filterOption } from './assets.ts';

/** Which events, and in which order. */
export const traceFilters: readonly Option[] = [
  { name: 'oldest-first', reading: 'flag', word: 'oldestFirst' },
  { name: 'limit', value: 'N', reading: 'whole-number', word: 'limit' },
  filterOption('site', 'filterPeer', 'SITE'),
  filterOption('kind', 'filterKind', 'KIND'),
  {
    name: 'outcome',
    value: 'OUTCOME',
    reading: ['done', 'ignored', 'refused', 'quarantined', 'deferred', 'failed', 'alert'],
    word: 'filterOutcome',
    variable: 'MALLEPOSTE_FILTER_OUTCOME',
  },
  { name: 'since', value: 'DATE', reading: 'date', word: 'since', variable: 'MALLEPOSTE_FILTER_SINCE' },
];

export const traceListCommand: Command = {
  path: 'trace list',
  options: [...traceFilters, dossierOption],
  run: runList,
};

export const traceDeleteCommand: Command = {
  path: 'trace delete',
  argument: { form: '<id...>', word: 'event' },
  options: [{ name: 'yes', reading: 'flag', word: 'yes' }, dossierOption],
  run: runDelete,
};

const defaultLimit = 100;

function runList(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: false, given }, async (inside, installed) => {
    const events = await installed.store.traceList({ ...traceSpanOf(installed, given), limit: numberOf(given, 'limit') ?? defaultLimit });
    answerJson(inside, events.map(contractOf));
    show(inside, events.length === 0 ? inside.speech.reports.trace.none : tableOfEvents(inside, events));
    return ok(0);
  });
}

/** What the filters say. */
export function traceSpanOf({ timeZone }: Common | Distant, given: Given): TraceSpan {
  const [peer, kind, outcome, since, until] = ['site', 'kind', 'outcome', 'since', 'until'].map((name) => textOf(given, name));
  return {
    newestFirst: !isOn(given, 'oldest-first'),
    ...(peer === undefined ? {} : { peer }),
    ...(kind === undefined ? {} : { kind }),
    ...(outcome === undefined ? {} : { outcome }),
    ...traceBounds({ since, until }, timeZone),
  };
}

/** The fields of DESIGN §3, in its order. */
const contractOf = ({
  id,
  at,
  direction,
  peer,
  kind,
  messageId,
  outcome,
  reason,
  bytes,
  durationMs,
}: StoredTraceEvent): StoredTraceEvent => ({
  id,
  at,
  direction,
  peer,
  kind,
  messageId,
  outcome,
  reason,
  bytes,
  durationMs,
});

export function tableOfEvents(context: Context, events: readonly StoredTraceEvent[]): string {
  const { columns } = context.speech.reports.trace;
  return table(
    [
      { title: columns.id, align: 'right' },
      { title: columns.at },
      { title: columns.direction },
      { title: columns.peer, isFlexible: true },
      { title: columns.kind },
      { title: columns.outcome },
      { title: columns.bytes, align: 'right' },
      { title: columns.reason, isFlexible: true },
    ],
    events.map((event) => rowOf(context, event)),
    widthOfTable(context),
  );
}

function rowOf(context: Context, event: StoredTraceEvent): readonly string[] {
  const { codes, format } = context.speech;
  const isGood = event.outcome === 'done' || event.outcome === 'ignored';
  const outcome = sayCode(codes.traceOutcomes, event.outcome);
  return [
    String(event.id),
    format.stamp(event.at),
    sayCode(codes.directions, event.direction),
    event.peer,
    sayCode(codes.traceKinds, event.kind),
    isGood ? outcome : colour(context, outcome, 'red'),
    event.bytes > 0 ? format.bytes(event.bytes) : '',
    sayReason(codes, event.reason, format.stamp),
  ];
}

async function runDelete(context: Context, given: Given): Promise<Outcome> {
  const wrong = given.arguments.find((text) => !/^\d{1,15}$/.test(text));
  if (wrong !== undefined) return err({ kind: 'invalid-value', option: 'ID', value: wrong, expected: 'whole-number' });
  const ids = given.arguments.map(Number);
  if (!isOn(given, 'yes')) {
    if (!context.asker) return err({ kind: 'confirmation-needed', flag: '--yes' });
    if ((await context.asker.confirm(context.speech.reports.trace.askToDelete(ids.length))) !== true) return err({ kind: 'cancelled' });
  }
  return atAnySite(context, { lock: true, given }, async (inside, installed) => {
    const deleted = await deleteTrace(installed, { ids }, inside.environment.userName);
    answerJson(inside, { deleted });
    report(inside, 0, [inside.speech.reports.trace.deleted(deleted)]);
    return ok(0);
  });
}
