/** What the pages of key software and of ageing show, as files of any table format: rows as they are read, keys as the commands' CSV has them. */
import type { Common } from '../../jobs/installation.ts';
import { type KeySoftwareProblem, keySoftwareProblems, type ProblemChoice } from '../../jobs/key-software.ts';
import { type LifecycleClass, type LifecycleMachine, lifecycleMachines } from '../../jobs/lifecycle.ts';
import { type TableFormat, tableFormats, writeTable } from '../../tables/formats.ts';
import type { Row, Table, TableColumn } from '../../tables/table.ts';
import type { Speech } from '../../words/speech.ts';
import type { Download } from './call.ts';

type Filters<T> = { readonly [K in keyof T]?: T[K] | undefined } & { readonly format: TableFormat };

const problemColumns = [
  { key: 'entry', kind: 'text', width: 30 },
  { key: 'status', kind: 'text', width: 14 },
  { key: 'site', kind: 'text', width: 18 },
  { key: 'name', kind: 'text', width: 24 },
  { key: 'versions', kind: 'text', width: 24 },
  { key: 'asset', kind: 'text', width: 20 },
  { key: 'statusCode', kind: 'text', width: 16, isForPrograms: true },
] as const;

export function problemFile(common: Common, speech: Speech, { format, site, entry, status }: Filters<ProblemChoice>): Download {
  const { machines, machineColumns, statuses, file } = speech.figures.keySoftware;
  const choice = { ...(site ? { site } : {}), ...(entry === undefined ? {} : { entry }), ...(status === undefined ? {} : { status }) };
  const rowOf = (problem: KeySoftwareProblem): Row => [
    problem.entry,
    statuses[problem.status],
    problem.site,
    problem.name,
    problem.versions,
    problem.asset,
    problem.status,
  ];
  const titles = { ...machineColumns, ...file.columns };
  return fileOf(common, speech, {
    format,
    name: file.name,
    title: machines,
    elements: { all: 'keySoftware', each: 'machine' },
    columns: problemColumns.map((column) => ({ ...column, title: titles[column.key] })),
    rows: rowsOf(keySoftwareProblems(common, choice), rowOf),
  });
}

const lifecycleColumns = [
  { key: 'asset', kind: 'text', width: 20 },
  { key: 'site', kind: 'text', width: 18 },
  { key: 'name', kind: 'text', width: 24 },
  { key: 'kind', kind: 'text', width: 12 },
  { key: 'form', kind: 'text', width: 12 },
  { key: 'os', kind: 'text', width: 30 },
  { key: 'osVersion', kind: 'text', width: 16 },
  { key: 'product', kind: 'text', width: 20 },
  { key: 'release', kind: 'text', width: 12 },
  { key: 'supportEnds', kind: 'text', width: 14 },
  { key: 'extendedEnds', kind: 'text', width: 14 },
  { key: 'support', kind: 'text', width: 18 },
  { key: 'ageYears', kind: 'number', width: 10 },
  { key: 'ageFrom', kind: 'text', width: 14 },
  { key: 'warrantyUntil', kind: 'text', width: 14 },
  { key: 'warranty', kind: 'text', width: 18 },
] as const satisfies readonly (Omit<TableColumn, 'title'> & { readonly key: keyof LifecycleMachine })[];

export type LifecycleFile = Filters<{ site: string; chosen: LifecycleClass }>;

export function lifecycleFile(common: Common, speech: Speech, { format, site, chosen }: LifecycleFile): Download {
  const { states, warrantyStates, file } = speech.figures.lifecycle;
  const rowOf = (machine: LifecycleMachine): Row => {
    const said = { ...machine, support: states[machine.support], warranty: warrantyStates[machine.warranty] };
    return lifecycleColumns.map(({ key }) => said[key]);
  };
  const choice = { ...(site ? { site } : {}), ...(chosen === undefined ? {} : { chosen }) };
  return fileOf(common, speech, {
    format,
    name: file.name,
    title: file.title,
    elements: { all: 'lifecycle', each: 'machine' },
    columns: lifecycleColumns.map((column) => ({ ...column, title: file.columns[column.key] })),
    rows: rowsOf(lifecycleMachines(common, choice), rowOf),
  });
}

type Sheet = Pick<Table, 'elements' | 'columns' | 'rows'> & { readonly format: TableFormat; readonly name: string; readonly title: string };

function fileOf({ now, timeZone }: Common, { reports, language }: Speech, { format, name, title, ...table }: Sheet): Download {
  const at = now().toISOString();
  const { madeOn, limited } = reports.trace.file;
  return {
    name: `${name}-${at.slice(0, 10)}.${format}`,
    mediaType: tableFormats[format].mediaType,
    bytes: writeTable(format, { ...table, name: title, subtitle: madeOn(at), timeZone, language, sayLimited: limited }),
  };
}

async function* rowsOf<T>(pages: AsyncIterable<readonly T[]>, rowOf: (item: T) => Row): AsyncGenerator<Row> {
  for await (const page of pages) yield* page.map(rowOf);
}
