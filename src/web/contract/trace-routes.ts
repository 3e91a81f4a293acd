/** The journal of exchanges: listed, told whole, deleted, exported. */
import { z } from 'zod';
import { direction, pageOf, paging } from './paging.ts';
import type { Routes } from './route.ts';
import { traceLine, traceOutcomes, traceStory } from './trace-story.ts';

const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .optional()
  .describe('a moment, or a day where the installation stands');

const choice = {
  peer: z.string().max(200).optional().describe('the other end: a site, the host name of a server'),
  kind: z.string().max(60).optional().describe('the code of a kind, as `GET /api/trace/values` lists them'),
  outcome: z.enum(traceOutcomes).optional(),
  way: z.enum(['in', 'out', 'local']).optional().describe('the direction of the mails'),
  since: moment,
  until: moment.describe('a moment, which is not included, or a day, which is'),
  text: z
    .string()
    .max(200)
    .optional()
    .describe('in the other end, kind, reason or Message-ID as they are stored, without case and accents'),
};

export type TraceChoice = z.output<z.ZodObject<typeof choice>>;

/** Lines are in the order of writing, which is the only one: a clock that was set back shuffles nothing. */
const order = { direction: direction.default('desc').describe('desc: newest first') };

const tracePage = pageOf(traceLine);

const said = z.object({ code: z.string(), said: z.string() });

const traceValues = z.object({
  peers: z.array(said),
  kinds: z.array(said),
  outcomes: z.array(said),
  ways: z.array(said),
});

const id = z.int().min(1);

const traceDeletion = z
  .object({
    ids: z.array(id).min(1).max(100_000).optional().describe('these lines'),
    matching: z
      .object({ ...choice, upTo: id.describe('no line that was written after this one: what came since somebody looked stays') })
      .optional()
      .describe('or all that match'),
  })
  .refine(({ ids, matching }) => (ids === undefined) !== (matching === undefined), { message: 'either ids or matching' });

export const traceRoutes = {
  'GET /api/trace': {
    level: 'reader',
    needs: 'home',
    summary: 'Lines of the trace that match, in pages.',
    query: z.object({ ...choice, ...order, ...paging }),
    answer: tracePage,
  },
  'GET /api/trace/values': {
    level: 'reader',
    needs: 'home',
    summary: 'The values that stand in the trace, for filters.',
    answer: traceValues,
  },
  'GET /api/trace/file': {
    level: 'reader',
    needs: 'home',
    summary: 'Lines of the trace as a file: all that match, or a selection.',
    query: z.object({
      ...choice,
      ...order,
      format: z.enum(['xml', 'docx', 'xlsx', 'csv', 'json']),
      ids: z
        .string()
        .regex(/^\d{1,15}(?:,\d{1,15})*$/)
        .max(60_000)
        .optional()
        .describe('of lines, with commas between: only these, of those that match'),
      language: z.enum(['fr', 'en']).optional().describe('of the words in it; else what the request prefers'),
    }),
    answer: 'file',
  },
  'GET /api/trace/:id': {
    level: 'reader',
    needs: 'home',
    summary: 'The whole exchange that a line of the trace belongs to: `id` is that of the line.',
    answer: traceStory,
  },
  'POST /api/trace/delete': {
    level: 'administrator',
    needs: 'home',
    summary: 'Deletes lines of the trace; one line stays that says who deleted how many.',
    body: traceDeletion,
    answer: z.object({ deleted: z.int() }),
  },
} as const satisfies Routes;
