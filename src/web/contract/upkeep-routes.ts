/** What waits for a person: the quarantine. */
import { z } from 'zod';
import { direction, pageOf, paging, shownColumns } from './paging.ts';
import type { Routes } from './route.ts';
import { taskView } from './task-routes.ts';

const entry = z.object({
  id: z.string(),
  kind: z.enum(['mail', 'file']).describe('a mail as it came, or an inventory of a good parcel that could not be read'),
  at: z.string().describe('since when; of a file, when it was last written at its site'),
  name: z.string(),
  reason: z.string().describe('a code and its details, as in the trace'),
  explanation: z.string().describe('the same in words'),
  remedy: z.string().describe('what to do about it; empty when nothing is known'),
  bytes: z.int(),
  isDroppable: z.boolean().describe('a file of a dossier belongs to the state of its site and is not'),
});

const item = entry.extend({
  headers: z
    .object({ from: z.string(), subject: z.string(), date: z.string(), messageId: z.string() })
    .nullable()
    .describe('of a mail, as it says them: nothing in it is to be believed'),
  text: z.string().describe('the beginning of its bytes as text, without control characters; empty where it is no text'),
  isCut: z.boolean().describe('there is more than `text`'),
});

const ids = z.array(z.string().min(1).max(600)).min(1).max(5_000).describe('these entries');

const choice = {
  kind: z.enum(['mail', 'file']).optional(),
  text: z.string().max(200).optional().describe('in the id, the name or the reason in words, without case and accents'),
};
export type QuarantineChoice = z.output<z.ZodObject<typeof choice>>;

const order = {
  sort: z.enum(['at', 'name', 'reason', 'bytes']).default('at'),
  direction: direction.default('desc'),
};

const matching = z.object(choice).describe('or all that match');

const upTo = z.iso.datetime({ offset: true }).describe('no entry that came later than this moment: it stays');

const file = z.object({ ...choice, ...order, columns: shownColumns });

const eitherOr = { message: 'either ids or matching' };
const isOneOf = (body: { readonly ids?: unknown; readonly matching?: unknown }): boolean =>
  (body.ids === undefined) !== (body.matching === undefined);

export const upkeepRoutes = {
  'GET /api/quarantine': {
    level: 'reader',
    needs: 'home',
    summary: 'What could not be understood, with the reason and what to do, in pages: mails as they came, and unreadable inventories.',
    query: z.object({ ...choice, ...order, ...paging }),
    answer: pageOf(entry),
  },
  'GET /api/quarantine.csv': { level: 'reader', needs: 'home', summary: 'The chosen entries as CSV.', query: file, answer: 'file' },
  'GET /api/quarantine.xlsx': {
    level: 'reader',
    needs: 'home',
    summary: 'The chosen entries as a spreadsheet.',
    query: file,
    answer: 'file',
  },
  // It may be the mail of anybody, or a whole inventory with whatever secrets it has.
  'GET /api/quarantine/:id': {
    level: 'administrator',
    needs: 'home',
    summary: 'One entry with the beginning of what it holds, as text.',
    answer: item,
  },
  'GET /api/quarantine/:id/bytes': { level: 'administrator', needs: 'home', summary: 'Its very bytes.', answer: 'file' },
  'POST /api/quarantine/retry': {
    level: 'administrator',
    needs: 'home',
    summary: 'Takes entries in again as if they had just come: a task. What succeeds leaves the quarantine.',
    body: z.object({ ids: z.union([ids, z.literal('all')]).optional(), matching: matching.optional() }).refine(isOneOf, eitherOr),
    answer: taskView,
  },
  'POST /api/quarantine/drop': {
    level: 'administrator',
    needs: 'home',
    summary:
      'Drops mails for good. Files of a dossier among the ids are refused, and then nothing is dropped; among what matches they stay.',
    body: z.object({ ids: ids.optional(), matching: matching.extend({ upTo }).optional() }).refine(isOneOf, eitherOr),
    answer: z.object({ dropped: z.int() }),
  },
} as const satisfies Routes;

export type QuarantineEntryView = z.output<typeof entry>;
export type QuarantineItemView = z.output<typeof item>;
