/** An asset as its reports told it at the end of a day; what people say of it has no past. */
import { assetAt } from '../../jobs/asset-at.ts';
import { openScene } from '../../jobs/dossier-source.ts';
import { siteRef } from '../../jobs/dossier-views.ts';
import { err, ok } from '../../result.ts';
import type { assetsRoutes } from '../contract/assets-routes.ts';
import { factsShown } from './asset-view.ts';
import type { Act } from './call.ts';

export const assetAsOf: Act<(typeof assetsRoutes)['GET /api/assets/:id/at']> = async ({
  common,
  query: { day },
  parameters: { id = '' },
}) => {
  const past = await assetAt(common, id, day);
  if (!past.ok) return past;
  if (!past.value) return err({ kind: 'asset-unknown', id });
  const { asOf, name, site, inventoryDate, software, ...facts } = past.value;
  const shown = { asOf, name, inventoryDate, facts: factsShown(facts), software: software.map((each) => ({ ...each })) };
  return ok({ ...shown, site: siteRef(await openScene(common), site) });
};
