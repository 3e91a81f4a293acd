/** Queue: the mails of this site, those that wait and what became of the others, and a button to post what waits now. */
import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailRow } from '../../../contract/queue-routes.ts';
import { ask } from '../../client.ts';
import { languageNow } from '../../language.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { NoRows } from '../../parts/no-rows.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Problems } from '../../parts/problems.tsx';
import { type TableView, useTableView } from '../../parts/table/table-view.ts';
import { TaskPanel } from '../../parts/task-panel.tsx';
import { useMayWrite } from '../../session.ts';
import { useRunningTask, useTask } from '../../tasks.ts';
import { mailColumns } from './mail-columns.tsx';
import { MailDrawer } from './mail-drawer.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { fileOf, loadMails, type QueueValues } from './queue-source.ts';

const firstView = {
  filters: ['state', 'kind', 'peer', 'text'],
  sort: 'queued',
  direction: 'desc',
  downwards: ['queued', 'bytes', 'tries', 'tried'],
} as const;

const idOf = ({ number }: MailRow): string => String(number);

export function QueuePage() {
  const { t } = useTranslation('queue');
  const view = useTableView(firstView);
  const columns = useMemo(() => mailColumns(t), [t]);
  const [open, look] = useState<MailRow | null>(null);
  const { values, error } = useValues();
  const post = useMutation({ mutationFn: () => ask('POST /api/queue/post') });
  const task = useTask('post', 'send');
  // A sending that ended before is not this page's.
  const isOfHere = task?.kind === 'post' || task?.state === 'running' || task?.id === post.data?.id;
  const waiting = values?.states.find(({ state }) => state === 'waiting')?.count ?? 0;
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        {waiting > 0 && <Post isPending={post.isPending} onPost={() => post.mutate()} />}
      </PageHead>
      <Problems error={error ?? post.error} />
      <TaskPanel task={isOfHere ? task : undefined} />
      <DataTable<MailRow>
        {...{ name: 'queue', label: t('title'), columns, view, idOf, fileOf }}
        load={loadMails}
        onOpen={look}
        empty={<NoMail view={view} />}
      >
        <QueueFilters view={view} values={values} />
      </DataTable>
      <MailDrawer mail={open} onClose={() => look(null)} />
    </>
  );
}

/** The counts are asked for again and again; the table follows when they have changed. */
function useValues(): { readonly values: QueueValues | undefined; readonly error: unknown } {
  const queries = useQueryClient();
  const { data: values, error } = useQuery({
    queryKey: ['queue', languageNow()],
    queryFn: () => ask('GET /api/queue/values'),
    refetchInterval: 30_000,
  });
  const counted = JSON.stringify(values?.states ?? []);
  useEffect(() => {
    if (counted !== '[]') void queries.invalidateQueries({ queryKey: ['table', 'queue'] }); // told by the table itself
  }, [counted, queries]);
  return { values, error };
}

function Post({ isPending, onPost }: { readonly isPending: boolean; readonly onPost: () => void }) {
  const { t } = useTranslation('queue');
  const { t: shell } = useTranslation();
  const mayWrite = useMayWrite();
  const isBusy = useRunningTask() !== undefined;
  const reason = !mayWrite ? shell('readersOnly') : isBusy ? shell('busy') : '';
  return (
    <>
      {reason !== '' && (
        <Text size="sm" c="dimmed">
          {reason}
        </Text>
      )}
      <Button disabled={reason !== ''} loading={isPending} onClick={onPost}>
        {t('post')}
      </Button>
    </>
  );
}

function NoMail({ view }: { readonly view: TableView }) {
  const { t } = useTranslation('queue');
  const isOfWaiting = Object.keys(view.filters).length === 1 && view.filters['state'] === 'waiting';
  if (isOfWaiting) return <Empty title={t('noneWaits')} text={t('noneWaitsText')} />;
  return <NoRows view={view} words={t('empty', { returnObjects: true })} />;
}
