/** Assets in pages: searched, sorted, counted, exported; one of them whole; what people say of it. */
import { z } from 'zod';
import { assetView } from './asset-view.ts';
import { direction, pageOf, paging, shownColumns, siteRef } from './paging.ts';
import type { Routes } from './route.ts';

const assetOrder = z.enum([
  ...(['name', 'site', 'kind', 'os', 'manufacturer', 'model', 'serial', 'user'] as const),
  ...(['memoryMb', 'softwareCount', 'inventoryDate', 'firstSeen', 'lastSeen', 'biosDate'] as const),
]);

const choice = {
  question: z
    .string()
    .default('')
    .describe('as `malleposte search` takes it: `type:imprimante site:lyon -hp`, `firefox < 128`; `@name` for a saved one'),
  site: z.string().optional().describe('id of a site'),
  kind: z.string().optional().describe('computer, printer, network, phone, monitor, storage, unmanaged'),
  os: z.string().optional().describe('name of a system, exactly as the facets tell it'),
  missing: z.enum(['yes', 'no']).optional().describe('yes: only those that no file describes any more'),
  retired: z.enum(['hidden', 'shown']).default('hidden').describe('those that somebody took out of use'),
};

const order = {
  sort: assetOrder.default('name'),
  direction: direction.default('asc'),
};

export const assetRow = z.object({
  id: z.string(),
  name: z.string(),
  site: siteRef,
  kind: z.string(),
  form: z.string().describe('desktop, laptop, server, virtual…; empty when nothing tells'),
  os: z.string(),
  osVersion: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  serial: z.string(),
  user: z.string(),
  macs: z.array(z.string()),
  ips: z.array(z.string()),
  memoryMb: z.number().nullable(),
  softwareCount: z.int(),
  inventoryDate: z.string(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  biosDate: z.string(),
  missingSince: z.string().describe('empty while a file describes it'),
  retiredAt: z.string().describe('empty while in use'),
  matched: z.array(z.object({ field: z.string(), name: z.string(), value: z.string() })).describe('what the question found it by'),
});
export type AssetRow = z.output<typeof assetRow>;

const assetPage = pageOf(assetRow).extend({
  asSoftware: z.array(z.string()).describe('where nothing matches: names of software that the question may have meant'),
});

const count = z.object({ value: z.string(), name: z.string(), count: z.int() });

export const assetFacets = z.object({ site: z.array(count), kind: z.array(count), os: z.array(count) });
export type AssetFacets = z.output<typeof assetFacets>;

const text = z.string().max(2_000);
const fieldValue = z.object({ field: z.string(), value: text });

const assetEdit = z.object({
  set: z.array(fieldValue).max(50).default([]),
  clear: z.array(z.string()).max(50).default([]).describe('fields of which nobody says anything any more'),
  expected: z.array(fieldValue).max(50).default([]).describe('what was shown: another value meanwhile refuses the whole (field-changed)'),
  until: z
    .union([z.literal(''), z.iso.date()])
    .default('')
    .describe('what is set holds until this day; empty: for ever'),
  life: z.enum(['retire', 'reactivate']).optional(),
});

export const assetAsOf = z.object({
  asOf: z.string(),
  name: z.string(),
  site: siteRef,
  facts: assetView.shape.facts,
  inventoryDate: z.string(),
  software: z.array(z.object({ name: z.string(), version: z.string(), publisher: z.string() })),
});
export type AssetAsOf = z.output<typeof assetAsOf>;

const read = { level: 'reader', needs: 'common' } as const;

export const assetsRoutes = {
  'GET /api/assets': { ...read, summary: 'Assets in pages.', query: z.object({ ...choice, ...order, ...paging }), answer: assetPage },
  'GET /api/assets/facets': {
    ...read,
    summary: 'The values that most of the chosen assets have; each facet leaves its own filter out.',
    query: z.object(choice),
    answer: assetFacets,
  },
  'GET /api/assets.csv': {
    ...read,
    summary: 'The chosen assets as CSV.',
    query: z.object({ ...choice, ...order, columns: shownColumns }),
    answer: 'file',
  },
  'GET /api/assets.xlsx': {
    ...read,
    summary: 'The chosen assets as a spreadsheet.',
    query: z.object({ ...choice, ...order, columns: shownColumns }),
    answer: 'file',
  },
  'GET /api/assets/:id': { ...read, summary: 'One asset whole, by its id or that of any of its records.', answer: assetView },
  'PUT /api/assets/:id/manual': {
    level: 'administrator',
    needs: 'common',
    summary: 'What people say of an asset: fields of their own, corrections, whether it is in use. All of it or nothing.',
    body: assetEdit,
    answer: assetView,
  },
  'GET /api/assets/:id/raw': {
    level: 'administrator',
    needs: 'common',
    summary: 'The newest inventory file of an asset, byte for byte, with whatever secrets it has.',
    answer: 'file',
  },
  'GET /api/assets/:id/at': {
    ...read,
    summary: 'An asset as its reports told it at the end of a day.',
    query: z.object({ day: z.iso.date() }),
    answer: assetAsOf,
  },
} as const satisfies Routes;
