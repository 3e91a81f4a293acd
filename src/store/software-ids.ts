/**
 * The number of each software (name, version, publisher): asked of the database once, then of a bounded memory. Most of what a
 * parcel names was named by the one before.
 */
import { sql } from 'kysely';
import type { Software } from '../inventory/report.ts';
import { openBoundedMemory } from './bounded-memory.ts';
import type { Engine } from './engine.ts';
import { fold } from './folded-text.ts';
import { type Executor, prepared } from './prepared.ts';
import type { CommonSchema } from './schema.ts';

/** Name, version and publisher in one text, parted by NUL, which stands in no text that a database keeps. */
export type SoftwareKey = string;

export const softwareKey = ({ name, version, publisher }: Software): SoftwareKey => `${name}\0${version}\0${publisher}`;

export type SoftwareIds = {
  /** For each list the ids of its software, without repeats, ascending. New software is inserted. */
  idsOf(on: Executor, lists: readonly (readonly SoftwareKey[])[]): Promise<readonly (readonly number[])[]>;
  /** After a transaction that was rolled back: what it inserted does not exist. */
  forget(): void;
};

const maxRemembered = 200_000;

export function openSoftwareIds(engine: Engine<CommonSchema>): SoftwareIds {
  const remembered = openBoundedMemory(maxRemembered);
  const learn = openLearning(engine);
  return {
    idsOf: async (on, lists) => {
      const found = lists.map((list) => list.map(remembered.get));
      const unknown = new Set(lists.flatMap((list, at) => list.filter((_, index) => found[at]?.[index] === undefined)));
      const learnt = await learn(on, [...unknown]);
      for (const [key, id] of learnt) remembered.put(key, id);
      return lists.map((list, at) => ascending(list.map((key, index) => found[at]?.[index] ?? learnt.get(key))));
    },
    forget: remembered.clear,
  };
}

function ascending(ids: readonly (number | undefined)[]): readonly number[] {
  const distinct = new Set(ids);
  // What the database was just told and does not find: text that it cannot keep.
  distinct.delete(undefined);
  return Array.from(Float64Array.from(distinct as Set<number>).sort());
}

function openLearning({ db, capabilities }: Engine<CommonSchema>) {
  type Cells = { name: string; version: string; publisher: string; searchName: string };
  const kinds = { name: 'text', version: 'text', publisher: 'text', searchName: 'text' } as const;
  const insertMissing = prepared<{ software: string }>()((slot) =>
    db
      .insertInto('software')
      .columns(['name', 'version', 'publisher', 'searchName'])
      .expression(
        db
          .selectFrom(capabilities.rows<Cells>(slot('software'), kinds).as('named'))
          .select(['named.name', 'named.version', 'named.publisher', 'named.searchName'])
          .where(sql<boolean>`true`),
      )
      .onConflict((conflict) => conflict.columns(['name', 'version', 'publisher']).doNothing()),
  );
  const findIds = prepared<{ software: string }>()((slot) =>
    db
      .selectFrom(capabilities.rows<Cells>(slot('software'), kinds).as('named'))
      .innerJoin('software', (join) =>
        join
          .onRef('software.name', '=', 'named.name')
          .onRef('software.version', '=', 'named.version')
          .onRef('software.publisher', '=', 'named.publisher'),
      )
      .select(['named.position', 'software.id']),
  );
  return async (on: Executor, unknown: readonly SoftwareKey[]): Promise<ReadonlyMap<SoftwareKey, number>> => {
    if (unknown.length === 0) return new Map();
    const software = JSON.stringify(unknown.map(cellsOf));
    await insertMissing(on, { software });
    return new Map((await findIds(on, { software })).rows.map(({ position, id }) => [unknown[position] ?? '', id]));
  };
}

function cellsOf(key: SoftwareKey): readonly string[] {
  const [name = '', version = '', publisher = ''] = key.split('\0');
  return [name, version, publisher, fold(name)];
}
