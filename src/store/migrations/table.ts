/**
 * How the migrations write a table: every column has a checked type and is NOT NULL with a default. Frozen like the migrations
 * themselves: what it made once it makes for ever.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Capabilities } from '../engine.ts';
import type { MigrationTarget } from '../migrate.ts';

/** `integer or null` only where absence is a fact of its own; `identity` numbers rows and never uses a number twice. */
export type ColumnKind = 'text' | 'integer' | 'integer or null' | 'bytes' | 'identity';

export type TableShape = {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** The primary key, where there is no identity. */
  readonly key?: readonly string[];
  /** Rows kept in the order of the key: for narrow rows that are read by key or by its beginning. */
  readonly isClustered?: boolean;
  readonly unique?: readonly (readonly string[])[];
  readonly indexes?: readonly (readonly string[])[];
};

export async function createTable({ db, capabilities }: MigrationTarget, shape: TableShape): Promise<void> {
  const lines = [...columnsOf(shape, capabilities), ...constraintsOf(shape)];
  const end = shape.isClustered ? capabilities.clusteredTableEnd : capabilities.tableEnd;
  await sql`create table ${sql.table(shape.name)} (${sql.join(lines)}) ${end}`.execute(db);
  for (const columns of shape.indexes ?? []) {
    await sql`create index ${sql.id([shape.name, ...columns].join('_'))} on ${sql.table(shape.name)} (${names(columns)})`.execute(db);
  }
}

const names = (columns: readonly string[]): RawBuilder<unknown> => sql.join(columns.map((column) => sql.id(column)));

const columnsOf = (shape: TableShape, capabilities: Capabilities): readonly RawBuilder<unknown>[] =>
  Object.entries(shape.columns).map(([name, kind]) => sql`${sql.id(name)} ${definitionOf(kind, capabilities)}`);

function definitionOf(kind: ColumnKind, { types, identity, noBytes }: Capabilities): RawBuilder<unknown> {
  if (kind === 'identity') return identity;
  if (kind === 'integer or null') return types.integer;
  if (kind === 'bytes') return sql`${types.bytes} not null default ${noBytes}`;
  if (kind === 'integer') return sql`${types.integer} not null default 0`;
  return sql`${types.text} not null default ''`;
}

function constraintsOf(shape: TableShape): readonly RawBuilder<unknown>[] {
  const key = shape.key ? [sql`primary key (${names(shape.key)})`] : [];
  const unique = (shape.unique ?? []).map((columns) => sql`unique (${names(columns)})`);
  return [...key, ...unique];
}

/** Adds columns to a table that has rows: each begins with its kind's default. */
export async function addColumns(
  { db, capabilities }: MigrationTarget,
  table: string,
  columns: Readonly<Record<string, ColumnKind>>,
): Promise<void> {
  for (const [name, kind] of Object.entries(columns)) {
    await sql`alter table ${sql.table(table)} add column ${sql.id(name)} ${definitionOf(kind, capabilities)}`.execute(db);
  }
}
