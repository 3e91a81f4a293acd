/** A database of an earlier version of this program keeps what it knows, and learns what is new. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { journal1 } from '../../src/store/migrations/journal-1.ts';
import { outpost1 } from '../../src/store/migrations/outpost-1.ts';
import { register1 } from '../../src/store/migrations/register-1.ts';
import { openOutpostStore, openRegister } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { temporaryFolder } from './places.ts';

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
