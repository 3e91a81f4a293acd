/** Rows of the table of assets as people see them: names of sites, and what somebody corrected, as jobs/look.ts lays it over. */

import { corrections } from '../../inventory/overlay.ts';
import { openScene } from '../../jobs/dossier-source.ts';
import { siteRef } from '../../jobs/dossier-views.ts';
import type { Common } from '../../jobs/installation.ts';
import { retiredAssets } from '../../jobs/look.ts';
import type { TableRow } from '../../store/listing-port.ts';
import { sayCode } from '../../words/codes.ts';
import type { Speech } from '../../words/speech.ts';
import type { AssetRow } from '../contract/assets-routes.ts';

export async function openRows(common: Common, speech: Speech): Promise<{ readonly rowOf: (row: TableRow) => AssetRow }> {
  const [scene, retired] = [await openScene(common), await retiredAssets(common)];
  const { fields } = speech.reports.search;
  return {
    rowOf: ({ site, macs, ips, matched, ...row }) => {
      const shown = { ...row, ...corrections(scene.manual.get(row.id) ?? [], scene.today) };
      return {
        ...shown,
        name: shown.name || row.id,
        site: siteRef(scene, site),
        macs: [...macs],
        ips: [...ips],
        retiredAt: retired.get(row.id) ?? '',
        matched: matched.map(({ field, value }) => ({ field, name: sayCode(fields, field), value })),
      };
    },
  };
}
