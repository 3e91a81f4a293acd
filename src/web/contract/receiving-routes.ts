/** What the common site does: polling and its test, the sites, the preferences, the pages of the intranet. */
import { z } from 'zod';
import { preferencesRoutes } from './preferences-routes.ts';
import type { Routes } from './route.ts';
import { sitesRoutes } from './sites-routes.ts';
import { taskView } from './task-routes.ts';

const options = z.object({
  alertNewVersion: z.boolean().describe('sites that run another version are told so with their receipt'),
  propagatePreferences: z.boolean().describe('receipts carry the preferences of the common site'),
});

const reception = z.object({
  options,
  revision: z.string().describe('of the settings: goes back with a change'),
  lastReceiveAt: z.string().nullable().describe('null: nothing was ever received'),
  mailServer: z.object({
    lastOkAt: z.string(),
    failures: z.int().describe('in a row'),
    reason: z.string().describe('of the last failure, in words'),
    isAlarm: z.boolean(),
  }),
  queued: z.int().describe('mails of ours that wait for the next run'),
  intranet: z.object({
    folder: z.string().describe('empty: the settings ask for no pages'),
    door: z.string().describe('the page to open first'),
  }),
});
export type Reception = z.output<typeof reception>;

/** The outcome of a task `test-receive`. */
export const waitingMails = z.object({
  waiting: z.array(z.object({ from: z.string(), subject: z.string(), date: z.string(), bytes: z.int() })),
  marked: z.int(),
  total: z.int().describe('of any kind, ours and others'),
});
export type WaitingMails = z.output<typeof waitingMails>;

export const receivingRoutes = {
  'GET /api/receiving': {
    level: 'reader',
    needs: 'common',
    summary: 'How receiving stands: options, last reception, mail server, where the intranet is.',
    answer: reception,
  },
  'PUT /api/receiving/options': {
    level: 'administrator',
    needs: 'common',
    summary: 'Changes the two options of synchronisation; refused when the settings are no longer those that were shown.',
    body: z.object({ ...options.partial().shape, revision: z.string() }),
    answer: reception,
  },
  'POST /api/receiving/test': {
    level: 'administrator',
    needs: 'common',
    summary: 'Starts a task that tells what waits in the mailbox; nothing there is changed.',
    answer: taskView,
  },
  'POST /api/receiving': {
    level: 'administrator',
    needs: 'common',
    summary: 'Starts a task that receives, merges and answers, then publishes the intranet.',
    answer: taskView,
  },
  'POST /api/intranet': {
    level: 'administrator',
    needs: 'common',
    summary: 'Starts a task that writes the pages of the intranet.',
    body: z.object({ isEverything: z.boolean().default(false).describe('pages that did not change, too') }),
    answer: taskView,
  },
  ...sitesRoutes,
  ...preferencesRoutes,
} as const satisfies Routes;
