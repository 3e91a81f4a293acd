/** Possible doubles, compared, merged, separated, taken back. Pairs are named by their records, whose ids stay the same whatever is decided. */
import { z } from 'zod';
import { direction, siteRef as named, pageOf, paging, shownColumns } from './paging.ts';
import type { Routes } from './route.ts';

const machine = z.object({
  record: z.string().describe('id that stays the same whatever is decided'),
  asset: z.string().describe('id of the asset that the record belongs to now'),
  name: z.string(),
  site: named,
  firstDate: z.string(),
  lastDate: z.string(),
});
export type PairMachine = z.output<typeof machine>;

const evidenceWord = z.object({ kind: z.string(), word: z.string() });

const reason = z.enum(['clone', 'several-candidates', 'weak-evidence', 'contradiction']);

const pair = z.object({
  a: machine,
  b: machine,
  reason,
  reasonText: z.string(),
  agreeing: z.array(evidenceWord.extend({ values: z.array(z.string()) })),
  differing: z.array(evidenceWord.extend({ a: z.string(), b: z.string() })),
});
export type Pair = z.output<typeof pair>;

const decidedPair = z.object({ a: machine, b: machine, word: z.enum(['merge', 'separate']), at: z.string(), by: z.string() });

const conflict = z.object({
  asset: named,
  field: z.string(),
  label: z.string(),
  value: z.string().describe('the newer one, which is shown'),
  conflict: z.string().describe('the other one'),
});
export type Conflict = z.output<typeof conflict>;

const worthless = evidenceWord.extend({
  value: z.string(),
  machines: z.array(machine).describe('at most twenty'),
  others: z.int().describe('machines that are not listed'),
});
export type Worthless = z.output<typeof worthless>;

const standing = z.object({
  conflicts: z.array(conflict).describe('fields that people filled in differently before two assets became one'),
  learned: z.array(worthless).describe('values that several machines share, and that identify nothing therefore'),
  decided: z.array(decidedPair).describe('standing decisions, the newest first; at most two hundred'),
});
export type DoublesStanding = z.output<typeof standing>;

const agreement = z.enum(['same', 'different', 'one-sided']);

const line = z.object({ key: z.string(), label: z.string(), agreement, a: z.array(z.string()), b: z.array(z.string()) });
export type ComparedLine = z.output<typeof line>;

const moment = z.object({ date: z.string(), text: z.string() });

const comparison = z.object({
  a: machine,
  b: machine,
  isOne: z.boolean().describe('both records belong to one asset now'),
  isDecided: z.boolean().describe('a decision about them can be taken back'),
  reason: z.object({ what: z.string(), remedy: z.string() }).nullable(),
  evidence: z.array(line).describe('what identifies them, strongest first'),
  facts: z.array(line).describe('empty where they are one asset'),
  sections: z
    .array(
      z.object({
        key: z.string(),
        label: z.string(),
        agreement,
        a: z.int(),
        b: z.int(),
        onlyA: z.array(z.string()),
        onlyB: z.array(z.string()),
      }),
    )
    .describe('of the inventories: how many records each side has, and the first ones that the other side has not'),
  history: z.array(z.object({ asset: named, changes: z.array(moment) })).describe('the newest changes of each asset'),
});
export type Comparison = z.output<typeof comparison>;
export type ComparedSection = Comparison['sections'][number];

const word = z.enum(['merge', 'separate', 'undo']);

const preview = z.object({
  word,
  before: z.array(named),
  after: z.array(named).describe('the assets that they would be: one, or two'),
  changes: z.int().describe('changes in their histories'),
  conflicts: z.array(z.object({ field: z.string(), label: z.string(), values: z.array(z.string()) })),
});
export type Preview = z.output<typeof preview>;

const decision = z.object({ word, a: z.string().describe('id of a record, or of an asset'), b: z.string() });

const choice = z.object({
  text: z.string().max(500).optional().describe('in the name or the site of one of the machines, in any case and without accents'),
  site: z.string().optional().describe('id of a site that one of the machines belongs to'),
  reason: reason.optional(),
  sort: z
    .enum(['a', 'siteA', 'b', 'siteB', 'reason', 'agreeing', 'lastA', 'lastB'])
    .default('agreeing')
    .describe('`agreeing`: how many kinds of evidence agree'),
  direction: direction.default('desc'),
});

const read = { level: 'reader', needs: 'common' } as const;

export const doublesRoutes = {
  'GET /api/doubles': {
    ...read,
    summary: 'Pairs of machines that may be one, with the evidence, in pages.',
    query: choice.extend(paging),
    answer: pageOf(pair),
  },
  'GET /api/doubles.csv': {
    ...read,
    summary: 'The chosen pairs as CSV.',
    query: choice.extend({ columns: shownColumns }),
    answer: 'file',
  },
  'GET /api/doubles.xlsx': {
    ...read,
    summary: 'The chosen pairs as a spreadsheet.',
    query: choice.extend({ columns: shownColumns }),
    answer: 'file',
  },
  'GET /api/doubles/standing': {
    ...read,
    summary: 'What was decided, what identifies nothing, what people contradict each other about.',
    answer: standing,
  },
  'GET /api/doubles/:a/:b': {
    ...read,
    summary: 'Two records side by side: evidence, facts, sections, histories.',
    answer: comparison,
  },
  'GET /api/doubles/:a/:b/preview': {
    ...read,
    summary: 'What a decision would make of them. Nothing is written; what cannot be decided is refused as it would be.',
    query: z.object({ word }),
    answer: preview,
  },
  'POST /api/doubles': {
    level: 'administrator',
    needs: 'common',
    summary: 'Says of two records that they are one machine, or two, or takes back what was said.',
    body: decision,
    answer: z.object({ said: z.string(), assets: z.array(named), conflicts: z.array(conflict) }),
  },
} as const satisfies Routes;
