/** `quarantine list|show|retry|drop`: what could not be read, and what a person does about it. */
import type { Common, Distant } from '../../jobs/installation.ts';
import {
  type Chosen,
  droppable,
  dropQuarantined,
  listQuarantine,
  type QuarantineEntry,
  type QuarantineItem,
  type QuarantineRetried,
  retryQuarantined,
  showQuarantined,
} from '../../jobs/quarantine.ts';
import { err, ok, type Result } from '../../result.ts';
import { remedyOf, sayCode, sayReason } from '../../words/codes.ts';
import type { UsageError } from '../../words/usage.ts';
import { argumentOf, type Command } from '../command.ts';
import { absolutePath, answerJson, type Context, note, type Outcome, report, show, widthOfTable, widthOfTerminal } from '../context.ts';
import type { ExitStatus } from '../environment.ts';
import { gravest, unsentStatus } from '../exit.ts';
import { type Given, isOn, numberOf, textOf } from '../given.ts';
import { definitions, table } from '../layout.ts';
import { atAnySite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { saveNewFile } from '../saving.ts';
import { sayUnsent } from '../unsent.ts';

const item = { form: '<id>', word: 'item' } as const;
const itemIfAny = { form: '[id]', word: 'item' } as const;
const allOption = { name: 'all', reading: 'flag', word: 'all' } as const;

export const quarantineListCommand: Command = { path: 'quarantine list', options: [dossierOption], run: runList };

export const quarantineShowCommand: Command = {
  path: 'quarantine show',
  argument: item,
  options: [
    { name: 'raw', reading: 'flag', word: 'raw' },
    { name: 'output', value: 'FILE', reading: 'text', word: 'output' },
    dossierOption,
  ],
  run: runShow,
};

export const quarantineRetryCommand: Command = {
  path: 'quarantine retry',
  argument: itemIfAny,
  options: [allOption, dossierOption],
  run: runRetry,
};

export const quarantineDropCommand: Command = {
  path: 'quarantine drop',
  argument: itemIfAny,
  options: [
    allOption,
    { name: 'older-than', value: 'DAYS', reading: 'whole-number', word: 'olderThan' },
    { name: 'yes', reading: 'flag', word: 'yes' },
    dossierOption,
  ],
  run: runDrop,
};

// ---------------------------------------------------------------- list

function runList(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: false, given }, async (inside, installed) => {
    const entries = await listQuarantine(installed);
    if (!entries.ok) return entries;
    answerJson(
      inside,
      entries.value.map((entry) => explained(inside, entry)),
    );
    show(inside, entries.value.length === 0 ? inside.speech.reports.quarantine.none : tableOfEntries(inside, entries.value));
    return ok(0);
  });
}

const explained = ({ speech }: Context, { id, at, name, reason, bytes }: QuarantineEntry) => ({
  id,
  at,
  name,
  reason,
  bytes,
  explanation: sayReason(speech.codes, reason),
  remedy: remedyOf(speech.codes, reason),
});

function tableOfEntries(context: Context, entries: readonly QuarantineEntry[]): string {
  const { reports, codes, format } = context.speech;
  const { columns } = reports.quarantine;
  return table(
    [
      { title: columns.id },
      { title: columns.at },
      { title: columns.name, isFlexible: true },
      { title: columns.bytes, align: 'right' },
      { title: columns.reason, isFlexible: true },
    ],
    entries.map(({ id, at, name, reason, bytes }) => [id, format.stamp(at), name, format.bytes(bytes), sayReason(codes, reason)]),
    widthOfTable(context),
  );
}

// ---------------------------------------------------------------- show

function runShow(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: false, given }, async (inside, installed) => {
    const found = await showQuarantined(installed, argumentOf(given));
    if (!found.ok) return found;
    const output = textOf(given, 'output');
    if (output !== undefined) return writeOut(inside, found.value, absolutePath(output));
    if (isOn(given, 'raw') && !inside.isJson) inside.environment.terminal.stdoutBytes(found.value.raw);
    else describeItem(inside, found.value, isOn(given, 'raw'));
    return ok(0);
  });
}

async function writeOut(context: Context, { id, raw }: QuarantineItem, path: string): Promise<Outcome> {
  const written = await saveNewFile(context, path, { content: raw });
  if (!written.ok) return written;
  answerJson(context, { id, output: path, bytes: raw.length });
  report(context, 0, [context.speech.reports.quarantine.written(path, raw.length)]);
  return ok(0);
}

