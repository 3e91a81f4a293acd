/**
 * Lists that are made whole before anything of them can be shown: kept between two pages of a table, until a parcel or a decision comes in,
 * and never more rows together than memory is meant for. What is asked for least is forgotten first.
 */
import type { Common } from '../../jobs/installation.ts';
import { today } from '../../jobs/look.ts';
import { revisionOf } from './kept-reads.ts';

/** A few hundred bytes each. */
const mostRows = 300_000;

/** Names of sites are no part of the revision. */
const keptMs = 600_000;

type Lists = ReturnType<typeof openLists>;

const keptOf = new WeakMap<object, { readonly revision: string; readonly at: number; readonly lists: Lists }>();

/** `name`: of the list, with all that it depends on. A list that could not be read is not kept. */
export async function keptList<R>(common: Common, name: string, read: () => Promise<readonly R[]>): Promise<readonly R[]> {
  const revision = `${today(common)} ${await revisionOf(common)}`;
  const at = common.now().getTime();
  const known = keptOf.get(common.store);
  const isKnown = known?.revision === revision && Math.abs(at - known.at) < keptMs;
  const kept = isKnown ? known : { revision, at, lists: openLists(mostRows) };
  keptOf.set(common.store, kept);
  return kept.lists.list(name, read);
}

type List = Promise<readonly unknown[]>;

/** Keeps the last list whatever its length, and others while they have no more than `most` rows together. */
export function openLists(most: number): { list<R>(name: string, read: () => Promise<readonly R[]>): Promise<readonly R[]> } {
  const lists = new Map<string, List>();
  const lengths = new Map<List, number>();
  const forget = (name: string, list: List): void => {
    if (lists.get(name) === list) lists.delete(name);
    lengths.delete(list);
  };
  const makeRoom = (): void => {
    for (const [name, list] of [...lists].slice(0, -1)) {
      const together = [...lists.values()].reduce((sum, each) => sum + (lengths.get(each) ?? 0), 0);
      if (together > most) forget(name, list);
    }
  };
  return {
    list: async <R>(name: string, read: () => Promise<readonly R[]>) => {
      const list: List = lists.get(name) ?? read();
      // The one asked for last stands last.
      lists.delete(name);
      lists.set(name, list);
      try {
        const rows = await list;
        if (lists.get(name) === list) lengths.set(list, rows.length);
        makeRoom();
        return rows as readonly R[];
      } catch (thrown) {
        forget(name, list);
        throw thrown;
      }
    },
  };
}
