/** `software`: what is installed, on how many machines and sites. */

import type { SoftwareCount } from '../../inventory/asset.ts';
import { ok } from '../../result.ts';
import { writeCsv } from '../../tables/csv.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, note, type Outcome, show, widthOfTable } from '../context.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { table } from '../layout.ts';
import { atCommonSite } from '../opening.ts';
import { csvOption, dossierOption } from '../options.ts';
import { warnOfReplay } from '../replaying.ts';
import { filterOption } from './assets.ts';

export const softwareCommand: Command = {
  path: 'software',
  options: [filterOption('name', 'filterSoftwareName'), filterOption('site', 'filterSite', 'SITE'), csvOption, dossierOption],
  run,
};

function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    await warnOfReplay(inside, common);
    const [name, site] = [textOf(given, 'name'), textOf(given, 'site')];
    const software = await common.store.software({ ...(name === undefined ? {} : { name }), ...(site === undefined ? {} : { site }) });
    if (inside.isJson) answerJson(inside, software);
    else if (isOn(given, 'csv')) inside.environment.terminal.stdout(softwareCsv(software));
    else tellSoftware(inside, software);
    return ok(0);
  });
}

const csvColumns = ['name', 'version', 'publisher', 'installations', 'sites'] as const satisfies readonly (keyof SoftwareCount)[];

export const softwareCsv = (software: readonly SoftwareCount[]): string =>
  writeCsv(
    csvColumns,
    software.map((title) => csvColumns.map((column) => title[column])),
  );

function tellSoftware(context: Context, software: readonly SoftwareCount[]): void {
  const { dossier: words } = context.speech.reports;
  show(context, software.length === 0 ? words.noSoftware : tableOfTitles(context, software));
  if (software.length > 0) note(context, words.software(software.length));
}

function tableOfTitles(context: Context, software: readonly SoftwareCount[]): string {
  const { columns } = context.speech.reports.dossier;
  const flexible = [columns.name, columns.version, columns.publisher].map((title) => ({ title, isFlexible: true }));
  const counts = [columns.installations, columns.sites].map((title) => ({ title, align: 'right' as const }));
  const rows = software.map(({ name, version, publisher, installations, sites }) => [
    name,
    version,
    publisher,
    `${installations}`,
    `${sites}`,
  ]);
  return table([...flexible, ...counts], rows, widthOfTable(context));
}
