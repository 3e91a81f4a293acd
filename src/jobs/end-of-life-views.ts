/**
 * The systems whose support ends, with the machines that run them, as pages show them. They are counted by system; machines are read one
 * after the other only to be named.
 */
import type { EndOfLifeView } from '../intranet/view.ts';
import type { ListedRow, ListPlace } from '../store/listing-port.ts';
import { endsOf, rowOf, type Scene } from './dossier-views.ts';

/** Soonest end first; at most `limit` machines of each are named, the others are counted. */
export async function endOfLifeViews(scene: Scene, limit: number): Promise<readonly EndOfLifeView[]> {
  const views = await countedViews(scene);
  if (limit > 0) await nameMachines(scene, views, limit);
  return [...views.values()].sort((a, b) => (a.ends < b.ends ? -1 : a.ends > b.ends ? 1 : a.product < b.product ? -1 : 1));
}

type Views = Map<string, EndOfLifeView>;

/** By product, by what reports say; the first machine of the list by site says when its support ends. */
async function countedViews(scene: Scene): Promise<Views> {
  const views: Views = new Map();
  for (const { count, ...system } of await scene.common.store.listing.systems(scene.without)) {
    for (const end of endsOf(scene, system)) {
      const view = views.get(end.product) ?? { ...end, assets: [], omitted: 0 };
      views.set(end.product, { ...view, omitted: view.omitted + count });
    }
  }
  return views;
}

const rowsTogether = 500;

/** Until each has as many as it may, or all that it counted. */
async function nameMachines(scene: Scene, views: Views, limit: number): Promise<void> {
  for (let after: ListPlace | null = null; ; ) {
    const rows = await scene.common.store.listing.listed({ order: 'site', after, limit: rowsTogether, without: scene.without });
    for (const row of rows) nameMachine(scene, views, { row, limit });
    after = rows.at(-1) ?? null;
    const isFull = [...views.values()].every(({ assets, omitted }) => omitted === 0 || assets.length >= limit);
    if (isFull || rows.length < rowsTogether) return;
  }
}

function nameMachine(scene: Scene, views: Views, { row, limit }: { readonly row: ListedRow; readonly limit: number }): void {
  const { id, name, site } = rowOf(scene, row);
  for (const { product } of endsOf(scene, row)) {
    const view = views.get(product);
    if (!view || view.assets.length >= limit) continue;
    views.set(product, { ...view, assets: [...view.assets, { asset: { id, name }, site }], omitted: view.omitted - 1 });
  }
}
