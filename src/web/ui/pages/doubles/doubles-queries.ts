/** What the page asks about doubles, but for the list itself; a decision makes all of it, and all lists of assets, be asked again. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { doublesRoutes } from '../../../contract/doubles-routes.ts';
import type { BodyFor } from '../../../contract/route.ts';
import { ask } from '../../client.ts';

export const useStanding = () => useQuery({ queryKey: ['doubles', 'standing'], queryFn: () => ask('GET /api/doubles/standing') });

export type Word = BodyFor<(typeof doublesRoutes)['POST /api/doubles']>['word'];

export const pairAddress = ({ a, b }: { readonly a: { readonly record: string }; readonly b: { readonly record: string } }): string =>
  `/doubles?a=${encodeURIComponent(a.record)}&b=${encodeURIComponent(b.record)}`;

export function useDecide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyFor<(typeof doublesRoutes)['POST /api/doubles']>) => ask('POST /api/doubles', { body }),
    onSuccess: () => queries.invalidateQueries(),
  });
}
