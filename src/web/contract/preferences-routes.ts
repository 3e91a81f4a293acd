/** The editor of the preferences that the common site propagates. */
import { z } from 'zod';
import type { Routes } from './route.ts';

const said = z.object({ path: z.string().describe('`keySoftware.2`: the third entry; empty for the whole'), text: z.string() });

const text = z.string().max(300_000);
const list = z.array(z.string().max(2000)).max(1000).nullable();

const fields = z
  .object({ period: z.number().nullable(), keySoftware: list, include: list, exclude: list, strip: list })
  .describe('null: left to each site');
export type PreferenceForm = z.output<typeof fields>;

const reading = z.object({
  entry: z.string(),
  name: z.string(),
  isForbidden: z.boolean(),
  operator: z.enum(['<', '<=', '>', '>=', '=']).nullable(),
  version: z.string(),
  licences: z.int().nullable().describe('null: not counted'),
  isDoubtful: z.boolean().describe('it holds an operator, or a number of licences, and is read as a mere name'),
});
export type KeySoftwareReading = z.output<typeof reading>;

const preview = z.object({
  text: z.string().describe('of preferences.yaml as it would be saved'),
  fields: fields.nullable().describe('null while the text has problems'),
  problems: z.array(said),
  keySoftware: z.array(reading),
  isChanged: z.boolean(),
  version: z.int().describe('that these preferences have, or would have, at the sites'),
  differences: z.array(z.object({ change: z.enum(['same', 'added', 'removed']), text: z.string() })),
});
export type PreferencesPreview = z.output<typeof preview>;

const preferences = z.object({
  text: z.string(),
  revision: z.string().describe('of all files: goes back with a change'),
  folder: z.array(said).describe('why the folder does not travel as it is'),
  others: z.array(z.object({ path: z.string(), content: z.string() })).describe('files that travel along and are not edited here'),
  published: z.object({ version: z.int(), at: z.string() }),
  isPublished: z.boolean().describe('false: somebody changed a file by hand, the next reception notes a new version'),
  isPropagated: z.boolean().describe('the option of synchronisation'),
  preview,
});
export type PreferencesView = z.output<typeof preferences>;

export const preferencesRoutes = {
  'GET /api/preferences': {
    level: 'reader',
    needs: 'common',
    summary: 'The preferences as they stand: their text, their fields, which version the sites get.',
    answer: preferences,
  },
  'POST /api/preferences/preview': {
    level: 'reader',
    needs: 'common',
    summary: 'What a draft would change; fields, when given, are laid over the text. Writes nothing.',
    body: z.object({ text, fields: fields.optional() }),
    answer: preview,
  },
  'PUT /api/preferences': {
    level: 'administrator',
    needs: 'common',
    summary: 'Saves preferences.yaml; refused when a file is no longer the one that was shown.',
    body: z.object({ text, revision: z.string() }),
    answer: z.object({ version: z.int(), isChanged: z.boolean() }),
  },
} as const satisfies Routes;
