/** The columns of the table of assets. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetRow } from '../../../contract/assets-routes.ts';
import { bytes, day, number, stamp } from '../../format.ts';
import type { TableColumn } from '../../parts/table/table-types.ts';
import { kindOf } from './asset-kinds.ts';

type Column = TableColumn<AssetRow>;

/** `isAsked`: something was searched for, and what it was found by is told. */
export function useAssetColumns(isAsked: boolean): readonly Column[] {
  const { t } = useTranslation('assets');
  const { t: shell } = useTranslation();
  return useMemo(() => {
    const column = (id: keyof AssetRow & keyof Titles, width: number, more: Partial<Column> & Pick<Column, 'text'>): Column => ({
      ...{ id, title: t(`columns.${id}`), width, isSortable: true },
      ...more,
    });
    const date = (id: 'inventoryDate' | 'firstSeen' | 'lastSeen', isHidden: boolean): Column =>
      column(id, 160, { grow: 0, isHidden, text: (row) => (row[id] === '' ? '' : stamp(row[id])) });
    const since = (id: 'missingSince' | 'retiredAt', isHidden: boolean): Column =>
      column(id, 125, { grow: 0, isHidden, isSortable: false, text: (row) => (row[id] === '' ? '' : day(row[id])) });
    const matched = column('matched', 200, {
      isSortable: false,
      text: ({ matched: found }) => found.map(({ name, value }) => shell('labelled', { label: name, value })).join(', '),
    });
    return [
      column('name', 150, { text: ({ name }) => name }),
      ...(isAsked ? [matched] : []),
      column('site', 140, { text: ({ site }) => site.name }),
      column('kind', 110, { text: ({ kind }) => kindOf(t, kind) }),
      column('os', 200, { grow: 2, text: ({ os }) => os }),
      column('osVersion', 110, { isHidden: true, isSortable: false, text: ({ osVersion }) => osVersion }),
      column('manufacturer', 130, { text: ({ manufacturer }) => manufacturer }),
      column('model', 140, { text: ({ model }) => model }),
      column('serial', 130, { text: ({ serial }) => serial }),
      column('user', 110, { text: ({ user }) => user }),
      column('macs', 150, { isHidden: true, isSortable: false, text: ({ macs }) => macs.join(', ') }),
      column('ips', 130, { isHidden: true, isSortable: false, text: ({ ips }) => ips.join(', ') }),
      column('memoryMb', 100, { ...narrow, text: ({ memoryMb }) => (memoryMb === null ? '' : bytes(memoryMb * 1_000_000)) }),
      column('softwareCount', 100, { ...narrow, text: ({ softwareCount }) => number(softwareCount) }),
      ...[date('inventoryDate', false), since('missingSince', false), date('firstSeen', true), date('lastSeen', true)],
      column('biosDate', 125, { grow: 0, isHidden: true, text: ({ biosDate }) => (biosDate === '' ? '' : day(biosDate)) }),
      since('retiredAt', true),
      column('id', 160, { isHidden: true, isSortable: false, text: ({ id }) => id }),
    ];
  }, [t, shell, isAsked]);
}

const narrow = { grow: 0, align: 'end', isHidden: true } as const;

type Titles = Record<
  | 'name'
  | 'site'
  | 'kind'
  | 'os'
  | 'osVersion'
  | 'manufacturer'
  | 'model'
  | 'serial'
  | 'user'
  | 'macs'
  | 'ips'
  | 'memoryMb'
  | 'softwareCount'
  | 'inventoryDate'
  | 'firstSeen'
  | 'lastSeen'
  | 'biosDate'
  | 'missingSince'
  | 'retiredAt'
  | 'matched'
  | 'id',
  string
>;
