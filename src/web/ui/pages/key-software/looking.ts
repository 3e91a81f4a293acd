/** What the page looks at, kept in its address: the tab, the site, the list of machines with its search and its order. */
import { type TableView, useTableView } from '../../parts/table/table-view.ts';

export const tabs = ['software', 'lifecycle'] as const;

const names = ['tab', 'site', 'entry', 'status', 'by', 'class', 'system'] as const;
type Looked = Readonly<Record<(typeof names)[number], string>>;

const firstView = { filters: [...names, 'text'], sort: 'name', downwards: ['ageYears'] } as const;

export type Looking = Omit<Looked, 'tab'> & {
  readonly tab: (typeof tabs)[number];
  /** Of the list of machines, for its table. */
  readonly view: TableView;
  /** Changes some of it; '' takes it away. What was searched for in one list is not searched for in the next. */
  readonly look: (change: Partial<Looked>) => void;
  /** Another tab, of the same site. */
  readonly open: (tab: (typeof tabs)[number]) => void;
};

export function useLooking(): Looking {
  const view = useTableView(firstView);
  const looked = Object.fromEntries(names.map((name) => [name, view.filters[name] ?? ''])) as Looked;
  return {
    ...looked,
    view,
    tab: tabs.find((each) => each === looked.tab) ?? 'software',
    look: (change) => view.change({ text: '', ...change }),
    open: (tab) => view.open(new URLSearchParams({ tab, site: looked.site }).toString()),
  };
}

/** For the API: what is empty is not asked. */
export const siteAsked = (site: string): { readonly site?: string } => (site === '' ? {} : { site });
