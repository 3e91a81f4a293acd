/** Key software as pages show it: each entry of the preferences with its counts and the machines that need a hand. */
import type { KeySoftwareView, Verdict } from '../intranet/view.ts';
import { readKeySoftware } from '../inventory/key-software.ts';
import { type Scene, siteRef } from './dossier-views.ts';
import { type KeySoftwareEntry, keySoftware } from './key-software.ts';

const verdictOf = { absent: 'absent', outdated: 'outdated', 'forbidden-present': 'forbidden' } as const satisfies Record<string, Verdict>;

/** `limit`: machines named of each entry; the others are counted. */
export async function keySoftwareViews(scene: Scene, limit: number): Promise<readonly KeySoftwareView[]> {
  if (scene.keySoftware.length === 0) return [];
  const { entries } = await keySoftware(scene.common, { machines: limit });
  return entries.map((entry) => viewOf(scene, entry));
}

function viewOf(scene: Scene, { entry, present, absent, outdated, forbidden, machines }: KeySoftwareEntry): KeySoftwareView {
  const { name, comparison, isForbidden } = readKeySoftware(entry);
  const wanting = machines.map(({ asset, name: machine, site, status, versions }) => ({
    asset: { id: asset, name: machine || asset },
    site: siteRef(scene, site),
    verdict: verdictOf[status],
    found: versions.filter((version) => version !== '').join(', '),
  }));
  return {
    name,
    expected: comparison ? `${comparison.operator} ${comparison.version}` : '',
    counts: { present, absent, outdated, forbidden },
    wanting,
    omitted: (isForbidden ? forbidden : absent + outdated) - wanting.length,
  };
}
