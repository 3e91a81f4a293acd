/** What every page shows: which installation this is, how it stands, who is looking. */
import { z } from 'zod';
import type { Routes } from './route.ts';

const versionAlert = z.object({ common: z.string(), ours: z.string(), since: z.string() });

export const status = z.object({
  version: z.string(),
  home: z.string(),
  role: z.enum(['common', 'distant']).nullable().describe('null: nothing is set up yet'),
  site: z.string(),
  name: z.string(),
  organisation: z.string(),
  language: z.enum(['fr', 'en']),
  timeZone: z.string(),
  dossier: z.string(),
  alert: versionAlert.nullable().describe('at a distant site: its version is not the common site’s'),
  /** How the mailbox answered lately. */
  connection: z.object({ lastOkAt: z.string(), failures: z.int(), failure: z.string() }),
  session: z.object({ role: z.enum(['administrator', 'reader']), by: z.string(), csrf: z.string() }).nullable(),
  isPasswordSet: z.boolean().describe('one can log in without a link'),
});
export type Status = z.output<typeof status>;

export const homeRoutes = {
  'GET /api/status': {
    level: 'public',
    needs: 'nothing',
    summary: 'Which installation this is; without a session only whether one may log in.',
    answer: status,
  },
} as const satisfies Routes;
