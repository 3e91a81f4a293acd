/** Possible doubles, compared, merged, separated, taken back. Pairs are named by their records, whose ids stay the same whatever is decided. */
import { z } from 'zod';
import type { Routes } from './route.ts';

const named = z.object({ id: z.string(), name: z.string() });

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

const pair = z.object({
  a: machine,
  b: machine,
  reason: z.enum(['clone', 'several-candidates', 'weak-evidence', 'contradiction']),
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

const doublesReport = z.object({
  total: z.int(),
  pairs: z.array(pair),
  conflicts: z.array(conflict).describe('fields that people filled in differently before two assets became one'),
  learned: z.array(worthless).describe('values that several machines share, and that identify nothing therefore'),
  decided: z.array(decidedPair).describe('standing decisions, the newest first; at most two hundred'),
});
export type DoublesReport = z.output<typeof doublesReport>;

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

export const doublesRoutes = {
  'GET /api/doubles': {
    level: 'reader',
    needs: 'common',
    summary:
      'Pairs of machines that may be one, with the evidence; what was decided, what identifies nothing, what people contradict each other about.',
    query: z.object({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(20),
    }),
    answer: doublesReport,
  },
  'GET /api/doubles/:a/:b': {
    level: 'reader',
    needs: 'common',
    summary: 'Two records side by side: evidence, facts, sections, histories.',
    answer: comparison,
  },
  'GET /api/doubles/:a/:b/preview': {
    level: 'reader',
    needs: 'common',
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
