/** Key software and how machines age. */
import { z } from 'zod';
import { figure } from './figure.ts';
import type { Routes } from './route.ts';

const named = z.object({ id: z.string(), name: z.string() });
const bySite = z.object({ site: z.string().optional().describe('id of a site; all of them when absent') });
const format = z.enum(['csv', 'xlsx', 'json', 'xml', 'docx']).default('csv');
const page = {
  after: z.coerce.number().int().min(0).default(0).describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
};
const next = z.int().nullable().describe('where the next page goes on; null at the end');

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

export const keySoftwareRoutes = {
  'GET /api/key-software': {
    level: 'reader',
    needs: 'common',
    summary:
      'Each entry of the preferences with its counts, by site; licences against installations. Kept for a minute; longer where reading takes long.',
    query: bySite,
    answer: keySoftwareReport,
  },
  'GET /api/key-software/machines': {
    level: 'reader',
    needs: 'common',
    summary: 'The machines of one entry that need a hand, a page at a time.',
    query: bySite.extend({ entry: z.string(), status: problemStatus, ...page }),
    answer: z.object({ machines: z.array(problem), next }),
  },
  'GET /api/key-software/file': {
    level: 'reader',
    needs: 'common',
    summary: 'The machines that need a hand as a file: all of them, or those of one entry and state.',
    query: bySite.extend({ entry: z.string().optional(), status: problemStatus.optional(), format }),
    answer: 'file',
  },
  'GET /api/lifecycle': {
    level: 'reader',
    needs: 'common',
    summary: 'Ends of support, ages and warranties by site and by system. Kept for a minute; longer where reading takes long.',
    query: bySite,
    answer: lifecycleReport,
  },
  'GET /api/lifecycle/machines': {
    level: 'reader',
    needs: 'common',
    summary: 'Machines of one class, a page at a time.',
    query: bySite.extend({ ...lifeClass, ...page }),
    answer: z.object({ machines: z.array(ageing), next }),
  },
  'GET /api/lifecycle/file': {
    level: 'reader',
    needs: 'common',
    summary: 'Machines with their ends of support, ages and warranties as a file.',
    query: bySite.extend({ ...lifeClass, format }),
    answer: 'file',
  },
} as const satisfies Routes;
