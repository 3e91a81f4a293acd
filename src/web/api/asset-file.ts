/** The table of assets as a file. */
import type { Common } from '../../jobs/installation.ts';
import type { AssetChoice, AssetOrder } from '../../store/listing-port.ts';
import type { Direction } from '../../store/page-port.ts';
import { sayCode } from '../../words/codes.ts';
import type { Speech } from '../../words/speech.ts';
import type { AssetRow } from '../contract/assets-routes.ts';
import { openRows } from './asset-rows.ts';
import type { Download } from './call.ts';
import { screensOf } from './screens-of.ts';
import { allRows, type FileColumn, fileOf, rowsTogether } from './table-files.ts';

type Asked = {
  readonly choice: AssetChoice;
  readonly order: AssetOrder;
  readonly direction: Direction;
  readonly columns: string | undefined;
  readonly format: 'csv' | 'xlsx';
};

type Office = { readonly common: Common; readonly speech: Speech };

export async function assetFile({ common, speech }: Office, { choice, order, direction, columns, format }: Asked): Promise<Download> {
  const { rowOf } = await openRows(common, speech);
  async function* rows(): AsyncGenerator<AssetRow> {
    const { listing } = common.store;
    const pages = allRows((after) =>
      listing.assetPage({ ...choice, order, direction, limit: rowsTogether, ...(after === undefined ? {} : { after }) }),
    );
    for await (const row of pages) yield rowOf(row);
  }
  const { title } = screensOf(speech).assets;
  return fileOf(speech, { format, name: 'assets', sheet: title, columns: columnsOf(speech), chosen: columns, rows: rows() });
}

/** Keys as in the JSON, and as the page calls its columns. */
function columnsOf(speech: Speech): readonly FileColumn<AssetRow>[] {
  const { columns: titles } = screensOf(speech).assets;
  const text = (key: keyof typeof titles & keyof AssetRow, width: number): FileColumn<AssetRow> => ({
    ...{ key, width, kind: 'text', title: titles[key] },
    value: (row) => row[key] as string | readonly string[],
  });
  const number = (key: 'memoryMb' | 'softwareCount'): FileColumn<AssetRow> => ({
    ...{ key, width: 12, kind: 'number', title: titles[key] },
    value: (row) => row[key],
  });
  const date = (key: 'inventoryDate' | 'firstSeen' | 'lastSeen' | 'missingSince'): FileColumn<AssetRow> => ({
    ...{ key, width: 18, kind: 'date', title: titles[key] },
    value: (row) => row[key],
  });
  return [
    text('name', 22),
    { key: 'site', kind: 'text', width: 16, title: titles.site, value: (row) => row.site.name },
    { key: 'kind', kind: 'text', width: 14, title: titles.kind, value: (row) => sayCode(speech.codes.assetKinds, row.kind) },
    ...[text('os', 32), text('osVersion', 14), text('manufacturer', 18), text('model', 22), text('serial', 20), text('user', 18)],
    ...[text('macs', 20), text('ips', 18), number('memoryMb'), number('softwareCount')],
    ...[date('inventoryDate'), date('firstSeen'), date('lastSeen'), text('biosDate', 12), date('missingSince'), text('id', 18)],
  ];
}
