/**
 * SQLite, by better-sqlite3: the only file that knows the engine. Opening, pragmas, statements, transactions, capabilities, and the
 * translation of its errors into StoreFailure. WAL with synchronous=FULL: what a commit has answered survives a power cut, and
 * others may read while we write. Transactions begin as writers, so that waiting happens at their start and nowhere else.
 */
import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import type { Capabilities, Engine } from './engine.ts';
import { StoreFailure } from './journal-port.ts';

export type SqlitePlace = {
  /** `:memory:` for a database that lives as long as its connection, and so does one that begins as these bytes of a file. */
  readonly path: string | Buffer;
  /** Four bytes in the file's header that say whose database this is. */
  readonly applicationId: number;
  readonly isReadOnly: boolean;
};

/** Throws StoreFailure: `store-damaged` for a file that is no database, `store-failed` when it cannot be opened. */
export function openSqlite<Schema>(place: SqlitePlace): Engine<Schema> {
  const raw = translated(() => openFile(place));
  const db = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => driverOf(raw),
      createIntrospector: (introspected) => new SqliteIntrospector(introspected),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return {
    db,
    capabilities: capabilitiesOf(place.applicationId),
    isReadOnly: place.isReadOnly,
    image: () => raw.serialize(),
    close: () => closeAll(db, raw),
  };
}

// ---------------------------------------------------------------- the file

const busyTimeoutMs = 5_000;
const checkpointPages = 4_000;
const keptWalBytes = 64_000_000;

function openFile(place: SqlitePlace): Database.Database {
  const isFile = typeof place.path === 'string' && place.path !== ':memory:';
  if (typeof place.path === 'string' && isFile && !place.isReadOnly) createPrivately(place.path);
  const raw = new Database(place.path, { timeout: busyTimeoutMs, readonly: place.isReadOnly, fileMustExist: isFile });
  try {
    prepareFile(raw, place.isReadOnly);
    return raw;
  } catch (error) {
    raw.close();
    throw error;
  }
}

/** SQLite gives -wal and -shm the rights of the database itself. */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw error;
  }
}

function prepareFile(raw: Database.Database, isReadOnly: boolean): void {
  if (isReadOnly) journalModeOf(raw);
  else switchToWal(raw);
  raw.pragma('synchronous = full');
  raw.pragma('foreign_keys = on');
  raw.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  raw.pragma(`journal_size_limit = ${keptWalBytes}`);
}

/** The first read tells whether this is a database at all, before anything is written to it. */
const journalModeOf = (raw: Database.Database): unknown => raw.pragma('journal_mode', { simple: true });

/** Another process may be opening the same new database: the switch answers BUSY at once then, whatever the timeout. */
function switchToWal(raw: Database.Database, triesLeft = 100): void {
  if (journalModeOf(raw) !== 'delete') return;
  try {
    raw.pragma('journal_mode = wal');
  } catch (error) {
    if (!codeOf(error).startsWith('SQLITE_BUSY') || triesLeft === 0) throw error;
    pause(20);
    switchToWal(raw, triesLeft - 1);
  }
}

/** Opening is synchronous in better-sqlite3, and so is waiting for it. */
const pause = (ms: number): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

async function closeAll(db: Pick<Kysely<unknown>, 'destroy'>, raw: Database.Database): Promise<void> {
  await db.destroy();
  // Kysely leaves a driver alone that was never used.
  raw.close();
}

// ---------------------------------------------------------------- statements and transactions

function driverOf(raw: Database.Database): Driver {
  const connection = connectionOf(raw);
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: async () => void translated(() => raw.exec('begin immediate')),
    commitTransaction: async () => void translated(() => raw.exec('commit')),
    // A full disk has rolled back already.
    rollbackTransaction: async () => void translated(() => raw.inTransaction && raw.exec('rollback')),
    releaseConnection: async () => undefined,
    destroy: async () => void raw.close(),
  };
}

function connectionOf(raw: Database.Database): DatabaseConnection {
  const prepare = preparingOnce(raw);
  return {
    executeQuery: async <Row>({ sql: text, parameters }: CompiledQuery) => translated(() => run<Row>(prepare(text), parameters)),
    streamQuery: () => {
      throw new Error('streaming is not offered: a stream would hold the only connection');
    },
  };
}

function run<Row>(statement: Database.Statement, parameters: readonly unknown[]): QueryResult<Row> {
  if (statement.reader) return { rows: statement.all(parameters) as Row[] };
  const { changes } = statement.run(parameters);
  return { rows: [], numAffectedRows: BigInt(changes) };
}

const maxPreparedStatements = 300;

