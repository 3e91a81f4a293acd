/** Where each section of an asset comes from: which file, of when, and whether the newest report still has it. */
import type { PageWords } from '../../intranet/page-words.ts';
import type { AssetState, SectionState } from '../../inventory/history/timeline.ts';
import { type Scene, siteRef } from '../../jobs/dossier-views.ts';
import type { StoredReport } from '../../store/dossier-port.ts';
import type { AssetView } from '../contract/asset-view.ts';

type Known = { readonly state: AssetState; readonly reports: readonly StoredReport[]; readonly words: PageWords };

type Provenance = Pick<AssetView, 'sections' | 'softwareOrigin' | 'isSoftwareOlder'>;

export function provenance(scene: Scene, { state, reports, words }: Known): Provenance {
  const bySha256 = new Map(reports.map((report) => [report.sha256, report]));
  const originOf = (section: SectionState | null | undefined): AssetView['softwareOrigin'] => {
    const report = section && bySha256.get(section.sha256);
    return report ? { site: siteRef(scene, report.site), path: report.path, date: section.date } : null;
  };
  const isOlder = (section: SectionState | null | undefined): boolean => !!section && (section.isDoubted || section.date < state.lastDate);
  const titleOf = (name: string): string => (Object.hasOwn(words.sections, name) ? (words.sections[name] ?? name) : name);
  return {
    sections: Object.entries(state.sections)
      .filter(([, rows]) => rows.length > 0)
      .map(([name, rows]) => ({
        ...{ name, title: titleOf(name), origin: originOf(state.asOf[name]), isOlder: isOlder(state.asOf[name]) },
        records: rows.map((row) => ({ ...row })),
      })),
    softwareOrigin: originOf(state.software),
    isSoftwareOlder: isOlder(state.software),
  };
}
