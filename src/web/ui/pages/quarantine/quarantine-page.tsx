/** Quarantine: what could not be understood, chosen one by one or together, examined, tried again or dropped. */
import { Button, Group, Loader, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantineEntryView } from '../../../contract/upkeep-routes.ts';
import { ask } from '../../client.ts';
import { Empty } from '../../parts/empty.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Problems } from '../../parts/problems.tsx';
import { TaskPanel } from '../../parts/task-panel.tsx';
import { useMayWrite } from '../../session.ts';
import { useRunningTask, useTask } from '../../tasks.ts';
import { Dropping } from './dropping.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { EntryTable } from './entry-table.tsx';

export function QuarantinePage() {
  const { t } = useTranslation('quarantine');
  const { data: entries, error } = useQuery({ queryKey: ['quarantine'], queryFn: () => ask('GET /api/quarantine') });
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <Problems error={error} />
      <TaskPanel task={useTask('quarantine-retry')} />
      {!entries && !error && <Loader aria-label="…" />}
      <div className="below">{entries?.length === 0 && <Empty title={t('empty')} text={t('emptyText')} />}</div>
      {entries && entries.length > 0 && <Entries entries={entries} />}
    </>
  );
}

function Entries({ entries }: { readonly entries: readonly QuarantineEntryView[] }) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [looked, setLooked] = useState<string | null>(null);
  const [isDropping, setDropping] = useState(false);
  const retry = useMutation({
    mutationFn: (ids: readonly string[] | 'all') => ask('POST /api/quarantine/retry', { body: { ids: ids === 'all' ? ids : [...ids] } }),
  });
  // What has left the list meanwhile is not chosen any more.
  const chosen = entries.filter(({ id }) => marked.has(id));
  return (
    <>
      <Bar
        chosen={chosen}
        isPending={retry.isPending}
        onRetry={() => retry.mutate(chosen.length === 0 ? 'all' : chosen.map(({ id }) => id))}
        onDrop={() => setDropping(true)}
      />
      <Problems error={retry.error} />
      <EntryTable entries={entries} marked={marked} onMark={setMarked} onLook={setLooked} />
      <EntryPanel id={looked} onClose={() => setLooked(null)} />
      <Dropping chosen={chosen} isOpen={isDropping} onClose={() => setDropping(false)} />
    </>
  );
}

type BarProps = {
  readonly chosen: readonly QuarantineEntryView[];
  readonly isPending: boolean;
  readonly onRetry: () => void;
  readonly onDrop: () => void;
};

function Bar({ chosen, isPending, onRetry, onDrop }: BarProps) {
  const { t } = useTranslation('quarantine');
  const { t: shell } = useTranslation();
  const mayWrite = useMayWrite();
  const isBusy = useRunningTask() !== undefined;
  return (
    <Group my="sm" gap="xs">
      <Button disabled={!mayWrite || isBusy} loading={isPending} onClick={onRetry}>
        {t(chosen.length === 0 ? 'retryAll' : 'retry')}
      </Button>
      <Button variant="outline" color="red" disabled={!mayWrite || chosen.length === 0} onClick={onDrop}>
        {t('drop')}
      </Button>
      <Text size="sm" c="dimmed" aria-live="polite">
        {mayWrite ? chosen.length > 0 && t('chosen', { count: chosen.length }) : shell('readersOnly')}
      </Text>
    </Group>
  );
}
