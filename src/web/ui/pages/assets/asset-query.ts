/** How the pages of one asset remember it, and how they write what people say of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AssetView } from '../../../contract/asset-view.ts';
import { ask } from '../../client.ts';

export const assetKey = (id: string) => ['asset', id] as const;

type Edit = Parameters<typeof ask<'PUT /api/assets/:id/manual'>>[1] extends infer A
  ? A extends { readonly body: infer B }
    ? B
    : never
  : never;

/** What was refused is looked at again: somebody may have said something else meanwhile. */
export function useEditing(asset: AssetView) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Edit) => ask('PUT /api/assets/:id/manual', { parameters: { id: asset.id }, body }),
    onSuccess: (changed) => {
      queries.setQueryData(assetKey(asset.id), changed);
      void queries.invalidateQueries({ queryKey: ['table', 'assets'] }); // told by the table itself
    },
    onError: () => queries.invalidateQueries({ queryKey: assetKey(asset.id) }),
  });
}
