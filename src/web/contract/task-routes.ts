/** Long work: one task at a time, followed line by line, stopped by a person, still there after the page was loaded again. */
import { z } from 'zod';
import { problem } from './problem.ts';
import type { Routes } from './route.ts';

const taskKinds = [
  'receive',
  'send',
  'test-connection',
  'test-send',
  'test-receive',
  'join',
  'publish',
  'replay',
  'push',
  'quarantine-retry',
  'post',
] as const;
const taskStates = ['running', 'done', 'failed', 'stopped'] as const;

export const taskView = z.object({
  id: z.string(),
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  by: z.string(),
  startedAt: z.string(),
  endedAt: z.string().describe('empty while it runs'),
  lines: z
    .array(z.object({ text: z.string(), state: z.enum(['running', 'done', 'failed']) }))
    .describe('what it did, oldest first; the last 200'),
  number: z.int().nullable().describe('how many things are done, where they can be counted'),
  of: z.int().nullable(),
  perMinute: z.number().nullable(),
  summary: z.array(z.string()).describe('what came of it, in sentences'),
  isNotable: z.boolean().describe('done, and somebody should look at what it says'),
  outcome: z.unknown().describe('the same for programs: what the command prints with --json'),
  problem: problem.nullable(),
});

export type TaskView = z.output<typeof taskView>;

export const taskRoutes = {
  'GET /api/tasks': { level: 'reader', needs: 'nothing', summary: 'The tasks of this server, newest first.', answer: z.array(taskView) },
  'DELETE /api/tasks/:id': {
    level: 'administrator',
    needs: 'nothing',
    summary: 'Stops a running task at the next safe place; what is committed stays.',
    answer: taskView,
  },
  'GET /api/events': {
    level: 'reader',
    needs: 'nothing',
    summary: 'Server-sent events: `task` with a task whenever one moves.',
    query: z.object({ language: z.enum(['fr', 'en']).optional() }),
    answer: 'events',
  },
} as const satisfies Routes;
