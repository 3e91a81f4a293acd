/**
 * Rows of a long table, asked for in blocks as they come into view. While a new question is under way the rows of the last one stay;
 * blocks that were passed by are not waited for.
 */
import { useDebouncedValue } from '@mantine/hooks';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Asked, Load, TableBlock } from './table-types.ts';

const blockRows = 100;

/** A browser lays out no taller pages than of so many rows. */
const mostRows = 400_000;

/** How long a place must be in view before its rows are asked for, when somebody drags through the whole. */
const restMs = 60;

type Wanted<Row> = {
  readonly name: string;
  readonly question: Pick<Asked, 'filters' | 'sort' | 'direction'>;
  readonly load: Load<Row>;
};

export type Blocks<Row> = {
  /** undefined while nothing is known. */
  readonly total: number | undefined;
  /** There are more than `total`. */
  readonly isMore: boolean;
  /** undefined while it is on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  /** The rows shown answer the last question, not this one. */
  readonly isStale: boolean;
  readonly isLoading: boolean;
  readonly error: unknown;
  /** Rows from one place to another, both included, asked for where they are not there yet. */
  readonly rowsBetween: (first: number, last: number) => Promise<readonly Row[]>;
};

type Snapshot<Row> = {
  readonly key: string;
  readonly total: number;
  readonly isMore: boolean;
  readonly blocks: ReadonlyMap<number, readonly Row[]>;
};

export function useBlocks<Row>(wanted: Wanted<Row>, place: { readonly first: number; readonly last: number }): Blocks<Row> {
  const key = JSON.stringify(wanted.question);
  const inView = `${Math.floor(place.first / blockRows)} ${Math.floor(place.last / blockRows)}`;
  const [settled] = useDebouncedValue(inView, restMs, { leading: true });
  const numbers = useMemo(() => numbersOf(settled), [settled]);
  const blockQuery = useBlockQuery(wanted, key);
  const answers = useQueries({ queries: numbers.map(blockQuery) });
  const kept = useRef<Snapshot<Row> | null>(null);
  const now = snapshotOf<Row>(key, numbers, answers) ?? undefined;
  const last = kept.current;
  const isStale = now === undefined && last !== null && last.key !== key;
  const shown = now ?? last;
  useEffect(() => {
    if (now) kept.current = now;
  });
  const error = answers.find((answer) => answer.error)?.error ?? null;
  return {
    // What was refused has no rows: those of another question would be taken for its own.
    total: error && now === undefined ? undefined : shown?.total,
    isMore: shown?.isMore ?? false,
    rowAt: (index) => shown?.blocks.get(Math.floor(index / blockRows))?.[index % blockRows],
    isStale,
    isLoading: answers.some(({ isFetching }) => isFetching),
    error,
    rowsBetween: useRowsBetween(blockQuery),
  };
}

const numbersOf = (settled: string): readonly number[] => {
  const [first = 0, last = 0] = settled.split(' ').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};

type Answer<Row> = { readonly data: TableBlock<Row> | undefined; readonly dataUpdatedAt: number };

/** The newest answer knows best how many there are. */
function snapshotOf<Row>(key: string, numbers: readonly number[], answers: readonly Answer<Row>[]): Snapshot<Row> | null {
  const newest = answers.filter(({ data }) => data).toSorted((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)[0]?.data;
  if (!newest) return null;
  const blocks = new Map(answers.flatMap(({ data }, index) => (data ? [[numbers[index] ?? 0, data.rows] as const] : [])));
  const total = Math.min(newest.total, mostRows);
  return { key, total, isMore: (newest.isMore ?? false) || newest.total > mostRows, blocks };
}

function useBlockQuery<Row>({ name, question, load }: Wanted<Row>, key: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the question
  return useCallback(
    (block: number) => ({
      queryKey: ['table', name, key, block],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => load({ ...question, offset: block * blockRows, limit: blockRows }, signal),
      staleTime: 10_000,
    }),
    [name, key, load],
  );
}

function useRowsBetween<Row>(blockQuery: (block: number) => { readonly queryKey: readonly unknown[] }): Blocks<Row>['rowsBetween'] {
  const queries = useQueryClient();
  return useCallback(
    async (first, last) => {
      const rows: Row[] = [];
      for (let block = Math.floor(first / blockRows); block <= Math.floor(last / blockRows); block += 1) {
        const { rows: found } = (await queries.ensureQueryData(blockQuery(block))) as TableBlock<Row>;
        rows.push(...found.slice(Math.max(0, first - block * blockRows), last - block * blockRows + 1));
      }
      return rows;
    },
    [queries, blockQuery],
  );
}
