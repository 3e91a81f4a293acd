/** What people say of an asset, from the page: checked, written with the lock of the home, and shown as it is from then on. */
import { editAsset } from '../../jobs/edit-asset.ts';
import { err, ok } from '../../result.ts';
import type { assetsRoutes } from '../contract/assets-routes.ts';
import { readAsset } from './asset-view.ts';
import type { Act } from './call.ts';
import { holdCommon } from './hold-as.ts';

export const editFields: Act<(typeof assetsRoutes)['PUT /api/assets/:id/manual']> = async ({ desk, speech, session, body, parameters }) => {
  const { id = '' } = parameters;
  const { set, clear, expected, until, life } = body;
  const wrong = set
    .filter(({ field, value }) => isDay(field) && !/^\d{4}-\d{2}-\d{2}$/.test(value))
    .map(({ field }) => `${field}: invalid`);
  if (wrong.length > 0) return err({ kind: 'request-invalid', problems: wrong });
  const by = session?.by ?? '';
  return holdCommon(desk, async (common) => {
    const edited = await editAsset(common, id, { set, clear, expected, until, life, by });
    if (!edited.ok) return edited;
    const shown = await readAsset(common, speech, edited.value.id);
    return shown ? ok(shown) : err({ kind: 'asset-unknown', id });
  });
};

/** Fields that are counted with. */
const isDay = (field: string): boolean => field === 'purchasedOn' || field === 'warrantyUntil';