/** Preparing costs more than running: each text is prepared once. */
function preparingOnce(raw: Database.Database): (text: string) => Database.Statement {
  const statements = new Map<string, Database.Statement>();
  return (text) => {
    const known = statements.get(text);
    if (known) return known;
    if (statements.size >= maxPreparedStatements) statements.clear();
    const statement = raw.prepare(text);
    statements.set(text, statement);
    return statement;
  };
}

// ---------------------------------------------------------------- capabilities

function capabilitiesOf(applicationId: number): Capabilities {
  return {
    types: { text: sql`text`, integer: sql`integer`, bytes: sql`blob` },
    noBytes: sql`x''`,
    identity: sql`integer primary key autoincrement`,
    tableEnd: sql`strict`,
    clusteredTableEnd: sql`strict, without rowid`,
    list: (json) => sql`(select "value" from json_each(${json}))`,
    rows: (json, columns) => {
      const cells = Object.keys(columns).map((name, index) => sql`"value" ->> ${sql.lit(index)} as ${sql.id(name)}`);
      return sql`(select "key" as "position", ${sql.join(cells)} from json_each(${json}))`;
    },
    indexWords: (db, table, columns) => indexWords(db, table, columns),
    withWords: (table, words) => {
      // Each word is quoted, as FTS5 wants what is no bare word; what a person types has no meaning in it.
      const phrase = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' + ');
      const index = sql.table(`${table}_words`);
      return sql`(select "rowid" from ${index} where ${index} match ${`${phrase} *`})`;
    },
    readVersion: (db) => readVersion(db, applicationId),
    writeVersion: async (db, version) => {
      await sql`pragma application_id = ${sql.lit(applicationId)}`.execute(db);
      await sql`pragma user_version = ${sql.lit(version)}`.execute(db);
    },
    findDamage: async (db) => {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(20)`.execute(db);
      return rows.map((row) => row.integrity_check).filter((finding) => finding !== 'ok');
    },
  };
}

/**
 * An FTS5 index beside the table, which triggers keep up: they need the old texts to take them out of the index. unicode61 parts words
 * at whatever is neither letter nor digit.
 */
async function indexWords(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  const index = `${table}_words`;
  const names = sql.join(columns.map((column) => sql.id(column)));
  const of = (row: 'new' | 'old') => sql.join(['number', ...columns].map((column) => sql`${sql.raw(row)}.${sql.id(column)}`));
  const add = sql`insert into ${sql.id(index)} ("rowid", ${names}) values (${of('new')});`;
  const take = sql`insert into ${sql.id(index)} (${sql.id(index)}, "rowid", ${names}) values ('delete', ${of('old')});`;
  const options = `content=${table}, content_rowid=number, prefix='2 3', tokenize="unicode61 remove_diacritics 2"`;
  await sql`create virtual table ${sql.id(index)} using fts5 (${names}, ${sql.raw(options)})`.execute(db);
  const trigger = (name: string, event: string, body: RawBuilder<unknown>) =>
    sql`create trigger ${sql.id(`${index}_${name}`)} after ${sql.raw(event)} on ${sql.id(table)} begin ${body} end`.execute(db);
  await trigger('added', 'insert', add);
  await trigger('taken', 'delete', take);
  await trigger('altered', 'update', sql`${take} ${add}`);
}

async function readVersion(db: Kysely<unknown>, applicationId: number): Promise<number> {
  const { rows } = await sql<{ owner: number; version: number; tables: number }>`
    select (select application_id from pragma_application_id) as owner,
      (select user_version from pragma_user_version) as version,
      (select count(*) from sqlite_schema) as tables`.execute(db);
  const header = rows[0] ?? { owner: 0, version: 0, tables: 0 };
  const isNew = header.owner === 0 && header.version === 0 && header.tables === 0;
  if (isNew || header.owner === applicationId) return header.version;
  throw new StoreFailure('store-damaged', `not a database of this kind (application_id ${header.owner})`);
}

// ---------------------------------------------------------------- errors

const kindsOfErrors: readonly (readonly [RegExp, StoreFailure['kind']])[] = [
  [/^SQLITE_(FULL|IOERR_SHMSIZE)$|^ENOSPC$|^EDQUOT$/, 'store-full'],
  [/^SQLITE_(NOTADB|CORRUPT|FORMAT)/, 'store-damaged'],
  [/^SQLITE_(BUSY|LOCKED)/, 'store-busy'],
  [/^SQLITE_|^E[A-Z]+$/, 'store-failed'],
];

/** Errors of the engine and of the file system become StoreFailure; others are bugs and pass. */
function translated<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    const code = codeOf(error);
    const kind = kindsOfErrors.find(([pattern]) => pattern.test(code))?.[1];
    if (!kind || !(error instanceof Error)) throw error;
    throw new StoreFailure(kind, `${code}: ${error.message}`, { cause: error });
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
