/** One asset whole, as its page shows it. Sentences are in the language of whoever asks; dates are ISO 8601, empty for unknown. */
import { z } from 'zod';
import { siteRef } from './paging.ts';

const software = z.object({ name: z.string(), version: z.string(), publisher: z.string() });

/** Which file says it, and of when. */
const origin = z.object({ site: siteRef, path: z.string(), date: z.string() });

const assetFacts = z.object({
  deviceId: z.string(),
  uuid: z.string(),
  os: z.string(),
  osVersion: z.string(),
  osInstalledOn: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  serial: z.string(),
  biosDate: z.string(),
  cpu: z.string(),
  memoryMb: z.number().nullable(),
  disks: z.array(z.object({ name: z.string(), sizeMb: z.number() })),
  macs: z.array(z.string()),
  ips: z.array(z.string()),
  user: z.string(),
});

const manualField = z.object({
  field: z.string(),
  group: z
    .enum(['own', 'settings', 'correction'])
    .describe('a field of our own, one that the settings declare, or a reported one that may be corrected'),
  value: z.string().describe('as shown; empty when nobody says it'),
  reported: z.string().describe('what reports say where somebody corrected it'),
  isSaid: z.boolean().describe('a person said it'),
  by: z.string(),
  at: z.string(),
  until: z.string(),
  conflict: z.string().describe('another value that was said before two assets were found to be one'),
});

const section = z.object({
  name: z.string(),
  title: z.string(),
  origin: origin.nullable(),
  isOlder: z.boolean().describe('the newest report did not have it, or had it empty'),
  records: z.array(z.record(z.string(), z.string())),
});

const recordRef = z.object({ site: siteRef, deviceId: z.string() });

export const assetView = z.object({
  id: z.string(),
  name: z.string(),
  site: siteRef,
  kind: z.string(),
  form: z.string(),
  inventoryDate: z.string(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  missingSince: z.string(),
  claimedSince: z.string().describe('since when two sites claim it'),
  retiredAt: z.string(),
  facts: assetFacts.extend({ domain: z.string(), agent: z.string() }).partial({ domain: true, agent: true }),
  fields: z.array(manualField),
  sections: z.array(section),
  software: z.array(software).nullable().describe('null: no report ever had a list'),
  softwareOrigin: origin.nullable(),
  isSoftwareOlder: z.boolean(),
  changes: z.array(z.object({ date: z.string(), site: siteRef, kind: z.string(), text: z.string() })).describe('newest first, at most 200'),
  residences: z.array(z.object({ site: siteRef, since: z.string() })).describe('oldest first'),
  reasons: z
    .array(z.object({ text: z.string(), a: recordRef, b: recordRef, evidence: z.array(z.object({ name: z.string(), value: z.string() })) }))
    .describe('why reports of several origins are one asset'),
  doubles: z.array(
    z.object({
      other: z.object({ id: z.string(), name: z.string(), site: siteRef }),
      text: z.string(),
      agreeing: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
  sources: z.array(origin).describe('files that describe it now'),
  reports: z.array(origin.extend({ sha256: z.string(), bytes: z.int() })).describe('all that is kept, newest first, at most 200'),
  endOfLife: z.array(z.object({ product: z.string(), ends: z.string(), state: z.string(), stateName: z.string() })),
  keySoftware: z.array(
    z.object({ name: z.string(), verdict: z.string(), verdictName: z.string(), expected: z.string(), found: z.string() }),
  ),
});
export type AssetView = z.output<typeof assetView>;
