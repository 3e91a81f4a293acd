/** Where the entries of the quarantine and their files are, and how the server is told which of them are meant. */
import { useQuery } from '@tanstack/react-query';
import type { Api } from '../../../contract/api.ts';
import type { BodyFor, QueryFor } from '../../../contract/route.ts';
import type { QuarantineEntryView } from '../../../contract/upkeep-routes.ts';
import { addressOf, ask } from '../../client.ts';
import type { FileAsked, FileFormat, Filters, Load, Selection } from '../../parts/table/table-types.ts';

type Question = QueryFor<Api['GET /api/quarantine']>;

/** The address is anybody's to write: what is no filter or order of the API is refused by it, with its reason. */
export const loadEntries: Load<QuarantineEntryView> = ({ filters, ...asked }, signal) =>
  ask('GET /api/quarantine', { signal, query: { ...filters, ...asked } as Question });

export const fileOf = (format: FileFormat, { filters, ...asked }: FileAsked): string =>
  addressOf(format === 'csv' ? 'GET /api/quarantine.csv' : 'GET /api/quarantine.xlsx', {}, { ...asked, ...filters });

export type Chosen = Selection<QuarantineEntryView>;

/** What is to be tried again. */
export const meant = (chosen: Chosen): BodyFor<Api['POST /api/quarantine/retry']> =>
  chosen.kind === 'rows' ? { ids: chosen.rows.map(({ id }) => id) } : { matching: chosen.filters as Choice };

/** What is to go for good: of all that match, nothing that came after `upTo`. */
export const doomedMails = (chosen: Chosen, upTo: string): BodyFor<Api['POST /api/quarantine/drop']> =>
  chosen.kind === 'rows'
    ? { ids: chosen.rows.filter(({ isDroppable }) => isDroppable).map(({ id }) => id) }
    : { matching: { ...(chosen.filters as Choice), upTo } };

type Choice = Pick<NonNullable<Question>, 'kind' | 'text'>;

/** Mails among what is chosen: of all that match the server tells how many there are now, and when the newest came. */
export function useMailsAmong(chosen: Chosen) {
  const filters: Filters = chosen.kind === 'all' ? chosen.filters : {};
  const hasMails = chosen.kind === 'all' && filters['kind'] !== 'file';
  const query = { ...filters, kind: 'mail', sort: 'at', direction: 'desc', limit: 1 } as Question;
  const { data, error } = useQuery({
    queryKey: ['quarantine', 'mails', filters],
    queryFn: () => ask('GET /api/quarantine', { query }),
    enabled: hasMails,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (chosen.kind === 'rows') return { count: chosen.rows.filter(({ isDroppable }) => isDroppable).length, upTo: '', error };
  return hasMails ? { count: data?.total, upTo: data?.rows[0]?.at ?? '', error } : { count: 0, upTo: '', error };
}
