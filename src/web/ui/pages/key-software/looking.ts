/** What the page looks at, kept in its address: the tab, the site, the list of machines. */
import { useLocation, useSearch } from 'wouter';

export const tabs = ['software', 'lifecycle'] as const;

const names = ['tab', 'site', 'entry', 'status', 'by', 'class'] as const;
type Looked = Readonly<Record<(typeof names)[number], string>>;

export type Looking = Omit<Looked, 'tab'> & {
  readonly tab: (typeof tabs)[number];
  /** Changes some of it; '' takes it away. */
  readonly look: (change: Partial<Looked>) => void;
};

export function useLooking(): Looking {
  const search = useSearch();
  const [path, go] = useLocation();
  const given = new URLSearchParams(search);
  const looked = Object.fromEntries(names.map((name) => [name, given.get(name) ?? ''])) as Looked;
  return {
    ...looked,
    tab: tabs.find((each) => each === looked.tab) ?? 'software',
    look: (change) => {
      const next = Object.entries({
        ...looked,
        ...(change.tab === undefined ? {} : { entry: '', status: '', by: '', class: '' }),
        ...change,
      });
      const kept = new URLSearchParams(next.filter(([, value]) => value !== '')).toString();
      go(kept === '' ? path : `${path}?${kept}`);
    },
  };
}

/** For the API: what is empty is not asked. */
export const siteAsked = (site: string): { readonly site?: string } => (site === '' ? {} : { site });
