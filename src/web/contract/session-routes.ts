/** Configuring the session: settings read, proposed, tested and saved; certificates; the first set-up; enrolment. */
import { z } from 'zod';
import type { Routes } from './route.ts';
import { invitationView } from './sending-routes.ts';
import { taskView } from './task-routes.ts';

export const settingField = z.object({
  key: z.string().describe('as in malleposte.yaml; `limits.maxEntries` for those of a group'),
  group: z.string().describe('which settings it stands among: site, mail, dossier, exchange, keeping, telling, limits, others'),
  type: z.string().describe('text, integer, boolean, list, map, URL, path, address…, or choices: `auto | fr | en`'),
  default: z.string().nullable().describe('null: it must be given'),
  least: z.number().nullable(),
  most: z.number().nullable(),
  unit: z.string(),
  help: z.string(),
  proposes: z.boolean().describe('GET /api/session/proposals has values for it'),
});
export type SettingField = z.output<typeof settingField>;

export const mailPlace = z.object({
  protocol: z.enum(['imap', 'pop3', 'smtp', 'maildir', 'memory']),
  security: z.enum(['tls', 'starttls', 'none']),
  host: z.string(),
  port: z.int(),
  user: z.string(),
  folder: z.string().describe('of IMAP; empty elsewhere'),
  path: z.string().describe('of a maildir; empty elsewhere'),
  auth: z.enum(['password', 'xoauth2']),
});
export type MailPlace = z.output<typeof mailPlace>;

export const draft = z.object({
  settings: z
    .record(z.string(), z.unknown())
    .describe('by key, those that change; the others stay as they are saved. null brings the default back'),
  passwords: z
    .object({ mailbox: z.string().max(2000).optional(), outbox: z.string().max(2000).optional() })
    .default({})
    .describe('never sent back; without them those stored serve'),
  tlsCa: z.string().max(200_000).optional().describe('a certificate authority in PEM; kept in the home as a file'),
});
export type Draft = z.output<typeof draft>;

const insisted = z.boolean().default(false).describe('save what no test has tried');

const draftChecked = z.object({
  problems: z.array(z.object({ path: z.string(), text: z.string() })).describe('what the schema says of it, field by field'),
  mailbox: mailPlace.nullable().describe('the URL read; null where it is none'),
  outbox: mailPlace.nullable(),
  needsTest: z.boolean().describe('its mail servers are not the saved ones, and no test of just these has succeeded'),
});
export type DraftChecked = z.output<typeof draftChecked>;

export const sessionSettings = z.object({
  revision: z.string().describe('of the settings file: whoever saves says which one was seen'),
  values: z.record(z.string(), z.unknown()).describe('every setting by key, defaults filled in'),
  mailbox: mailPlace.nullable(),
  outbox: mailPlace.nullable(),
  passwords: z.object({ mailbox: z.boolean(), outbox: z.boolean() }).describe('which are stored; they never come out'),
  passwordsGiven: z
    .object({ mailbox: z.boolean(), outbox: z.boolean() })
    .describe('which the environment of the server gives; these win over stored ones'),
});
export type SessionSettings = z.output<typeof sessionSettings>;

const proposalsQuery = z.object({
  field: z.string().max(100),
  role: z.enum(['common', 'distant']).optional(),
  address: z.string().max(400).optional(),
  site: z.string().max(400).optional(),
  name: z.string().max(400).optional(),
  organisation: z.string().max(400).optional(),
});

const multiSiteKey = z.object({ key: z.string().max(20_000).describe('the multi-site key as it was pasted') });

export const sessionRoutes = {
  'GET /api/session/fields': {
    level: 'reader',
    needs: 'nothing',
    summary: 'Every setting with its help, type and default, in the language asked for.',
    answer: z.array(settingField),
  },
  'GET /api/session/settings': {
    level: 'reader',
    needs: 'nothing',
    summary: 'The settings as they are saved; of passwords only whether they are stored.',
    answer: sessionSettings,
  },
  'PUT /api/session/settings': {
    level: 'administrator',
    needs: 'nothing',
    summary: 'Saves changed settings that were tested; refused as `settings-changed` when somebody else saved meanwhile.',
    body: draft.extend({ revision: z.string(), insist: insisted }),
    answer: z.object({ revision: z.string() }),
  },
  'GET /api/session/proposals': {
    level: 'administrator',
    needs: 'nothing',
    summary: 'Likely values of a setting, best first, from what is known of the site.',
    query: proposalsQuery,
    answer: z.object({ proposals: z.array(z.string()) }),
  },
  'POST /api/session/check': {
    level: 'administrator',
    needs: 'nothing',
    summary: 'Checks settings that are not saved yet; changes nothing.',
    body: draft,
    answer: draftChecked,
  },
  'POST /api/session/test': {
    level: 'administrator',
    needs: 'nothing',
    summary: 'Tries the mail servers of settings that are not saved yet, step by step; alters no mailbox.',
    body: draft,
    answer: taskView,
  },
  'POST /api/set-up/key': {
    level: 'administrator',
    needs: 'nothing',
    summary: 'What a multi-site key says; changes nothing.',
    body: multiSiteKey,
    answer: invitationView,
  },
  'POST /api/set-up/home': {
    level: 'administrator',
    needs: 'nothing',
    summary: 'Makes the home of this site from settings that were tested; with a multi-site key that of the key’s site.',
    body: draft.extend({ key: z.string().max(20_000).optional(), insist: insisted }),
    answer: z.object({ role: z.enum(['common', 'distant']), site: z.string() }),
  },
  'POST /api/set-up/join': {
    level: 'administrator',
    needs: 'distant',
    summary: 'Asks the head office to admit this site, by its multi-site key; the outcome holds the four words to compare.',
    body: multiSiteKey,
    answer: taskView,
  },
} as const satisfies Routes;
