/** The columns of the quarantine. */
import { Badge } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { QuarantineEntryView } from '../../../contract/upkeep-routes.ts';
import { bytes, stamp } from '../../format.ts';
import type { TableColumn } from '../../parts/table/table-types.ts';

/** A nameless mail is called by its id. */
const nameOf = ({ id, name }: QuarantineEntryView): string => name || id;

export function entryColumns(t: TFunction<'quarantine'>): readonly TableColumn<QuarantineEntryView>[] {
  const titles = t('columns', { returnObjects: true });
  return [
    { id: 'name', title: titles.name, width: 190, grow: 2, isSortable: true, text: nameOf },
    {
      ...{ id: 'kind', title: titles.kind, width: 105, grow: 0 },
      text: ({ kind }) => t(`kinds.${kind}`),
      show: ({ kind }) => (
        <Badge tt="none" variant="light" color={kind === 'mail' ? 'blue' : 'grape'}>
          {t(`kinds.${kind}`)}
        </Badge>
      ),
    },
    { id: 'reason', title: titles.reason, width: 210, grow: 4, isSortable: true, text: ({ explanation }) => explanation },
    { id: 'remedy', title: titles.remedy, width: 160, grow: 3, text: ({ remedy }) => remedy },
    { id: 'at', title: titles.at, width: 155, grow: 0, isSortable: true, text: ({ at }) => stamp(at) },
    { id: 'bytes', title: titles.bytes, width: 85, grow: 0, align: 'end', isSortable: true, text: (entry) => bytes(entry.bytes) },
    { id: 'id', title: titles.id, width: 240, isHidden: true, text: ({ id }) => id },
  ];
}
