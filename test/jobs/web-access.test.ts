/** What changes of access leave in the trace, on a real store and a real file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type AccessDesk,
  createWebToken,
  noteWebAccess,
  removeWebPassword,
  revokeWebToken,
  setWebPassword,
} from '../../src/jobs/web-access.ts';
import { openAccess } from '../../src/keys/access.ts';
import { openOutpostStore } from '../../src/store/open.ts';
import type { OutpostStore } from '../../src/store/port.ts';

let home: string;
let store: OutpostStore;
let desk: AccessDesk;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'malleposte-access-'));
  store = await openOutpostStore(':memory:');
  const now = (): Date => new Date('2026-11-22T20:00:00Z');
  desk = { installed: { now, store }, access: openAccess(home, { now, cost: 2 }), by: 'Camille Roux' };
});
afterEach(async () => {
  await store.close();
  await rm(home, { recursive: true, force: true });
});

const reasons = async (): Promise<readonly string[]> =>
  (await store.traceList({ newestFirst: false, limit: 100 })).map(({ kind, direction, outcome, reason }) =>
    [kind, direction, outcome, reason].join(' '),
  );

test('each change is a line of the trace: who did what, and no secret', async () => {
  expect(await setWebPassword(desk, { role: 'reader', password: 'correct cheval pile' })).toEqual({ ok: true, value: undefined });
  expect(await removeWebPassword(desk, 'reader')).toEqual({ ok: true, value: true });
  const made = await createWebToken(desk, { name: 'wiki', scope: 'act', days: 3 });
  if (!made.ok) throw new Error(made.error.kind);
  expect(await revokeWebToken(desk, made.value.id)).toMatchObject({ ok: true, value: { name: 'wiki' } });
  await noteWebAccess({ ...desk, by: '192.0.2.7' }, { reason: 'login-refused role=reader', outcome: 'refused' });
  await noteWebAccess({ ...desk, by: '' }, { reason: 'logged-in' });
  expect(await reasons()).toEqual([
    'access local done password-set role=reader by=Camille_Roux',
    'access local done password-removed role=reader by=Camille_Roux',
    'access local done token-created name=wiki scope=act by=Camille_Roux',
    'access local done token-revoked name=wiki by=Camille_Roux',
    'access local refused login-refused role=reader by=192.0.2.7',
    'access local done logged-in',
  ]);
});

test('what changes nothing leaves no line', async () => {
  expect(await setWebPassword(desk, { role: 'reader', password: 'short' })).toMatchObject({ ok: false });
  expect(await removeWebPassword(desk, 'reader')).toEqual({ ok: true, value: false });
  expect(await createWebToken(desk, { name: 'two words', scope: 'act' })).toMatchObject({ ok: false });
  expect(await revokeWebToken(desk, '0123456789ab')).toMatchObject({ ok: false });
  expect(await reasons()).toEqual([]);
});
