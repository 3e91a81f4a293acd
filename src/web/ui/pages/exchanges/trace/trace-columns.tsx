/** The columns of the trace. */
import type { TFunction } from 'i18next';
import type { TraceLine } from '../../../../contract/trace-story.ts';
import { bytes, stamp } from '../../../format.ts';
import type { TableColumn } from '../../../parts/table/table-types.ts';
import { duration } from './duration.ts';
import { OutcomeBadge } from './outcome-badge.tsx';

export function traceColumns(t: TFunction<'trace'>): readonly TableColumn<TraceLine>[] {
  return [
    { id: 'at', title: t('columns.at'), width: 155, grow: 0, text: ({ at }) => stamp(at), isSortable: true },
    {
      id: 'outcome',
      title: t('columns.outcome'),
      width: 130,
      grow: 0,
      text: ({ outcomeSaid }) => outcomeSaid,
      show: (line) => <OutcomeBadge {...line} />,
    },
    { id: 'way', title: t('columns.way'), width: 88, grow: 0, text: ({ direction }) => t(`ways.${direction}`) },
    { id: 'peer', title: t('columns.peer'), width: 110, text: ({ peerSaid }) => peerSaid },
    { id: 'kind', title: t('columns.kind'), width: 115, text: ({ kindSaid }) => kindSaid },
    { id: 'reason', title: t('columns.reason'), width: 200, grow: 4, text: ({ reason }) => reason.said },
    {
      id: 'bytes',
      title: t('columns.bytes'),
      width: 85,
      grow: 0,
      align: 'end',
      isHidden: true,
      text: (line) => (line.bytes > 0 ? bytes(line.bytes) : ''),
    },
    {
      id: 'durationMs',
      title: t('columns.durationMs'),
      width: 90,
      grow: 0,
      align: 'end',
      isHidden: true,
      text: ({ durationMs }) => (durationMs > 0 ? duration(durationMs) : ''),
    },
    { id: 'id', title: t('columns.id'), width: 90, grow: 0, align: 'end', isHidden: true, text: ({ id }) => String(id) },
    { id: 'messageId', title: t('columns.messageId'), width: 240, isHidden: true, text: ({ messageId }) => messageId },
  ];
}
