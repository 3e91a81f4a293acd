/** The mails of ours: those that wait for a server, and what became of the others. */
import { z } from 'zod';
import { direction, pageOf, paging, shownColumns } from './paging.ts';
import type { Routes } from './route.ts';
import { taskView } from './task-routes.ts';
import { reason } from './trace-story.ts';

/** In the order in which somebody looks for them. */
export const mailStates = ['waiting', 'sent', 'returned', 'refused'] as const;

const mailState = z
  .enum(mailStates)
  .describe('sent: a server took it; returned: it did, and a bounce came later; refused: it goes no more');

const mail = z.object({
  number: z.int().describe('in the order of queueing'),
  messageId: z.string(),
  state: mailState,
  kind: z.string().describe('of the protocol'),
  kindSaid: z.string().describe('the same in words'),
  to: z.string(),
  peer: z.string(),
  peerSaid: z.string().describe('the site that it is for'),
  parcel: z.string().describe('3.42 for a volume of a parcel, else empty'),
  volume: z.int(),
  bytes: z.int().describe('0 once they are no longer kept'),
  createdAt: z.string(),
  tries: z.int(),
  lastTriedAt: z.string().describe('empty before the first attempt'),
  refusal: reason.describe('what a server said last, or the bounce; empty for neither'),
  nextAt: z.string().describe('of a waiting mail: not before; empty for the next run'),
  event: z.int().describe('the newest line of the trace about it, which tells the whole exchange; 0 for none'),
});
export type MailRow = z.output<typeof mail>;

const choice = {
  state: mailState.optional(),
  kind: z.string().max(60).optional().describe('the code of a kind, as `GET /api/queue/values` lists them'),
  peer: z.string().max(200).optional().describe('id of a site'),
  text: z.string().max(200).optional().describe('in the site, the address, the Message-ID or what a server said, without case'),
  sort: z.enum(['queued', 'state', 'peer', 'to', 'kind', 'bytes', 'tries', 'tried']).default('queued'),
  direction: direction.default('desc'),
};

const read = { level: 'reader', needs: 'home' } as const;
const file = z.object({ ...choice, columns: shownColumns });

export const queueRoutes = {
  'GET /api/queue': {
    ...read,
    summary: 'Mails of ours, newest first unless asked otherwise, in pages: those that wait and what became of the others.',
    query: z.object({ ...choice, ...paging }),
    answer: pageOf(mail),
  },
  'GET /api/queue/values': {
    ...read,
    summary: 'How many mails of ours are in each state, and their kinds.',
    answer: z.object({
      states: z.array(z.object({ state: mailState, count: z.int() })),
      kinds: z.array(z.object({ code: z.string(), said: z.string() })),
    }),
  },
  'GET /api/queue.csv': { ...read, summary: 'The chosen mails as CSV.', query: file, answer: 'file' },
  'GET /api/queue.xlsx': { ...read, summary: 'The chosen mails as a spreadsheet.', query: file, answer: 'file' },
  'POST /api/queue/post': {
    level: 'administrator',
    needs: 'home',
    summary: 'Posts what waits, also what was put off: a task. A distant site heeds the answers first, as with every sending.',
    answer: taskView,
  },
} as const satisfies Routes;
