/** What changed, in pages. */
import { z } from 'zod';
import { direction, pageOf, paging, shownColumns, siteRef } from './paging.ts';
import type { Routes } from './route.ts';

const choice = {
  kind: z.string().optional().describe('kinds of changes with commas between: renamed, memory, software-installed…'),
  site: z.string().optional().describe('id of a site'),
  asset: z.string().optional().describe('id of an asset'),
  since: z.iso.date().optional().describe('first day, where this installation stands'),
  until: z.iso.date().optional().describe('last day'),
  text: z.string().max(500).optional().describe('in the name of the asset or in what changed, in any case and without accents'),
  sort: z.enum(['date']).default('date'),
  direction: direction.default('desc'),
};

const changeRow = z.object({
  number: z.int(),
  date: z.string().describe('of the report that shows it; empty when nothing dates it'),
  at: z.string().describe('when it was learnt'),
  site: siteRef,
  asset: z.object({ id: z.string(), name: z.string() }),
  kind: z.string(),
  text: z.string().describe('in the language of whoever asks'),
});
export type ChangeRow = z.output<typeof changeRow>;

const read = { level: 'reader', needs: 'common' } as const;

export const changesRoutes = {
  'GET /api/changes': {
    ...read,
    summary: 'What changed, newest first, in pages.',
    query: z.object({ ...choice, ...paging }),
    answer: pageOf(changeRow),
  },
  'GET /api/changes.csv': {
    ...read,
    summary: 'The chosen changes as CSV.',
    query: z.object({ ...choice, columns: shownColumns }),
    answer: 'file',
  },
  'GET /api/changes.xlsx': {
    ...read,
    summary: 'The chosen changes as a spreadsheet.',
    query: z.object({ ...choice, columns: shownColumns }),
    answer: 'file',
  },
} as const satisfies Routes;
