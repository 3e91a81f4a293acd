/** `lifecycle`: ends of support, ages and warranties, by system and by site; machine by machine as CSV and as JSON. */
import { ageClasses, lifeStates } from '../../inventory/figures.ts';
import { type LifecycleMachine, type LifecycleReport, lifecycle, lifecycleMachines } from '../../jobs/lifecycle.ts';
import type { LifecycleSite } from '../../jobs/lifecycle-tally.ts';
import { ok } from '../../result.ts';
import { writeCsv } from '../../tables/csv.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, note, type Outcome, show, widthOfTable } from '../context.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { csvOption, dossierOption } from '../options.ts';
import { filterOption } from './assets.ts';

export const lifecycleCommand: Command = {
  path: 'lifecycle',
  options: [filterOption('site', 'filterSite', 'SITE'), csvOption, dossierOption],
  run,
};

function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    const site = textOf(given, 'site');
    const asked = site === undefined ? {} : { site };
    const { stdout } = inside.environment.terminal;
    if (isOn(given, 'csv') && !inside.isJson) {
      stdout(writeCsv(csvColumns, []));
      for await (const page of lifecycleMachines(common, asked)) stdout(rowsOf(page));
      return ok(0);
    }
    const report = await lifecycle(common, asked);
    const machines: LifecycleMachine[] = [];
    if (inside.isJson) for await (const page of lifecycleMachines(common, asked)) machines.push(...page);
    answerJson(inside, { ...report, machines });
    tell(inside, report);
    return ok(0);
  });
}

const csvColumns = [
  'asset',
  'site',
  'name',
  'kind',
  'form',
  'os',
  'osVersion',
  'product',
  'release',
  'supportEnds',
  'extendedEnds',
  'support',
  'ageYears',
  'ageFrom',
  'warrantyUntil',
  'warranty',
] as const satisfies readonly (keyof LifecycleMachine)[];

const rowsOf = (machines: readonly LifecycleMachine[]): string =>
  writeCsv(
    csvColumns,
    machines.map((machine) => csvColumns.map((column) => machine[column])),
  ).replace(/^.*?\r\n/, '');

const shownSystems = 40;

function tell(context: Context, { today, sites, systems }: LifecycleReport): void {
  const { lifecycle: words } = context.speech.figures;
  const machines = sites.reduce((sum, each) => sum + each.machines, 0);
  if (machines === 0) {
    show(context, words.none);
    return;
  }
  const { systemColumns: titles } = words;
  const columns = [
    { title: titles.system, isFlexible: true },
    { title: titles.supportEnds },
    { title: titles.extendedEnds },
    { title: titles.state },
    { title: titles.machines, align: 'right' as const },
  ];
  const rows = systems
    .slice(0, shownSystems)
    .map(({ product, release, supportEnds, extendedEnds, support, machines: count }) => [
      `${product} ${release}`.trim() || words.states.unknown,
      supportEnds,
      extendedEnds,
      words.states[support],
      String(count),
    ]);
  const heading = (text: string): string => colour(context, text, 'bold');
  show(context, `${heading(words.title(machines, today))}\n\n${heading(words.systems)}\n${table(columns, rows, widthOfTable(context))}`);
  const { states, warrantyStates, ages } = words;
  const titled = (title: string, text: string): void => show(context, `\n${heading(title)}\n${text}`);
  titled(words.support, tableOfCounts(context, { sites, keys: lifeStates, names: states, countsOf: ({ support }) => support }));
  titled(words.age, tableOfCounts(context, { sites, keys: ageClasses, names: ages, countsOf: ({ age }) => age }));
  if (sites.some(({ warranty, machines: all }) => warranty.unknown < all))
    titled(
      words.warranty,
      tableOfCounts(context, { sites, keys: lifeStates, names: warrantyStates, countsOf: ({ warranty }) => warranty }),
    );
  note(context, words.more);
}

type Counting<K extends string> = {
  readonly sites: readonly LifecycleSite[];
  readonly keys: readonly K[];
  readonly names: Readonly<Record<K, string>>;
  readonly countsOf: (site: LifecycleSite) => Readonly<Record<K, number>>;
};

/** A line a site, and one for all of them where there are several. */
function tableOfCounts<K extends string>(context: Context, { sites, keys, names, countsOf }: Counting<K>): string {
  const { site: title, total } = context.speech.figures.lifecycle;
  const sums = keys.map((key) => sites.reduce((sum, site) => sum + countsOf(site)[key], 0));
  const rows = sites.map((site) => [site.site, ...keys.map((key) => String(countsOf(site)[key]))]);
  const all = sites.length > 1 ? [[total, ...sums.map(String)]] : [];
  return table(
    [{ title, isFlexible: true }, ...keys.map((key) => ({ title: names[key], align: 'right' as const }))],
    [...rows, ...all],
    widthOfTable(context),
  );
}
