/** The newest file that describes an asset, as it came. */
import { rawAsset } from '../../jobs/asset-raw.ts';
import { originalOf } from '../../jobs/read-again.ts';
import { err, ok } from '../../result.ts';
import type { assetsRoutes } from '../contract/assets-routes.ts';
import type { Act } from './call.ts';

/** `file-unreadable` says what of it is lost. */
export const newestOriginal: Act<(typeof assetsRoutes)['GET /api/assets/:id/raw']> = async ({ common, parameters: { id = '' } }) => {
  const newest = await rawAsset(common, id);
  if (!newest.ok) return newest;
  if (!newest.value) return err({ kind: 'asset-unknown', id });
  const { site, path, sha256 } = newest.value;
  const original = await originalOf(common, sha256);
  if (!original.ok) return err({ kind: 'file-unreadable', path: `${site}/${path}`, cause: original.error, retry: 'never' });
  return ok({ name: path.split('/').at(-1) ?? path, mediaType: 'application/octet-stream', bytes: original.value });
};
