/**
 * Lists that are made whole before anything of them can be shown: kept between two pages of a table, as long as kept-reads.ts keeps
 * them, and never more rows together than memory is meant for. What is asked for least is forgotten first.
 */
import type { Common } from '../../jobs/installation.ts';
import { keptRead } from './kept-reads.ts';

/** A few hundred bytes each. */
const mostRows = 300_000;

type List = Promise<readonly unknown[]>;

/** `name`: of the list, with all that it depends on. A list that could not be read is not kept. */
export async function keptList<R>(common: Common, name: string, read: () => Promise<readonly R[]>): Promise<readonly R[]> {
  const lists = await keptRead(common, 'lists', async () => openLists(mostRows));
  return lists.list(name, read);
}

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
