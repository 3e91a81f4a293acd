/** What changed, told to people and to programs: under the day and the machine, as rows, as JSON. */
import type { Change } from '../inventory/history/timeline.ts';
import type { ShownChange } from '../store/dossier-port.ts';
import { writeCsv } from '../tables/csv.ts';
import { sayChange } from '../words/changes.ts';
import { type Context, colour, note, show, widthOfTerminal } from './context.ts';
import { wrap } from './layout.ts';

const fields = ['asset', 'name', 'site', 'date', 'at', 'kind', 'subject', 'before', 'after'] as const;

/** The contract of the JSON: which report shows it stays inside. */
export const changeDocuments = (changes: readonly ShownChange[]) =>
  changes.map((change) => Object.fromEntries(fields.map((field) => [field, change[field]])));

/** The fields of the JSON as columns, and the sentence that a person reads. */
export const changesCsv = ({ speech }: Context, changes: readonly ShownChange[]): string =>
  writeCsv(
    [...fields, 'sentence'],
    changes.map((change) => [...fields.map((field) => change[field]), sayChange(speech.changes, change)]),
  );

/** `changes` newest first, `limit` at most; one more than that says that there are more. */
export function tellChanges(context: Context, changes: readonly ShownChange[], limit: number): void {
  const { changes: words, format } = context.speech;
  const shown = changes.slice(0, limit);
  const byDay = [...Map.groupBy(shown, ({ date }) => format.weekday(date))];
  const days = byDay.map(([day, group]) => [colour(context, day || words.undated, 'bold'), ...linesOfDay(context, group)].join('\n'));
  show(context, shown.length === 0 ? words.none : days.join('\n\n'));
  if (shown.length > 0) note(context, changes.length > limit ? words.limited(limit) : words.count(shown.length));
}

/** A machine with one change has one line; others have a heading. */
function linesOfDay(context: Context, changes: readonly ShownChange[]): readonly string[] {
  const { changes: words } = context.speech;
  const width = widthOfTerminal(context);
  return [...Map.groupBy(changes, ({ asset }) => asset).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const say = (change: Change, name: string) => sayChange(words, { ...change, name });
    if (group.length === 1) return [wrap(`  ${say(first, first.name || first.asset)}`, width, '    ')];
    return [`  ${first.name || first.asset} (${first.site})`, ...group.map((change) => wrap(`    ${say(change, '')}`, width, '      '))];
  });
}
