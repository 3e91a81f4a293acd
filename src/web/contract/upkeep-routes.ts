/** What waits for a person: the quarantine. */
import { z } from 'zod';
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

const ids = z.array(z.string().min(1).max(600)).min(1).max(500);

export const upkeepRoutes = {
  'GET /api/quarantine': {
    level: 'reader',
    needs: 'home',
    summary: 'What could not be understood, with the reason and what to do: mails newest first, then files.',
    answer: z.array(entry),
  },
  'GET /api/quarantine/:id': {
    level: 'reader',
    needs: 'home',
    summary: 'One entry with the beginning of what it holds, as text.',
    answer: item,
  },
  'GET /api/quarantine/:id/bytes': { level: 'reader', needs: 'home', summary: 'Its very bytes.', answer: 'file' },
  'POST /api/quarantine/retry': {
    level: 'administrator',
    needs: 'home',
    summary: 'Takes entries in again as if they had just come: a task. What succeeds leaves the quarantine.',
    body: z.object({ ids: z.union([ids, z.literal('all')]) }),
    answer: taskView,
  },
  'POST /api/quarantine/drop': {
    level: 'administrator',
    needs: 'home',
    summary: 'Drops mails for good; files of a dossier are refused, and then nothing is dropped.',
    body: z.object({ ids }),
    answer: z.object({ dropped: z.int() }),
  },
} as const satisfies Routes;

export type QuarantineEntryView = z.output<typeof entry>;
export type QuarantineItemView = z.output<typeof item>;
