/**
 * What a table shows, kept in the address of the page: a link, a bookmark or the back button brings the same view back. Values of filters
 * are texts; a filter that says nothing stands nowhere.
 */
import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Direction, Filters } from './table-types.ts';

export type TableView = {
  /** Only those that say something. */
  readonly filters: Filters;
  readonly sort: string;
  readonly direction: Direction;
  /** All of it as the address has it, without `?`; '' for the view that the page begins with. */
  readonly search: string;
  /** Lays these filters over the others; '' takes one away. `isTyping`: the back button does not stop at each letter. */
  readonly change: (filters: Filters, options?: { readonly isTyping?: boolean }) => void;
  /** The other way round where it is sorted by this already. */
  readonly sortBy: (column: string) => void;
  /** Another whole view, as `search` says it. */
  readonly open: (search: string) => void;
};

export type FirstView = {
  /** Names of the filters that this page has. */
  readonly filters: readonly string[];
  readonly sort: string;
  readonly direction?: Direction;
  /** Columns whose first click sorts downwards: dates and numbers. */
  readonly downwards?: readonly string[];
};

export function useTableView(first: FirstView): TableView {
  const address = useSearch();
  const [path, go] = useLocation();
  return useMemo(() => {
    const shown = read(address, first);
    const show = (next: Shown, replace = false): void => {
      const search = write(next, first);
      go(search === '' ? path : `${path}?${search}`, { replace });
    };
    return {
      ...shown,
      search: write(shown, first),
      change: (filters, { isTyping = false } = {}) => show({ ...shown, filters: without({ ...shown.filters, ...filters }) }, isTyping),
      sortBy: (sort) => {
        const firstWay = first.downwards?.includes(sort) ? 'desc' : 'asc';
        show({ ...shown, sort, direction: shown.sort === sort ? turned(shown.direction) : firstWay });
      },
      open: (search) => show(read(search, first)),
    };
  }, [address, path, go, first]);
}

type Shown = Pick<TableView, 'filters' | 'sort' | 'direction'>;

const turned = (direction: Direction): Direction => (direction === 'asc' ? 'desc' : 'asc');

const without = (filters: Filters): Filters => Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));

function read(search: string, first: FirstView): Shown {
  const given = new URLSearchParams(search);
  const direction = given.get('direction');
  return {
    filters: without(Object.fromEntries(first.filters.map((name) => [name, given.get(name) ?? '']))),
    sort: given.get('sort') ?? first.sort,
    direction: direction === 'asc' || direction === 'desc' ? direction : (first.direction ?? 'asc'),
  };
}

function write({ filters, sort, direction }: Shown, first: FirstView): string {
  const isFirst = sort === first.sort && direction === (first.direction ?? 'asc');
  return new URLSearchParams({ ...filters, ...(isFirst ? {} : { sort, direction }) }).toString();
}
