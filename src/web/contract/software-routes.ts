/** Software in pages, and its versions. */
import { z } from 'zod';
import { direction, pageOf, paging, shownColumns } from './paging.ts';
import type { Routes } from './route.ts';

const choice = {
  text: z.string().max(500).optional().describe('in the name or the publisher, in any case and without accents'),
  site: z.string().optional().describe('id of a site: only what it has, counted there'),
};

const order = {
  sort: z.enum(['name', 'publisher', 'installations', 'sites']).default('name'),
  direction: direction.default('asc'),
};

const product = z.object({
  name: z.string(),
  publisher: z.string(),
  versions: z.int(),
  installations: z.int().describe('an asset with two versions has two'),
  sites: z.int(),
});
export type Product = z.output<typeof product>;

const versions = z.array(z.object({ version: z.string(), installations: z.int(), sites: z.int() }));
export type Versions = z.output<typeof versions>;

const read = { level: 'reader', needs: 'common' } as const;

export const softwareRoutes = {
  'GET /api/software': {
    ...read,
    summary: 'Products, whatever their version, in pages.',
    query: z.object({ ...choice, ...order, ...paging }),
    answer: pageOf(product).extend({ uncounted: z.int().describe('sites whose last changes are not counted yet: ask again') }),
  },
  'GET /api/software/versions': {
    ...read,
    summary: 'The versions of one product, the most frequent first.',
    query: z.object({ name: z.string(), publisher: z.string().default(''), site: z.string().optional() }),
    answer: versions,
  },
  'GET /api/software.csv': {
    ...read,
    summary: 'The chosen products as CSV.',
    query: z.object({ ...choice, ...order, columns: shownColumns }),
    answer: 'file',
  },
  'GET /api/software.xlsx': {
    ...read,
    summary: 'The chosen products as a spreadsheet.',
    query: z.object({ ...choice, ...order, columns: shownColumns }),
    answer: 'file',
  },
} as const satisfies Routes;
