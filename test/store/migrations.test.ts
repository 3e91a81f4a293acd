/** A database of an earlier version of this program keeps what it knows, and learns what is new. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { common1 } from '../../src/store/migrations/common-1.ts';
import { common2 } from '../../src/store/migrations/common-2.ts';
import { common3 } from '../../src/store/migrations/common-3.ts';
import { journal1 } from '../../src/store/migrations/journal-1.ts';
import { journal2 } from '../../src/store/migrations/journal-2.ts';
import { outpost1 } from '../../src/store/migrations/outpost-1.ts';
import { register1 } from '../../src/store/migrations/register-1.ts';
import { openCommonStore, openOutpostStore, openRegister } from '../../src/store/open.ts';
import type { CommonSchema } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { times } from '../bench/draw.ts';
import { temporaryFolder } from './places.ts';
import { at } from './samples.ts';

const folder = temporaryFolder();

test('the sites of a register without rotation are there, with nothing rotated', async () => {
  const path = join(folder, 'register.db');
  const engine = openSqlite<{ site: { id: string; state: string; signingKey: string } }>({
    path,
    applicationId: 0x4d505267,
    isReadOnly: false,
  });
  await migrate({ ...engine, db: engine.db.$omitTables<never>() as never }, [register1]);
  await engine.db.insertInto('site').values({ id: 'lyon', state: 'admitted', signingKey: 'c2lnbmluZw' }).execute();
  await engine.close();
  const register = await openRegister(path);
  expect(await register.site('lyon')).toMatchObject({ state: 'admitted', previousSigningKey: '', rotatedAt: '', trusts: '', leftAt: '' });
  expect(await register.organisation()).toBeUndefined();
  await register.close();
});

test('an outpost without rotation goes on as it is', async () => {
  const path = join(folder, 'outpost.db');
  const engine = openSqlite<{ outpost: { number: number; site: string; state: string } }>({
    path,
    applicationId: 0x4d504f75,
    isReadOnly: false,
  });
  await migrate({ ...engine, db: engine.db.$omitTables<never>() as never }, [journal1, outpost1]);
  await engine.db.insertInto('outpost').values({ number: 1, site: 'lyon', state: 'admitted' }).execute();
  await engine.close();
  const store = await openOutpostStore(path);
  expect(await store.outpost()).toMatchObject({ site: 'lyon', state: 'admitted', rotatingTo: '', rotation: 0 });
  await store.close();
});

test('a dossier of before products has them with what was counted, and its old lines can be searched', async () => {
  const path = join(folder, 'dossier.db');
  const engine = openSqlite<CommonSchema>({ path, applicationId: 0x4d50436f, isReadOnly: false });
  await migrate({ ...engine, db: engine.db.$omitTables<never>() as never }, [journal1, common1, journal2, common2, common3]);
  const line = { at, direction: 'in', kind: 'DATA', messageId: 'm@x', outcome: 'done', bytes: 1, durationMs: 1 } as const;
  for (let from = 0; from < 6_000; from += 1_000)
    await engine.db
      .insertInto('trace')
      .values(times(1_000, (index) => ({ ...line, peer: 'Étage', reason: `refusé ${from + index}` })))
      .execute();
  const named = (id: number, name: string, version: string) => ({
    id,
    name,
    version,
    publisher: 'Éditeur',
    searchName: name.toLowerCase(),
  });
  const all = [named(1, 'A', '1'), named(2, 'A', '2'), named(3, 'B', '1'), named(4, 'Unused', '1')];
  for (const row of all) await engine.db.insertInto('software').values(row).execute();
  for (const [site, software, installations] of [
    ['lyon', 1, 5],
    ['lyon', 2, 1],
    ['nord', 2, 2],
    ['nord', 3, 1],
  ] as const)
    await engine.db.insertInto('siteSoftware').values({ site, software, installations }).execute();
  await engine.close();
  const store = await openCommonStore(path);
  const products = await store.listing.productPage({ order: 'name', direction: 'asc', limit: 9 });
  expect(products.rows).toEqual([
    { name: 'A', publisher: 'Éditeur', versions: 2, installations: 8, sites: 2 },
    { name: 'B', publisher: 'Éditeur', versions: 1, installations: 1, sites: 1 },
  ]);
  expect(await store.listing.productVersions({ name: 'A', publisher: 'Éditeur' })).toEqual([
    { version: '1', installations: 5, sites: 1 },
    { version: '2', installations: 3, sites: 2 },
  ]);
  expect(await store.tracePage({ text: 'refuse 59', newestFirst: true, limit: 5 })).toMatchObject({ total: 111 });
  expect(await store.tracePage({ text: 'ETAGE', newestFirst: true, limit: 5 })).toMatchObject({ total: 6_000 });
  await store.close();
});
