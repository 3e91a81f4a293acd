/** Every way out of a core room that we know is shown to the check; and what looks like one but is pure must pass. */
import { describe, expect, it } from 'vitest';
import { purity } from './purity.ts';
import { findingsOf, type Tree } from './samples.ts';

/** A file of a core room: a header of one line, then these. */
const inCore = (...lines: readonly string[]): Tree => ({ 'src/exchange/a.ts': ['/** What sites say. */', ...lines, ''].join('\n') });

const impure: readonly (readonly [code: string, reason: RegExp])[] = [
  ['export const a = Date.now();', /no clock/],
  ['export const a = new Date();', /no clock/],
  ['export const a = new Date;', /no clock/],
  ['export const a = new Date(2026, 1);', /time zone/],
  ['export const a = (date: Date) => date.getHours();', /time zone/],
  ['export const clock = { Date };', /taken as a value/],
  ['export const a = Math.random();', /no randomness/],
  ['export const { random } = Math;', /taken as a value/],
  ['export const a = performance.now();', /no clock/],
  ['export const a = process.pid;', /main.ts/],
  ['export const a = globalThis.process;', /language itself/],
  ['setTimeout(() => 1, 5);', /no clock/],
  ['setInterval(() => 1, 5);', /no clock/],
  ["export const a = fetch('a');", /no network/],
  ['export const a = crypto.randomUUID();', /no randomness/],
  ["import { randomBytes } from 'node:crypto';", /randomBytes/],
  ["import { randomUUID as createHash } from 'node:crypto';", /randomUUID/],
  ["import * as crypto from 'node:crypto';", /node:crypto \*/],
  ["import { generateKeyPairSync, createHash } from 'node:crypto';", /generateKeyPairSync/],
  ["import { readFileSync } from 'node:fs';", /reaches outside/],
  ["export const a = import('fs/promises');", /reaches outside/],
  ["import { DateTime } from 'luxon'; export const a = DateTime.now();", /no clock/],
  ["import { DateTime as D } from 'luxon'; export const a = D.local();", /no clock/],
  ["import { DateTime } from 'luxon'; export const a = DateTime.utc();", /no clock/],
  ["import { DateTime } from 'luxon'; export const a = DateTime.fromISO('2026-11-22');", /time zone/],
  ["import { DateTime } from 'luxon'; export const a = DateTime.fromFormat('1', 'd', {});", /time zone/],
  ["export const a = ['b'].sort((x, y) => x.localeCompare(y));", /locale/],
  ['export const a = import.meta.url;', /on the disk/],
  ["console.log('a');", /prints nothing/],
];

const pure: readonly string[] = [
  'export const a = (date: Date) => new Date(date.getTime() + 1).toISOString();',
  'export const a = Date.UTC(2026, 1) + Date.parse("2026-11-22");',
  'export const a = (b: unknown) => b instanceof Date;',
  'export const a = Math.max(1, 2);',
  "import { createHash, hash } from 'node:crypto'; export const a = [createHash, hash];",
  "import type { Socket } from 'node:net'; export type A = Socket;",
  "import { DateTime } from 'luxon'; export const a = DateTime.fromISO('2026-11-22', { zone: 'utc' });",
  'export const a = (process: { pid: number }) => process.pid;',
  'type Step = { process: string }; export const a = (step: Step) => step.process;',
];

describe('purity', () => {
  it.each(impure)('reports in a core room: %s', async (code, reason) => {
    const found = await findingsOf(purity, inCore('', code));
    expect(found).toEqual([expect.stringMatching(reason)]);
    expect(found[0]).toMatch(/^src\/exchange\/a\.ts:3 /);
  });

  it.each(pure)('lets stand in a core room: %s', async (code) => {
    expect(await findingsOf(purity, inCore(code))).toEqual([]);
  });

  it('leaves adapters alone', async () => {
    expect(await findingsOf(purity, { 'src/disk/a.ts': 'export const a = Date.now();\n' })).toEqual([]);
  });
});
