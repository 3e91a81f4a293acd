import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openCommonStore, openOutpostStore, openRegister } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { temporaryFolder } from './places.ts';
import { asset, commit, dossier, event, mail, progress, site } from './samples.ts';

const folder = temporaryFolder();
const place = (name: string): string => join(folder, name);

const openers = [
  ['a register', openRegister],
  ['a common store', openCommonStore],
  ['an outpost store', openOutpostStore],
] as const;

describe.each(openers)('opening %s', (name, open) => {
  const path = (suffix: string): string => place(`${name.replaceAll(' ', '-')}-${suffix}.db`);

  test('what was written is there after closing and opening again; closing twice does no harm', async () => {
    const first = await open(path('again'));
    if ('saveSite' in first) await first.saveSite(site('lyon'));
    else await first.trace([event('kept')]);
    await first.close();
    await first.close();
    const second = await open(path('again'));
    if ('saveSite' in second) expect(await second.sites()).toHaveLength(1);
    else expect(await second.traceList({ newestFirst: true, limit: 9 })).toHaveLength(1);
    await second.close();
  });

  test('its files are readable by their owner only', async () => {
    const store = await open(path('private'));
    if ('saveSite' in store) await store.saveSite(site('lyon'));
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(`${path('private')}${suffix}`).mode & 0o077).toBe(0);
    await store.close();
  });

  test.each([
    ['text', 'this is no database, '.repeat(400)],
    ['a few bytes', 'short'],
  ])('a file of %s is store-damaged and stays as it is', async (_, content) => {
    writeFileSync(path('garbage'), content);
    await expect(open(path('garbage'))).rejects.toMatchObject({ kind: 'store-damaged' });
    expect(readFileSync(path('garbage'), 'utf8')).toBe(content);
  });

  test('an empty file becomes a database', async () => {
    writeFileSync(path('empty'), '');
    await (await open(path('empty'))).close();
    await (await open(path('empty'))).close();
  });

  test('a database of a newer program is store-newer and stays as it is', async () => {
    await (await open(path('newer'))).close();
    const raw = new Database(path('newer'));
    raw.pragma('user_version = 99');
    raw.close();
    await expect(open(path('newer'))).rejects.toMatchObject({ kind: 'store-newer' });
    await expect(open(path('newer'), { isReadOnly: true })).rejects.toMatchObject({ kind: 'store-newer' });
  });

  test("another program's database is store-damaged and stays as it is", async () => {
    const raw = new Database(path('foreign'));
    raw.exec('create table theirs (id integer)');
    await expect(open(path('foreign'))).rejects.toMatchObject({ kind: 'store-damaged' });
    expect(raw.prepare('select count(*) as tables from sqlite_schema').get()).toEqual({ tables: 1 });
    raw.close();
  });

  test('reading only: nothing is created, nothing can be written', async () => {
    await expect(open(path('none'), { isReadOnly: true })).rejects.toMatchObject({ kind: 'store-failed' });
    expect(existsSync(path('none'))).toBe(false);
    await (await open(path('read'))).close();
    const reader = await open(path('read'), { isReadOnly: true });
    const written = 'saveSite' in reader ? reader.saveSite(site('lyon')) : reader.trace([event('x')]);
    await expect(written).rejects.toMatchObject({ kind: 'store-failed' });
    await reader.close();
  });

  test('a folder that does not exist is store-failed', async () => {
    await expect(open(place('no/such/folder.db'))).rejects.toMatchObject({ kind: 'store-failed' });
  });
});

test('one kind of store is not opened as another', async () => {
  await (await openRegister(place('kinds.db'))).close();
  await expect(openCommonStore(place('kinds.db'))).rejects.toMatchObject({ kind: 'store-damaged' });
});

test('a database that its owner opened to others keeps its rights', async () => {
  await (await openRegister(place('shared.db'))).close();
  chmodSync(place('shared.db'), 0o640);
  await (await openRegister(place('shared.db'))).close();
  expect(statSync(place('shared.db')).mode & 0o777).toBe(0o640);
});

test('commits are durable: write-ahead log, full synchronisation, our mark in the header', async () => {
  const engine = openSqlite({ path: place('durable.db'), applicationId: 1, isReadOnly: false });
  const pragma = async (name: string): Promise<unknown> =>
    Object.values((await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(engine.db)).rows[0] ?? {})[0];
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  expect(await pragma('busy_timeout')).toBe(5_000);
  await engine.close();
  const store = await openCommonStore(place('marked.db'));
  await store.close();
  expect(readFileSync(place('marked.db')).subarray(68, 72).toString()).toBe('MPCo');
});

test('tables are strict: a value of the wrong type is refused', async () => {
  await (await openCommonStore(place('strict.db'))).close();
  const raw = new Database(place('strict.db'));
  const tables = raw.prepare("select name, strict from pragma_table_list where type = 'table' and name not like 'sqlite_%'").all();
  expect(tables.length).toBeGreaterThan(10);
  expect(tables.filter((table) => (table as { strict: number }).strict !== 1)).toEqual([]);
  raw.close();
});

test('a full disk is store-full, nothing of the transaction stays, and the next one works', async () => {
  type Schema = { note: { text: string } };
  const engine = openSqlite<Schema>({ path: place('full.db'), applicationId: 1, isReadOnly: false });
  await sql`create table note (text text) strict`.execute(engine.db);
  await sql`pragma max_page_count = 10`.execute(engine.db);
  const fill = engine.db.transaction().execute(async (transaction) => {
    for (let page = 0; page < 20; page += 1)
      await transaction
        .insertInto('note')
        .values({ text: 'x'.repeat(4_000) })
        .execute();
  });
  await expect(fill).rejects.toMatchObject({ kind: 'store-full' });
  await engine.db.insertInto('note').values({ text: 'small' }).execute();
  expect(await engine.db.selectFrom('note').selectAll().execute()).toEqual([{ text: 'small' }]);
  await engine.close();
});

test('a database whose pages are overwritten is store-damaged when they are read', async () => {
  const store = await openCommonStore(place('overwritten.db'));
  await store.commit(commit('a', { progress: progress('lyon'), dossier: dossier([asset('lyon', 'PC-01')]), queue: [mail('m')] }));
  await store.close();
  const bytes = readFileSync(place('overwritten.db'));
  writeFileSync(place('overwritten.db'), bytes.fill(0x5a, 4_096 * 2));
  const damaged = openCommonStore(place('overwritten.db')).then((opened) => opened.assets({}));
  await expect(damaged).rejects.toMatchObject({ kind: 'store-damaged' });
});

test('a database that another process holds is store-busy once the wait is over', async () => {
  const engine = openSqlite({ path: place('busy.db'), applicationId: 1, isReadOnly: false });
  await sql`create table note (text text) strict`.execute(engine.db);
  await sql`pragma busy_timeout = 50`.execute(engine.db);
  const other = new Database(place('busy.db'));
  other.exec('begin immediate');
  const written = engine.db.transaction().execute((transaction) => sql`delete from note`.execute(transaction));
  await expect(written).rejects.toMatchObject({ kind: 'store-busy' });
  other.exec('rollback');
  other.close();
  await engine.close();
});