function describeItem(context: Context, found: QuarantineItem, isRaw: boolean): void {
  const { reports, codes, format, colon } = context.speech;
  const { rows } = reports.quarantine;
  const { id, at, name, bytes, reason, headers, raw } = found;
  answerJson(context, { ...explained(context, found), headers, ...(isRaw ? { raw: raw.toString('base64') } : {}) });
  const facts = definitions(
    [
      [rows.id, id],
      [rows.at, format.date(at)],
      [rows.name, name],
      [rows.bytes, format.bytes(bytes)],
      [rows.from, headers?.from ?? ''],
      [rows.subject, headers?.subject ?? ''],
      [rows.date, headers?.date ?? ''],
      [rows.messageId, headers?.messageId ?? ''],
      [rows.reason, sayReason(codes, reason)],
    ],
    widthOfTerminal(context),
  );
  show(context, facts);
  const remedy = remedyOf(codes, reason);
  if (remedy !== '') note(context, `${reports.labels.remedy}${colon} ${remedy}`);
}

// ---------------------------------------------------------------- retry and drop

async function runRetry(context: Context, given: Given): Promise<Outcome> {
  const chosen = isOn(given, 'all') ? 'all' : argumentOf(given);
  if (chosen === '') return err({ kind: 'missing-argument', argument: 'ID' });
  return atAnySite(context, { lock: true, given }, async (inside, installed) => {
    const retried = await retryQuarantined(installed, chosen === 'all' ? chosen : [chosen]);
    if (!retried.ok) return retried;
    const status = retriedStatus(retried.value);
    answerJson(inside, retried.value);
    report(inside, status, describeRetried(inside, retried.value));
    return ok(status);
  });
}

const retriedStatus = ({ items, unsent }: QuarantineRetried): ExitStatus =>
  gravest([unsentStatus(unsent), items.some(({ isTaken }) => !isTaken) ? 3 : 0]);

function describeRetried(context: Context, { items, receipts, unsent }: QuarantineRetried): readonly string[] {
  const { reports, codes, progress } = context.speech;
  const { quarantine: words } = reports;
  if (items.length === 0) return [words.nothing];
  return [
    ...items.map(({ id, isTaken, outcome }) =>
      isTaken ? words.taken(id, sayCode(progress.outcomes, outcome)) : words.stays(id, sayReason(codes, outcome)),
    ),
    ...(receipts > 0 ? [reports.receive.receipts(receipts)] : []),
    ...sayUnsent(context, unsent),
  ];
}

async function runDrop(context: Context, given: Given): Promise<Outcome> {
  const chosen = chosenBy(given);
  if (!chosen.ok) return chosen;
  return atAnySite(context, { lock: true, given }, (inside, installed) => drop(inside, installed, { chosen: chosen.value, given }));
}

function chosenBy(given: Given): Result<Chosen, UsageError> {
  const olderThanDays = numberOf(given, 'older-than');
  if (argumentOf(given) !== '') return ok({ ids: [argumentOf(given)] });
  if (olderThanDays !== undefined) return ok({ olderThanDays });
  return isOn(given, 'all') ? ok({ olderThanDays: 0 }) : err({ kind: 'missing-argument', argument: 'ID' });
}

type Dropping = { readonly chosen: Chosen; readonly given: Given };

async function drop(context: Context, installed: Common | Distant, { chosen, given }: Dropping): Promise<Outcome> {
  const { quarantine: words } = context.speech.reports;
  const entries = await droppable(installed, chosen);
  if (!entries.ok) return entries;
  if (entries.value.length > 0 && !isOn(given, 'yes')) {
    if (!context.asker) return err({ kind: 'confirmation-needed', flag: '--yes' });
    if ((await context.asker.confirm(words.askToDrop(entries.value.length))) !== true) return err({ kind: 'cancelled' });
  }
  const dropped = await dropQuarantined(installed, entries.value);
  if (!dropped.ok) return dropped;
  answerJson(context, { dropped: dropped.value, ids: entries.value.map(({ id }) => id) });
  report(context, 0, [words.dropped(dropped.value)]);
  return ok(0);
}
