/** What the head office of the demo learnt of its machines since a moment: who moved, who was renamed, who may be somebody else. */
import type { ShownChange } from '../store/dossier-port.ts';
import { listDoubles, type PossibleDouble } from './doubles.ts';
import type { Common } from './installation.ts';
import { type KeySoftwareEntry, keySoftware } from './key-software.ts';

/** What the head office learnt of its machines in the third week. */
export type Found = {
  readonly changes: readonly ShownChange[];
  readonly doubles: readonly PossibleDouble[];
  readonly keySoftware: readonly KeySoftwareEntry[];
};

const toldKinds: ReadonlySet<string> = new Set(['moved', 'renamed', 'reinstalled-agent', 'reinstalled-os', 'os-upgraded', 'claimed']);

/** `since` is a moment of the story. */
export async function findings(common: Common, since: string): Promise<Found> {
  const changes = await common.store.dossier.changes({});
  return {
    changes: changes.filter(({ kind, at }) => at > since && toldKinds.has(kind)),
    doubles: (await listDoubles(common, { withDecided: false })).doubles,
    keySoftware: (await keySoftware(common, { machines: 0 })).entries,
  };
}
