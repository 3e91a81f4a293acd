/** `key-software`: the software that the preferences watch, by entry, site and machine; licences against installations. */
import { join } from 'node:path';
import {
  type KeySoftwareEntry,
  type KeySoftwareProblem,
  type KeySoftwareReport,
  keySoftware,
  keySoftwareProblems,
  type LicenceFigures,
} from '../../jobs/key-software.ts';
import { ok } from '../../result.ts';
import { writeCsv } from '../../tables/csv.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, colour, note, type Outcome, show, widthOfTable } from '../context.ts';
import { type Given, isOn, numberOf, textOf } from '../given.ts';
import { table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { csvOption, dossierOption } from '../options.ts';
import { filterOption } from './assets.ts';

export const keySoftwareCommand: Command = {
  path: 'key-software',
  options: [
    filterOption('site', 'filterSite', 'SITE'),
    { name: 'limit', value: 'N', reading: 'whole-number', word: 'limitMachines' },
    csvOption,
    dossierOption,
  ],
  run,
};

const shownMachines = 10;
const answeredMachines = 1000;

function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    const site = textOf(given, 'site');
    const asked = site === undefined ? {} : { site };
    if (isOn(given, 'csv') && !inside.isJson) {
      const { stdout } = inside.environment.terminal;
      stdout(writeCsv(csvColumns, []));
      for await (const problems of keySoftwareProblems(common, asked)) stdout(rowsOf(problems));
      return ok(0);
    }
    const machines = numberOf(given, 'limit') ?? (inside.isJson ? answeredMachines : shownMachines);
    const report = await keySoftware(common, { ...asked, machines });
    answerJson(inside, report);
    tell(inside, report);
    return ok(0);
  });
}

const csvColumns = ['entry', 'status', 'site', 'name', 'versions', 'asset'] as const satisfies readonly (keyof KeySoftwareProblem)[];

const rowsOf = (problems: readonly KeySoftwareProblem[]): string =>
  writeCsv(
    csvColumns,
    problems.map((problem) => csvColumns.map((column) => problem[column])),
  ).replace(/^.*?\r\n/, '');

function tell(context: Context, report: KeySoftwareReport): void {
  const { keySoftware: words } = context.speech.figures;
  const { entries, licences, judged, unlisted } = report;
  if (entries.length + licences.length === 0) {
    show(context, words.none(join(context.home, 'preferences')));
    return;
  }
  if (entries.length > 0) show(context, tableOfEntries(context, entries));
  if (licences.length > 0) show(context, `\n${tableOfLicences(context, licences)}`);
  for (const licence of licences.filter(({ installations, licences: bought }) => installations > bought))
    show(context, colour(context, words.exceeded(licence), 'yellow'));
  tellMachines(context, entries);
  note(context, words.judged(judged, unlisted));
}

/** One line for the company, and one for each site where there are several. */
function tableOfEntries(context: Context, entries: readonly KeySoftwareEntry[]): string {
  const { columns } = context.speech.figures.keySoftware;
  const { total } = context.speech.figures.lifecycle;
  const counted = (counts: Omit<KeySoftwareEntry, 'entry' | 'sites' | 'machines'>): readonly string[] =>
    counts.isForbidden ? ['', '', '', String(counts.forbidden)] : [...[counts.present, counts.outdated, counts.absent].map(String), ''];
  const rows = entries.flatMap((entry) => {
    const { isForbidden, sites } = entry;
    const bySite = sites.length > 1 ? sites.map((site) => ['', site.site, ...counted({ ...site, isForbidden })]) : [];
    return [[entry.entry, sites.length === 1 ? (sites[0]?.site ?? '') : total, ...counted(entry)], ...bySite];
  });
  const numbers = [columns.present, columns.outdated, columns.absent, columns.forbidden].map((title) => ({
    title,
    align: 'right' as const,
  }));
  return table(
    [{ title: columns.entry, isFlexible: true }, { title: columns.site, isFlexible: true }, ...numbers],
    rows,
    widthOfTable(context),
  );
}

function tableOfLicences(context: Context, licences: readonly LicenceFigures[]): string {
  const { licenceColumns: columns } = context.speech.figures.keySoftware;
  const rows = licences.map(({ entry, licences: bought, machines, installations }) => [
    entry,
    ...[bought, machines, installations, bought - installations].map(String),
  ]);
  const numbers = [columns.licences, columns.machines, columns.installations, columns.left];
  return table(
    [{ title: columns.entry, isFlexible: true }, ...numbers.map((title) => ({ title, align: 'right' as const }))],
    rows,
    widthOfTable(context),
  );
}

function tellMachines(context: Context, entries: readonly KeySoftwareEntry[]): void {
  const { keySoftware: words } = context.speech.figures;
  const shown = entries.flatMap(({ machines }) => machines);
  if (shown.length === 0) return;
  const { entry, status, site, name, versions } = words.machineColumns;
  const rows = shown.map((problem) => [
    problem.entry,
    words.statuses[problem.status],
    problem.site,
    problem.name,
    problem.versions.join(', '),
  ]);
  const flexible = [name, versions].map((title) => ({ title, isFlexible: true }));
  const columns = [{ title: entry, isFlexible: true }, { title: status }, { title: site }, ...flexible];
  show(context, `\n${colour(context, words.machines, 'bold')}\n${table(columns, rows, widthOfTable(context))}`);
  if (entries.some(({ absent, outdated, forbidden, machines }) => absent + outdated + forbidden > machines.length))
    note(context, words.more);
}
