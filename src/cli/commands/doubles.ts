/** `doubles`, `doubles merge|separate|undo`: who is who, as far as only people can tell, with the evidence side by side. */
import type { EvidenceKind } from '../../inventory/identity/record.ts';
import { decidePair } from '../../jobs/decide.ts';
import { type DecidedPair, type DoublesReport, listDoubles, type Machine, type PossibleDouble } from '../../jobs/doubles.ts';
import { completeReplay } from '../../jobs/replay.ts';
import { err, ok } from '../../result.ts';
import type { PairWord } from '../../store/decisions-port.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, commandLine, follow, note, type Outcome, report, show, widthOfTable } from '../context.ts';
import { type Given, isOn } from '../given.ts';
import { table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { byOption, personOf } from '../person.ts';
import { warnOfReplay } from '../replaying.ts';

export const doublesCommand: Command = {
  path: 'doubles',
  options: [{ name: 'all', reading: 'flag', word: 'decided', variable: 'MALLEPOSTE_DOUBLES_ALL' }, dossierOption],
  run: runList,
};

const pair = { form: '<ids...>', word: 'pair' } as const;

const decisionCommand = (word: PairWord): Command => ({
  path: `doubles ${word}`,
  argument: pair,
  options: [byOption, dossierOption],
  run: (context, given) => runDecision(context, given, word),
});

export const doublesMergeCommand = decisionCommand('merge');
export const doublesSeparateCommand = decisionCommand('separate');
export const doublesUndoCommand = decisionCommand('undo');

// ---------------------------------------------------------------- list

function runList(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    await warnOfReplay(inside, common);
    const listed = await listDoubles(common, { withDecided: isOn(given, 'all') });
    answerJson(inside, listed);
    show(inside, describeDoubles(inside, listed).join('\n'));
    if (listed.doubles.length > 0) note(inside, inside.speech.reports.decisions.doubles.count(listed.doubles.length));
    return ok(listed.doubles.length + listed.conflicts.length > 0 ? 3 : 0);
  });
}

function describeDoubles(context: Context, { doubles, learned, conflicts, decided }: DoublesReport): readonly string[] {
  const { decisions } = context.speech.reports;
  const words = decisions.doubles;
  const rows = learned.map(({ kind, value, machines }) => [decisions.evidence[kind], value, machines.map(nameOf).join(', ')]);
  const titles = [{ title: words.columns.kind }, { title: words.columns.value, isFlexible: true }];
  return [
    ...(doubles.length === 0 ? [words.none] : doubles.flatMap((double) => describeDouble(context, double))),
    ...(rows.length === 0
      ? []
      : ['', words.learned, table([...titles, { title: words.columns.machines, isFlexible: true }], rows, widthOfTable(context))]),
    ...describeConflicts(context, conflicts),
    ...(decided.length === 0 ? [] : ['', words.decided, ...decided.map((one) => describeDecided(context, one))]),
  ];
}

function describeDouble(context: Context, { a, b, reason, agreeing, differing }: PossibleDouble): readonly string[] {
  const { decisions } = context.speech.reports;
  const { doubles: words, evidence } = decisions;
  const { colon } = context.speech;
  const same = [...Map.groupBy(agreeing, ({ kind }) => kind)].map(([kind, values]) => {
    const value = values.map((each) => shownValue(kind, each.value)).join(', ');
    return [words.agree(evidence[kind]), value, value];
  });
  const other = differing.map(({ kind, a: left, b: right }) => [
    words.differ(evidence[kind]),
    shownValue(kind, left),
    shownValue(kind, right),
  ]);
  const rows = [...machineRows(context, a, b), ...same, ...other];
  const columns = ['', a.site, b.site].map((title, index) => ({ title, isFlexible: index > 0 }));
  return [
    colour(context, decisions.reasons[reason], 'bold'),
    table(columns, rows, widthOfTable(context)),
    `  ${words.ifSame}${colon} ${commandLine(context, `doubles merge ${a.id} ${b.id}`)}`,
    `  ${words.ifNot}${colon} ${commandLine(context, `doubles separate ${a.id} ${b.id}`)}`,
    '',
  ];
}

function machineRows(context: Context, a: Machine, b: Machine): readonly (readonly string[])[] {
  const { rows } = context.speech.reports.decisions.doubles;
  const datesOf = ({ firstDate, lastDate }: Machine): string => [...new Set([firstDate.slice(0, 10), lastDate.slice(0, 10)])].join(' – ');
  const isPart = a.asset !== a.id || b.asset !== b.id;
  return [
    [rows.name, a.name, b.name],
    [rows.record, a.id, b.id],
    ...(isPart ? [[rows.asset, a.asset, b.asset]] : []),
    [rows.dates, datesOf(a), datesOf(b)],
  ];
}

/** Serials carry their maker: `DELL|7XQ9K32`. Weak evidence carries its site. */
const shownValue = (kind: EvidenceKind, value: string): string => {
  const plain = value.replaceAll(/[^\s,]+\0/g, '');
  return kind === 'serial' ? plain.replaceAll('|', ' ').trim() : plain;
};

const nameOf = ({ site, name, asset }: Machine): string => `${site}/${name === '' ? asset : name}`;

function describeConflicts(context: Context, conflicts: DoublesReport['conflicts']): readonly string[] {
  const { doubles: words } = context.speech.reports.decisions;
  if (conflicts.length === 0) return [];
  const lines = conflicts.flatMap((conflict) => [
    `  ${words.conflict(conflict)}`,
    `    ${words.settleWith}${context.speech.colon} ${commandLine(context, `asset ${conflict.asset} --set "${conflict.field}=…"`)}`,
  ]);
  return ['', words.conflicts, ...lines];
}

function describeDecided(context: Context, { a, b, word, at, by }: DecidedPair): string {
  const { decisions } = context.speech.reports;
  const said = decisions.doubles.decision(word, context.speech.format.date(at), by);
  return `  ${nameOf(a)} ${a.id}, ${nameOf(b)} ${b.id}${context.speech.colon} ${said}`;
}

// ---------------------------------------------------------------- decisions

async function runDecision(context: Context, given: Given, word: PairWord): Promise<Outcome> {
  const [a, b, ...others] = given.arguments;
  if (a === undefined || b === undefined) return err({ kind: 'missing-argument', argument: 'ID' });
  if (others.length > 0) return err({ kind: 'excess-arguments', given: given.arguments });
  return atCommonSite(context, { lock: true, given }, async (inside, common) => {
    await completeReplay(common, follow(inside));
    const decided = await decidePair(common, { word, a, b, by: personOf(inside, given) });
    if (!decided.ok) return decided;
    const status = decided.value.conflicts.length > 0 ? 3 : 0;
    answerJson(inside, decided.value);
    const { doubles: words } = inside.speech.reports.decisions;
    report(inside, status, [words.done(decided.value), ...describeConflicts(inside, decided.value.conflicts)]);
    return ok(status);
  });
}
