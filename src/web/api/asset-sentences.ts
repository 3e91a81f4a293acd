/** What is said of an asset in sentences: its changes, why its reports are one, what may be its double, what is wrong with it. */
import type { PageWords } from '../../intranet/page-words.ts';
import type { AssetView as IntranetView } from '../../intranet/view.ts';
import type { Evidence } from '../../inventory/identity/record.ts';
import { type Scene, siteRef } from '../../jobs/dossier-views.ts';
import type { AssetView } from '../contract/asset-view.ts';

type Said = Pick<AssetView, 'changes' | 'residences' | 'reasons' | 'doubles' | 'endOfLife' | 'keySoftware'>;

export function saidOfAsset(scene: Scene, words: PageWords, view: IntranetView): Said {
  const named = ({ kind, value }: Evidence) => ({ name: words.evidence[kind], value });
  return {
    changes: view.changes.map((change) => ({
      ...{ date: change.date, site: siteRef(scene, change.site), kind: change.kind },
      text: Object.hasOwn(words.changes, change.kind) ? words.changes[change.kind](change) : change.kind,
    })),
    residences: view.residences.map(({ site, since }) => ({ site: siteRef(scene, site), since })),
    reasons: view.reasons.map(({ rule, evidence, a, b }) => ({ text: words.rules[rule], a, b, evidence: evidence.map(named) })),
    doubles: view.doubles.map(({ a, b, reason, agreeing }) => {
      const { id, name, site } = a.id === view.id ? b : a;
      return { other: { id, name, site }, text: words.doubleReasons[reason].what, agreeing: agreeing.map(named) };
    }),
    endOfLife: view.endOfLife.map((each) => ({ ...each, stateName: words.supportStates[each.state] })),
    keySoftware: view.keySoftware.map((each) => ({ ...each, verdictName: words.verdicts[each.verdict] })),
  };
}
