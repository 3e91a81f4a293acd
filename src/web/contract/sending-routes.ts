/** What a distant site sends: the key, the dossier folder, what is due, sending and its test. */
import { z } from 'zod';
import { everyDays, patternText, sectionName } from '../../settings/kinds.ts';
import type { Routes } from './route.ts';
import { taskView } from './task-routes.ts';

const texts = z.array(z.string());

/** Of a site's own choosing; where the common site imposes something else, that holds. */
const filters = { include: texts, exclude: texts, strip: texts };

const parcel = z.object({
  number: z.string().describe('epoch and number: 3.42'),
  mode: z.enum(['snapshot', 'delta']),
  files: z.int(),
  bytes: z.int(),
  volumes: z.int(),
  volumesThere: z.int().describe('volumes that the common site says it holds'),
  createdAt: z.string(),
  status: z.enum(['sent', 'applied', 'superseded', 'rejected', 'dropped']),
  detail: z.string().describe('why it was rejected or given up, in words'),
  tries: z.int().describe('how often it was posted'),
  resendAt: z.string().describe('when it goes again if nothing is heard; empty for never'),
});

export const sendingView = z.object({
  state: z.enum(['unjoined', 'waiting', 'admitted', 'left']),
  site: z.string(),
  organisation: z.string(),
  commonAddress: z.string().describe('address of the common site, as the key gave it; empty before'),
  words: z.string().describe('four words to compare with those at the common site; empty before the key was given'),
  joinedAt: z.string(),
  admittedAt: z.string(),
  settings: z.object({ dossier: z.string(), everyDays: z.int(), ...filters }).describe('as this site chose them'),
  revision: z.string().describe('of the settings that were read: given back when they are saved'),
  imposed: z
    .object({ everyDays: z.int(), include: texts, exclude: texts, strip: texts })
    .partial()
    .describe('what the common site’s preferences put in their place'),
  preferences: z.object({ version: z.int(), appliedAt: z.string() }).describe('those of the common site; version 0: none came'),
  lastSentAt: z.string().nullable(),
  nextDueAt: z.string().nullable(),
  freshness: z
    .enum(['never', 'due', 'awaiting', 'up-to-date'])
    .describe('`up-to-date` only when the common site has applied what was sent last; `awaiting`: sent, not yet acknowledged'),
  parcel: parcel.nullable().describe('the last one'),
  answer: z.string().describe('what the common site said last, in words'),
  lastContactAt: z.string(),
  alerts: z.array(z.object({ what: z.string(), remedy: z.string() })),
  isRotationPending: z.boolean().describe('new keys of this site are announced and not confirmed yet'),
  queued: z.int().describe('mails that wait to be posted'),
});

export const invitationView = z.object({
  site: z.string(),
  organisation: z.string(),
  commonAddress: z.string(),
  expires: z.string(),
  everyDays: z.number(),
  mailbox: z.string().describe('URL of the mailbox’s server that the key proposes; often empty'),
  outbox: z.string(),
});

const namedFile = z.object({ path: z.string(), reason: z.string(), explanation: z.string() });

/** The first files, and how many there are. */
const bounded = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), total: z.int() });

export const previewView = z.object({
  dossier: z.string(),
  bytes: z.int().describe('of the files, as they would travel'),
  files: bounded(z.object({ path: z.string(), bytes: z.int(), modified: z.string() })),
  leftOut: bounded(namedFile).describe('files that stay at home'),
  leftOutReasons: z.array(z.object({ explanation: z.string(), count: z.int() })).describe('the most frequent first'),
  unreadable: bounded(namedFile).describe('they travel along and are named'),
  due: z.string().describe('what the next run would do by itself, in words; empty before the site has joined'),
  isParcelDue: z.boolean(),
  parcel: z
    .object({
      mode: z.enum(['snapshot', 'delta']),
      files: z.int(),
      deleted: z.int(),
      bytes: z.int().describe('compressed and sealed, about'),
      volumes: z.int(),
      isTooLarge: z.boolean().describe('more volumes than a parcel may have'),
    })
    .nullable()
    .describe('null before the site has joined'),
});

export const folderView = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  roots: texts.describe('where browsing may begin: drives'),
  inventories: z.int().describe('files in this folder whose names are those of inventories'),
  folders: z.array(z.object({ name: z.string(), path: z.string(), inventories: z.int(), problem: z.string() })),
  total: z.int().describe('folders that there are, hidden ones left out; the first 500 are listed'),
  hidden: z.int(),
});

const few = (item: z.ZodType<string, string>) => z.array(item).max(200);

export const sendingRoutes = {
  'GET /api/sending': {
    level: 'reader',
    needs: 'distant',
    summary: 'How this distant site stands: enrolment, what was sent, what the common site made of it, what is due.',
    answer: sendingView,
  },
  'GET /api/sending/preview': {
    level: 'reader',
    needs: 'distant',
    summary: 'What would be sent now, what stays at home and why; asks no server and writes nothing.',
    answer: previewView,
  },
  'PUT /api/sending/settings': {
    level: 'administrator',
    needs: 'distant',
    summary: 'Changes what is sent, and how often.',
    body: z.object({
      dossier: z.string().min(1).max(4096),
      everyDays: everyDays(),
      include: few(patternText()),
      exclude: few(patternText()),
      strip: few(sectionName()),
      revision: z.string().describe('of the settings that the person saw'),
    }),
    answer: sendingView,
  },
  'GET /api/folders': {
    level: 'administrator',
    needs: 'nothing',
    summary: 'The folders in a folder of the machine on which the server runs, to choose the dossier; never what is in a file.',
    query: z.object({ path: z.string().max(4096).optional().describe('absolute; the account’s own folder when left out') }),
    answer: folderView,
  },
  'POST /api/sending/key': {
    level: 'administrator',
    needs: 'nothing',
    summary: 'What a multi-site key says; nothing is done with it.',
    body: z.object({ key: z.string().max(20_000) }),
    answer: invitationView,
  },
  'POST /api/sending/join': {
    level: 'administrator',
    needs: 'distant',
    summary: 'Joins the company by a multi-site key: a task.',
    body: z.object({ key: z.string().max(20_000) }),
    answer: taskView,
  },
  'POST /api/sending/test': {
    level: 'administrator',
    needs: 'distant',
    summary: 'Posts the test mail to the common site and to this one, and waits for the second to arrive: a task.',
    body: z.object({ waitSeconds: z.int().min(0).max(300).default(60) }),
    answer: taskView,
  },
  'POST /api/sending/send': {
    level: 'administrator',
    needs: 'distant',
    summary: 'Heeds the answers, then sends the dossier: a task. `recently-sent` when nothing is due and it was not confirmed.',
    body: z.object({
      isForced: z.boolean().default(true).describe('false: only what is due, as the scheduler does'),
      isConfirmed: z.boolean().default(false),
    }),
    answer: taskView,
  },
  'POST /api/sending/leave': {
    level: 'administrator',
    needs: 'distant',
    summary: 'Leaves the company: the common site is told, and nothing is sent any more. Only a new key brings the site back.',
    body: z.object({ site: z.string().describe('its id, typed by the person as a confirmation') }),
    answer: z.object({ summary: texts }),
  },
} as const satisfies Routes;

export type SendingView = z.output<typeof sendingView>;
export type PreviewView = z.output<typeof previewView>;
export type FolderView = z.output<typeof folderView>;
export type InvitationView = z.output<typeof invitationView>;
