/** How the company stands: sites, alerts, exchanges over time, charts. */
import { z } from 'zod';
import { figure } from './figure.ts';
import type { Routes } from './route.ts';

const named = z.object({ id: z.string(), name: z.string() });

const siteCard = named.extend({
  freshness: z.enum(['fresh', 'late', 'silent', 'never']),
  freshnessWord: z.string(),
  lastContactAt: z.string().describe('empty: never, or a site that sends no mail'),
  lastParcelAt: z.string(),
  assets: z.int(),
  files: z.int(),
  version: z.string().describe('of Malleposte there; empty when not known'),
  isOtherVersion: z.boolean().describe('not the version of this site'),
  isMailing: z.boolean().describe('false: known by imported files only, or this site itself'),
});
export type SiteCard = z.output<typeof siteCard>;

const changeLine = z.object({ date: z.string(), text: z.string(), asset: named, site: named });
export type ChangeLine = z.output<typeof changeLine>;

const overview = z.object({
  sites: z.array(siteCard).describe('by name'),
  counts: z.object({ sites: z.int(), assets: z.int(), software: z.int(), changesThisWeek: z.int(), doubles: z.int() }),
  recentChanges: z.array(changeLine).describe('newest first'),
});
export type Overview = z.output<typeof overview>;

/** Where a person acts; the pages have a button's words for each. */
const alertPlaces = [
  'exchanges',
  'receiving',
  'sending',
  'session',
  'quarantine',
  'doubles',
  'key-software',
  'lifecycle',
  'asset',
] as const;

const alert = z.object({
  kind: z.string(),
  tone: z.enum(['bad', 'notice']),
  what: z.string(),
  remedy: z.string(),
  place: z.enum(alertPlaces),
  page: z.string().describe('address of the page where one acts'),
});
export type OverviewAlert = z.output<typeof alert>;

const timelineCount = z.object({
  day: z.string().describe('YYYY-MM-DD in the time zone of the installation'),
  direction: z.enum(['in', 'out', 'local']),
  outcome: z.enum(['done', 'ignored', 'refused', 'quarantined', 'deferred', 'failed', 'alert']),
  count: z.int(),
});
export type TimelineCount = z.output<typeof timelineCount>;

const timeline = z.object({
  days: z.array(z.string()).describe('every day, oldest first, also those without a line'),
  counts: z.array(timelineCount).describe('lines of the trace; nothing for what did not happen'),
});
export type Timeline = z.output<typeof timeline>;

const standing = z.object({
  state: z.enum(['unjoined', 'waiting', 'admitted', 'left']),
  stateWord: z.string(),
  mark: z
    .enum(['up-to-date', 'waiting', 'to-do', 'none'])
    .describe('up to date, sent and not acknowledged, to be sent; none before enrolment and after leaving'),
  sending: z.string().describe('when it was sent last and how it stands, in words'),
  lastSentAt: z.string(),
  nextDueAt: z.string(),
  isDue: z.boolean(),
  lastContactAt: z.string(),
  receipt: z.string().describe('what the common site said last, in words'),
  preferencesVersion: z.int().describe('0: none received'),
  queued: z.int(),
  alerts: z.array(alert),
});
export type Standing = z.output<typeof standing>;

export const overviewRoutes = {
  'GET /api/overview': {
    level: 'reader',
    needs: 'common',
    summary: 'The sites with their freshness, what there is of everything, what changed last.',
    answer: overview,
  },
  'GET /api/overview/alerts': {
    level: 'reader',
    needs: 'common',
    summary: 'What needs a person, most urgent first, each with what to do and where. Kept for a minute; longer where reading takes long.',
    answer: z.array(alert),
  },
  'GET /api/overview/figures': {
    level: 'reader',
    needs: 'common',
    summary: 'The figures of the company, as the intranet draws them. Kept for a minute; longer where reading takes long.',
    answer: z.array(figure),
  },
  'GET /api/overview/timeline': {
    level: 'reader',
    needs: 'home',
    summary: 'Lines of the trace by day, direction and outcome.',
    query: z.object({ days: z.coerce.number().int().min(1).max(92).default(14).describe('so many, today included') }),
    answer: timeline,
  },
  'GET /api/overview/standing': {
    level: 'reader',
    needs: 'distant',
    summary: 'How this distant site stands: what was sent, what was acknowledged, what is due, what needs a person.',
    answer: standing,
  },
} as const satisfies Routes;
