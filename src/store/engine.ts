/**
 * What a store needs of a database engine beyond Kysely. The differences between engines are named capabilities, never a question
 * about the engine's name: sqlite.ts has them for SQLite, a postgres.ts would have them for PostgreSQL.
 */
import type { Expression, Kysely, RawBuilder } from 'kysely';

export type Engine<Schema> = {
  readonly db: Kysely<Schema>;
  readonly capabilities: Capabilities;
  /** A database opened for reading only is neither created nor migrated. */
  readonly isReadOnly: boolean;
  /** All that is committed, as the bytes of a database file. */
  image(): Buffer;
  close(): Promise<void>;
};

/** The two types that lists bound as one parameter may hold. */
export type ScalarKind = 'text' | 'integer';

export type Capabilities = {
  /** Column types, and what stands at the end of a table: checked types; and rows kept in the order of the key. */
  readonly types: { readonly text: RawBuilder<unknown>; readonly integer: RawBuilder<unknown>; readonly bytes: RawBuilder<unknown> };
  readonly noBytes: RawBuilder<unknown>;
  readonly identity: RawBuilder<unknown>;
  readonly tableEnd: RawBuilder<unknown>;
  readonly clusteredTableEnd: RawBuilder<unknown>;
  /** A JSON array of scalars, bound as one parameter, as the right side of `in`. */
  list<V>(json: Expression<string>, kind: ScalarKind): RawBuilder<V>;
  /** A JSON array of arrays, bound as one parameter, as a table: `columns` in order, and `position` from 0. */
  rows<Row>(json: Expression<string>, columns: { readonly [K in keyof Row]: ScalarKind }): RawBuilder<Row & { readonly position: number }>;
  /** Has the engine keep an index of the words in these columns, which hold folded text; rows are known by their column `number`. */
  indexWords(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void>;
  /** The numbers of the rows of such a table that have these words in this order, the last one begun at least; as right side of `in`. */
  withWords(table: string, words: readonly string[]): RawBuilder<number>;
  /** How many migrations this database has seen; 0 for a new one. Throws `store-damaged` when it is not one of ours. */
  readVersion(db: Kysely<unknown>): Promise<number>;
  writeVersion(db: Kysely<unknown>, version: number): Promise<void>;
  /** What the engine finds wrong with its own files, in its words; [] when nothing. */
  findDamage(db: Kysely<unknown>): Promise<readonly string[]>;
};
