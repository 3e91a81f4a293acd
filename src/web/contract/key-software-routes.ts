/** Key software and how machines age. */
import { z } from 'zod';
import { figure } from './figure.ts';
import { direction, siteRef as named, pageOf, paging, shownColumns } from './paging.ts';
import type { Routes } from './route.ts';

const bySite = z.object({ site: z.string().optional().describe('id of a site; all of them when absent') });
const format = z.enum(['csv', 'xlsx', 'json', 'xml', 'docx']).default('csv');

const counts = { present: z.int(), outdated: z.int(), absent: z.int(), forbidden: z.int() };

const entry = z.object({
  entry: z.string().describe('as the preferences write it'),
  name: z.string(),
  expected: z.string().describe('version wanted, with its operator; empty for any'),
  isForbidden: z.boolean(),
  ...counts,
  sites: z.array(z.object({ site: named, ...counts })),
});
export type KeyEntry = z.output<typeof entry>;

const licence = z.object({
  entry: z.string(),
  licences: z.int(),
  machines: z.int(),
  installations: z.int().describe('a machine with two versions counts twice'),
  left: z.int().describe('below zero: more installed than bought'),
  names: z.array(z.string()).describe('what is counted, at most fifty'),
  sites: z.array(z.object({ site: named, machines: z.int(), installations: z.int() })),
});
export type Licence = z.output<typeof licence>;

const keySoftwareReport = z.object({
  preferencesVersion: z.int().describe('0 while no preferences were propagated'),
  judged: z.int().describe('computers whose software list is known'),
  unlisted: z.int().describe('computers of which no software list is known'),
  entries: z.array(entry),
  licences: z.array(licence),
  sites: z.array(named).describe('that one may filter by'),
});
export type KeySoftwareReport = z.output<typeof keySoftwareReport>;

const problemStatus = z.enum(['outdated', 'absent', 'forbidden-present']);

const problem = z.object({
  asset: named,
  site: named,
  entry: z.string(),
  status: problemStatus,
  statusWord: z.string(),
  versions: z.array(z.string()).describe('that were found; none where it is absent'),
});
export type KeyProblem = z.output<typeof problem>;

const lifeState = z.enum(['supported', 'ending', 'ended', 'unknown']);
const ageClass = z.enum(['under3', 'under5', 'under7', 'old', 'unknown']);
const states = z.record(lifeState, z.int());
const ages = z.record(ageClass, z.int());

const lifecycleReport = z.object({
  today: z.string(),
  machines: z.int(),
  sites: z.array(z.object({ site: named, machines: z.int(), support: states, age: ages, warranty: states })),
  systems: z
    .array(
      z.object({
        name: z.string().describe('empty: nothing is known of the system'),
        supportEnds: z.string(),
        extendedEnds: z.string(),
        support: lifeState,
        machines: z.int(),
      }),
    )
    .describe('those that end first stand first, unknown ones last'),
  names: z
    .object({
      support: z.record(lifeState, z.string()),
      age: z.record(ageClass, z.string()),
      warranty: z.record(lifeState, z.string()),
    })
    .describe('of the classes, in words'),
  figures: z.array(figure),
  allSites: z.array(named).describe('that one may filter by'),
});
export type LifecycleReport = z.output<typeof lifecycleReport>;

const ageing = z.object({
  asset: named,
  site: named,
  system: z.string(),
  support: lifeState,
  supportEnds: z.string(),
  ageYears: z.number().nullable().describe('at least so old'),
  warranty: lifeState,
  warrantyUntil: z.string(),
});
export type AgeingMachine = z.output<typeof ageing>;

const lifeClass = {
  by: z.enum(['support', 'age', 'warranty']).optional().describe('with `class`; all machines when absent'),
  class: z.enum(['supported', 'ending', 'ended', 'under3', 'under5', 'under7', 'old', 'unknown']).optional(),
};

const problemChoice = bySite.extend({
  entry: z.string().describe('as the preferences write it'),
  status: problemStatus,
  text: z.string().max(500).optional().describe('in the machine, the site or a version, in any case and without accents'),
  sort: z.enum(['name', 'site', 'versions']).default('name'),
  direction: direction.default('asc'),
});

const ageingChoice = bySite.extend({
  ...lifeClass,
  system: z.string().optional().describe('name of a system as `GET /api/lifecycle` lists it'),
  text: z.string().max(500).optional().describe('in the machine, the site or the system, in any case and without accents'),
  sort: z.enum(['name', 'site', 'system', 'support', 'supportEnds', 'ageYears', 'warrantyUntil']).default('name'),
  direction: direction.default('asc'),
});

const read = { level: 'reader', needs: 'common' } as const;

export const keySoftwareRoutes = {
  'GET /api/key-software': {
    ...read,
    summary:
      'Each entry of the preferences with its counts, by site; licences against installations. Kept for a minute; longer where reading takes long.',
    query: bySite,
    answer: keySoftwareReport,
  },
  'GET /api/key-software/machines': {
    ...read,
    summary: 'The machines of one entry that need a hand, in pages.',
    query: problemChoice.extend(paging),
    answer: pageOf(problem),
  },
  'GET /api/key-software/machines.csv': {
    ...read,
    summary: 'The chosen machines of one entry as CSV.',
    query: problemChoice.extend({ columns: shownColumns }),
    answer: 'file',
  },
  'GET /api/key-software/machines.xlsx': {
    ...read,
    summary: 'The chosen machines of one entry as a spreadsheet.',
    query: problemChoice.extend({ columns: shownColumns }),
    answer: 'file',
  },
  'GET /api/key-software/file': {
    ...read,
    summary: 'The machines that need a hand as a file: all of them, or those of one entry and state.',
    query: bySite.extend({ entry: z.string().optional(), status: problemStatus.optional(), format }),
    answer: 'file',
  },
  'GET /api/lifecycle': {
    ...read,
    summary: 'Ends of support, ages and warranties by site and by system. Kept for a minute; longer where reading takes long.',
    query: bySite,
    answer: lifecycleReport,
  },
  'GET /api/lifecycle/machines': {
    ...read,
    summary: 'Machines of one class or of one system, or all of them, in pages.',
    query: ageingChoice.extend(paging),
    answer: pageOf(ageing),
  },
  'GET /api/lifecycle/machines.csv': {
    ...read,
    summary: 'The chosen machines as CSV.',
    query: ageingChoice.extend({ columns: shownColumns }),
    answer: 'file',
  },
  'GET /api/lifecycle/machines.xlsx': {
    ...read,
    summary: 'The chosen machines as a spreadsheet.',
    query: ageingChoice.extend({ columns: shownColumns }),
    answer: 'file',
  },
  'GET /api/lifecycle/file': {
    ...read,
    summary: 'Machines with their ends of support, ages and warranties as a file.',
    query: bySite.extend({ ...lifeClass, format }),
    answer: 'file',
  },
} as const satisfies Routes;
