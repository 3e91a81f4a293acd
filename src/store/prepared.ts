/**
 * Queries built and compiled once and run many times: Kysely's builder costs more than SQLite's work for a small statement.
 * A slot stands in the query where a value will be bound.
 */
import { type Compilable, type CompiledQuery, type Kysely, type QueryResult, type RawBuilder, sql } from 'kysely';

/** A database or a transaction. */
export type Executor = Pick<Kysely<unknown>, 'executeQuery'>;

/** Where a commit writes, for whom and when. */
export type Target = { readonly on: Executor; readonly site: string; readonly at: string };

export type Slot<Values> = <K extends keyof Values & string>(name: K) => RawBuilder<Values[K]>;

export type Prepared<Values, Row> = (on: Executor, values: Values) => Promise<QueryResult<Row>>;

const slotName = Symbol('slot');
type Placeholder = { readonly [slotName]: string };

/** `prepared<{ site: string }>()((slot) => db.selectFrom(…).where('site', '=', slot('site')))`. */
export const prepared =
  <Values extends object>() =>
  <Row>(build: (slot: Slot<Values>) => Compilable<Row>): Prepared<Values, Row> => {
    const compiled = build((name) => sql`${placeholder(name)}`).compile();
    return (on, values) => on.executeQuery(bound(compiled, values)) as Promise<QueryResult<Row>>;
  };

const placeholder = (name: string): Placeholder => ({ [slotName]: name });

const isPlaceholder = (parameter: unknown): parameter is Placeholder =>
  typeof parameter === 'object' && parameter !== null && slotName in parameter;

const bound = (compiled: CompiledQuery, values: object): CompiledQuery => ({
  ...compiled,
  parameters: compiled.parameters.map((parameter) => (isPlaceholder(parameter) ? Reflect.get(values, parameter[slotName]) : parameter)),
});

/** A slot for each of these columns, as `values` of an insert. */
export const slotsOf = <Values extends object>(slot: Slot<Values>, columns: readonly (keyof Values & string)[]) =>
  Object.fromEntries(columns.map((column) => [column, slot(column)])) as { readonly [K in keyof Values]: RawBuilder<Values[K]> };
