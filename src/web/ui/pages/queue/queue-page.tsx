/** Queue: mails that wait, what the server said of them, and a button to post them now. */
import { Button, Loader, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { QueuedMailView } from '../../../contract/upkeep-routes.ts';
import { ask } from '../../client.ts';
import { bytes, number, stamp } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Problems } from '../../parts/problems.tsx';
import { TaskPanel } from '../../parts/task-panel.tsx';
import { useMayWrite } from '../../session.ts';
import { useRunningTask, useTask } from '../../tasks.ts';

export function QueuePage() {
  const { t } = useTranslation('queue');
  const { data: queue, error } = useQuery({ queryKey: ['queue'], queryFn: () => ask('GET /api/queue'), refetchInterval: 30_000 });
  const post = useMutation({ mutationFn: () => ask('POST /api/queue/post') });
  const task = useTask('post', 'send');
  // A sending that ended before is not this page's.
  const isOfHere = task?.kind === 'post' || task?.state === 'running' || task?.id === post.data?.id;
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        {queue && queue.total > 0 && <Post isPending={post.isPending} onPost={() => post.mutate()} />}
      </PageHead>
      <Problems error={error ?? post.error} />
      <TaskPanel task={isOfHere ? task : undefined} />
      {!queue && !error && <Loader aria-label="…" />}
      <div className="below">{queue?.total === 0 && <Empty title={t('empty')} text={t('emptyText')} />}</div>
      {queue && queue.total > 0 && <Mails mails={queue.mails} />}
      {queue && queue.mails.length < queue.total && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('cut', { shown: queue.mails.length, total: queue.total })}
        </Text>
      )}
    </>
  );
}

function Post({ isPending, onPost }: { readonly isPending: boolean; readonly onPost: () => void }) {
  const { t } = useTranslation('queue');
  const { t: shell } = useTranslation();
  const mayWrite = useMayWrite();
  const isBusy = useRunningTask() !== undefined;
  const reason = !mayWrite ? shell('readersOnly') : isBusy ? t('busy') : '';
  return (
    <>
      <Text size="sm" c="dimmed">
        {reason}
      </Text>
      <Button disabled={reason !== ''} loading={isPending} onClick={onPost}>
        {t('post')}
      </Button>
    </>
  );
}

function Mails({ mails }: { readonly mails: readonly QueuedMailView[] }) {
  const { t } = useTranslation('queue');
  return (
    <Table.ScrollContainer minWidth={700} tabIndex={0} aria-label={t('title')} mt="sm">
      <Table striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.kind')}</Table.Th>
            <Table.Th>{t('columns.to')}</Table.Th>
            <Table.Th ta="right">{t('columns.bytes')}</Table.Th>
            <Table.Th>{t('columns.since')}</Table.Th>
            <Table.Th ta="right">{t('columns.tries')}</Table.Th>
            <Table.Th>{t('columns.error')}</Table.Th>
            <Table.Th>{t('columns.next')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mails.map((mail) => (
            <Mail key={mail.messageId} mail={mail} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Mail({ mail }: { readonly mail: QueuedMailView }) {
  const { t } = useTranslation('queue');
  const { kindSaid, parcel, volume, to, tries, createdAt, lastError, lastTriedAt, nextAt } = mail;
  return (
    <Table.Tr>
      <Table.Td>
        {kindSaid}
        {parcel !== '' && (
          <Text size="xs" c="dimmed">
            {t('parcel', { parcel, volume })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{to}</Table.Td>
      <Table.Td ta="right" className="whole">
        {bytes(mail.bytes)}
      </Table.Td>
      <Table.Td className="whole">{stamp(createdAt)}</Table.Td>
      <Table.Td ta="right">{number(tries)}</Table.Td>
      <Table.Td>
        {lastError === '' ? t('never') : lastError}
        {lastTriedAt !== '' && (
          <Text size="xs" c="dimmed">
            {stamp(lastTriedAt)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{nextAt === '' ? t('nextRun') : stamp(nextAt)}</Table.Td>
    </Table.Tr>
  );
}
