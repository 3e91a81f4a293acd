/** The daily task of the machine’s scheduler: shown, installed, removed. */
import { z } from 'zod';
import { problem } from './problem.ts';
import type { Routes } from './route.ts';

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

const schedule = z.object({
  kind: z.enum(['systemd', 'cron', 'windows', 'launchd']),
  name: z.string(),
  time: z.string().describe('HH:MM, local: of the plan'),
  usualTime: z.string(),
  timeZone: z.string(),
  command: z.array(z.string()).describe('what the task runs'),
  installed: z.string().nullable().describe('as the platform prints it; null when nothing is'),
  problem: problem.nullable().describe('why the scheduler cannot be asked'),
  files: z.array(z.object({ path: z.string(), content: z.string() })).describe('what installing would write'),
  enable: z.array(z.string()).describe('and then run'),
  disable: z.array(z.string()).describe('what removing would run'),
});
export type ScheduleView = z.output<typeof schedule>;

export const scheduleRoutes = {
  'GET /api/schedule': {
    level: 'reader',
    needs: 'home',
    summary: 'The daily task: what is installed, and what would be at a given time.',
    query: z.object({ time: time.optional() }),
    answer: schedule,
  },
  'POST /api/schedule': {
    level: 'administrator',
    needs: 'home',
    summary: 'Installs the daily task, in the place of an earlier one.',
    body: z.object({ time }),
    answer: schedule,
  },
  'DELETE /api/schedule': {
    level: 'administrator',
    needs: 'home',
    summary: 'Removes the daily task.',
    answer: schedule,
  },
} as const satisfies Routes;
