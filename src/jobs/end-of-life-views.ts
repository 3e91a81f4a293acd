/** The systems whose support ends, with the machines that run them, as pages show them. */
import type { EndOfLifeView } from '../intranet/view.ts';
import type { ListPlace } from '../store/listing-port.ts';
import { endsOf, rowOf, type Scene } from './dossier-views.ts';

const rowsTogether = 500;

/** Soonest end first. */
export async function endOfLifeViews(scene: Scene, limit: number): Promise<readonly EndOfLifeView[]> {
  const views = new Map<string, EndOfLifeView>();
  for (let after: ListPlace | null = null; ; ) {
    const rows = await scene.common.store.listing.listed({ order: 'site', after, limit: rowsTogether, without: scene.without });
    for (const row of rows) {
      for (const end of endsOf(scene, row)) {
        const view = views.get(end.product) ?? { ...end, assets: [], omitted: 0 };
        const { id, name, site } = rowOf(scene, row);
        const isShown = view.assets.length < limit;
        const assets = isShown ? [...view.assets, { asset: { id, name }, site }] : view.assets;
        views.set(end.product, { ...view, assets, omitted: view.omitted + (isShown ? 0 : 1) });
      }
    }
    after = rows.at(-1) ?? null;
    if (rows.length < rowsTogether) break;
  }
  return [...views.values()].sort((a, b) => (a.ends < b.ends ? -1 : a.ends > b.ends ? 1 : a.product < b.product ? -1 : 1));
}
