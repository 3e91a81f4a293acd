/** `trace export`: the journal of exchanges as a file, for people or for programs. */
import { extname } from 'node:path';
import type { Common, Distant } from '../../jobs/installation.ts';
import { traceRows } from '../../jobs/trace-rows.ts';
import { err, ok, type Result } from '../../result.ts';
import { isTableFormat, type TableFormat, tableFormats, writeTable } from '../../tables/formats.ts';
import { traceTable } from '../../words/trace-table.ts';
import type { UsageError } from '../../words/usage.ts';
import type { Command } from '../command.ts';
import { absolutePath, answerJson, type Context, note, type Outcome, report } from '../context.ts';
import { type Given, isOn, numberOf, textOf } from '../given.ts';
import { atAnySite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { saveNewFile } from '../saving.ts';
import { traceFilters, traceSpanOf } from './trace.ts';

export const traceExportCommand: Command = {
  path: 'trace export',
  options: [
    { name: 'format', value: 'FORMAT', reading: Object.keys(tableFormats), word: 'traceFormat' },
    { name: 'output', value: 'FILE', reading: 'text', word: 'traceOutput' },
    { name: 'force', reading: 'flag', word: 'replaceFile', variable: 'MALLEPOSTE_REPLACE_FILE' },
    ...traceFilters,
    { name: 'until', value: 'DATE', reading: 'date', word: 'untilDate', variable: 'MALLEPOSTE_FILTER_UNTIL' },
    dossierOption,
  ],
  run,
};

/** `path` absolute, or `-`. */
type Target = { readonly format: TableFormat; readonly path: string };

async function run(context: Context, given: Given): Promise<Outcome> {
  const target = targetOf(context, given);
  if (!target.ok) return target;
  return atAnySite(context, { lock: false, given }, (inside, installed) => exportTrace(inside, installed, { given, target: target.value }));
}

function targetOf({ isJson }: Context, given: Given): Result<Target, UsageError> {
  const output = textOf(given, 'output');
  if (output === undefined) return err({ kind: 'missing-argument', argument: '--output FILE' });
  const format = textOf(given, 'format') ?? extname(output).slice(1).toLowerCase();
  if (!isTableFormat(format)) return err({ kind: 'missing-argument', argument: '--format' });
  // The one JSON document has standard output for itself.
  if (output === '-' && (isJson || !tableFormats[format].isText))
    return err({ kind: 'invalid-value', option: '--output', value: output, expected: 'file' });
  return ok({ format, path: output === '-' ? output : absolutePath(output) });
}

type Export = { readonly given: Given; readonly target: Target };

async function exportTrace(context: Context, installed: Common | Distant, { given, target: { format, path } }: Export): Promise<Outcome> {
  const { environment, speech } = context;
  const events = counted(traceRows(installed, traceSpanOf(installed, given), numberOf(given, 'limit')));
  const content = writeTable(format, traceTable(speech, events.all, environment.now().toISOString()));
  if (path === '-') {
    for await (const bytes of content) environment.terminal.stdoutBytes(bytes);
    return ok(0);
  }
  const saved = await saveNewFile(context, path, { content, replace: { flag: '--force', isOn: isOn(given, 'force') } });
  if (!saved.ok) return saved;
  const { trace: words } = speech.reports;
  const lines = events.count();
  const written = Math.min(lines, tableFormats[format].mostRows);
  answerJson(context, { file: path, format, lines, written });
  report(context, 0, [words.file.written(path, written)]);
  if (written < lines) note(context, words.file.limited(written, lines));
  return ok(0);
}

function counted<T>(items: AsyncIterable<T>): { readonly all: AsyncIterable<T>; readonly count: () => number } {
  let count = 0;
  async function* all(): AsyncGenerator<T> {
    for await (const item of items) {
      count += 1;
      yield item;
    }
  }
  return { all: all(), count: () => count };
}
