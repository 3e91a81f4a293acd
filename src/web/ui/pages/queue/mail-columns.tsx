/** The columns of the queue, and the state of a mail at a glance. */
import { Badge } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { MailRow } from '../../../contract/queue-routes.ts';
import { bytes, number, stamp } from '../../format.ts';
import type { TableColumn } from '../../parts/table/table-types.ts';

const colours = { waiting: 'yellow', sent: 'teal', returned: 'red', refused: 'red' } as const;

export function StateBadge({ state }: Pick<MailRow, 'state'>) {
  const { t } = useTranslation('queue');
  return (
    <Badge color={colours[state]} variant="light" tt="none" fw={600}>
      {t(`states.${state}`)}
    </Badge>
  );
}

type Words = TFunction<'queue'>;

export function mailColumns(t: Words): readonly TableColumn<MailRow>[] {
  const ends = { grow: 0, align: 'end', isSortable: true } as const;
  return [
    { ...head(t, 'queued', 160), grow: 0, isSortable: true, text: ({ createdAt }) => stamp(createdAt) },
    {
      ...head(t, 'state', 108),
      ...{ grow: 0, isSortable: true },
      text: ({ state }) => t(`states.${state}`),
      show: ({ state }) => <StateBadge state={state} />,
    },
    { ...head(t, 'peer', 150), isSortable: true, text: ({ peerSaid }) => peerSaid },
    { ...head(t, 'kind', 130), isSortable: true, text: ({ kindSaid }) => kindSaid },
    { ...head(t, 'parcel', 75), grow: 0, isHidden: true, text: ({ parcel }) => parcel },
    { ...head(t, 'to', 190), isSortable: true, isHidden: true, text: ({ to }) => to },
    { ...head(t, 'bytes', 85), ...ends, text: (mail) => sizeOf(mail) },
    { ...head(t, 'tries', 75), ...ends, text: ({ tries }) => number(tries) },
    { ...head(t, 'refusal', 180), grow: 4, text: ({ refusal }) => refusal.said },
    { ...head(t, 'remedy', 240), grow: 3, isHidden: true, text: ({ refusal }) => refusal.remedy },
    { ...head(t, 'tried', 150), grow: 0, isSortable: true, isHidden: true, text: ({ lastTriedAt }) => stamp(lastTriedAt) },
    { ...head(t, 'next', 155), grow: 0, isHidden: true, text: (mail) => nextOf(t, mail) },
    { ...head(t, 'messageId', 240), isHidden: true, text: ({ messageId }) => messageId },
  ];
}

const head = <C extends keyof ReturnType<typeof titles>>(t: Words, id: C, width: number) => ({ id, title: titles(t)[id], width });

const titles = (t: Words) => t('columns', { returnObjects: true });

const sizeOf = ({ bytes: size }: Pick<MailRow, 'bytes'>): string => (size > 0 ? bytes(size) : '');

/** Of a mail that waits. */
export function nextOf(t: Words, { state, nextAt }: Pick<MailRow, 'state' | 'nextAt'>): string {
  if (state !== 'waiting') return '';
  return nextAt === '' ? t('nextRun') : stamp(nextAt);
}
