/** The sites of a common site: how they stand, and who may send. */
import { z } from 'zod';
import type { Routes } from './route.ts';

const said = z.object({ text: z.string(), remedy: z.string().describe('what to do about it') });

const site = z.object({
  site: z.string(),
  name: z.string(),
  state: z.enum(['invited', 'pending', 'admitted', 'revoked', 'left']),
  freshness: z.enum(['never', 'fresh', 'late', 'silent']),
  address: z.string(),
  words: z.string().describe('to be compared with the agency before it is accepted'),
  files: z.int(),
  assets: z.int(),
  lastContactAt: z.string(),
  lastParcelAt: z.string(),
  version: z.string(),
  isOtherVersion: z.boolean().describe('than the common site runs'),
  preferencesVersion: z.int().describe('applied there; 0 for none'),
  invitedAt: z.string(),
  expires: z.string().describe('of the multi-site key, while it waits to be used'),
  leftAt: z.string(),
  isRotationPending: z.boolean().describe('the site has not confirmed the new key of the common site'),
  alerts: z.array(said),
});
export type SiteView = z.output<typeof site>;

const letter = z.object({ subject: z.string(), text: z.string() });

const invited = z.object({
  site: z.string(),
  key: z.string().describe('the multi-site key: shown now and never again'),
  expires: z.string(),
  letters: z.object({ fr: letter, en: letter }).describe('a mail to the agency with the key'),
});
export type Invited = z.output<typeof invited>;

const siteId = z.string().max(48);

export const sitesRoutes = {
  'GET /api/sites': {
    level: 'reader',
    needs: 'common',
    summary: 'Every site that was ever invited, and how it stands.',
    answer: z.object({
      sites: z.array(site),
      version: z.string().describe('of the common site'),
      preferencesVersion: z.int().describe('published; 0 for none'),
    }),
  },
  'POST /api/sites': {
    level: 'administrator',
    needs: 'common',
    summary:
      'Invites a site: makes its multi-site key, which is answered once. An earlier key of a site that waits or was revoked is void.',
    body: z.object({
      site: siteId.describe('lower-case letters, digits, dots and hyphens'),
      name: z.string().max(200).default(''),
      autoAccept: z.boolean().default(false).describe('admitted with its first mail, without comparing words'),
    }),
    answer: invited,
  },
  'POST /api/sites/:site/accept': {
    level: 'administrator',
    needs: 'common',
    summary: 'Admits a site that waits, when its words are those that were compared.',
    body: z.object({ words: z.string().max(200) }),
    answer: z.object({ site: z.string(), notices: z.array(z.string()) }),
  },
  'POST /api/sites/:site/revoke': {
    level: 'administrator',
    needs: 'common',
    summary: 'Dismisses a site: its mails are refused unopened from now on; what it sent stays.',
    answer: z.object({ site: z.string() }),
  },
} as const satisfies Routes;
