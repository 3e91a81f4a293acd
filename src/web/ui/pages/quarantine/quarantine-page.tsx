/** Quarantine: what could not be understood, chosen one by one or together, examined, tried again or dropped. */
import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantineEntryView } from '../../../contract/upkeep-routes.ts';
import { ask } from '../../client.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { NoRows } from '../../parts/no-rows.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Problems } from '../../parts/problems.tsx';
import { SearchField } from '../../parts/table/search-field.tsx';
import type { TableAction } from '../../parts/table/table-types.ts';
import { type TableView, useTableView } from '../../parts/table/table-view.ts';
import { TaskPanel } from '../../parts/task-panel.tsx';
import { useMayWrite } from '../../session.ts';
import { useRunningTask, useTask } from '../../tasks.ts';
import { Dropping } from './dropping.tsx';
import { entryColumns } from './entry-columns.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { type Chosen, fileOf, loadEntries, meant } from './quarantine-source.ts';

const firstView = { filters: ['text', 'kind'], sort: 'at', direction: 'desc', downwards: ['at', 'bytes'] } as const;

const idOf = ({ id }: QuarantineEntryView): string => id;

export function QuarantinePage() {
  const { t } = useTranslation('quarantine');
  const view = useTableView(firstView);
  const columns = useMemo(() => entryColumns(t), [t]);
  const [looked, look] = useState<string | null>(null);
  const [doomed, setDoomed] = useState<Chosen | null>(null);
  // What was dropped is selected no more: the table begins anew.
  const [turn, setTurn] = useState(0);
  const mayWrite = useMayWrite();
  const retry = useMutation({
    mutationFn: (chosen: Chosen | 'all') => ask('POST /api/quarantine/retry', { body: chosen === 'all' ? { ids: chosen } : meant(chosen) }),
  });
  const actionsOf = useActions({ look, retry: retry.mutate, drop: setDoomed });
  return (
    <>
      <PageHead title={t('title')} text={t('text')}>
        <RetryAll isPending={retry.isPending} onRetry={() => retry.mutate('all')} />
      </PageHead>
      <Problems error={retry.error} />
      <TaskPanel task={useTask('quarantine-retry')} />
      <DataTable<QuarantineEntryView>
        key={turn}
        {...{ name: 'quarantine', label: t('title'), columns, view, idOf, fileOf, actionsOf }}
        load={loadEntries}
        {...(mayWrite ? { onOpen: ({ id }: QuarantineEntryView) => look(id) } : {})}
        empty={<NoRows view={view} words={t('empty', { returnObjects: true })} />}
      >
        <QuarantineFilters view={view} />
      </DataTable>
      <EntryPanel id={looked} onClose={() => look(null)} />
      <Dropping chosen={doomed} onClose={() => setDoomed(null)} onDropped={() => setTurn(turn + 1)} />
    </>
  );
}

function RetryAll({ isPending, onRetry }: { readonly isPending: boolean; readonly onRetry: () => void }) {
  const { t } = useTranslation('quarantine');
  const { t: shell } = useTranslation();
  const mayWrite = useMayWrite();
  const isBusy = useRunningTask() !== undefined;
  const { data } = useQuery({ queryKey: ['quarantine', 'count'], queryFn: () => ask('GET /api/quarantine', { query: { limit: 1 } }) });
  if (!data || data.total === 0) return null;
  return (
    <>
      {!mayWrite && (
        <Text size="sm" c="dimmed">
          {shell('readersOnly')}
        </Text>
      )}
      <Button disabled={!mayWrite || isBusy} loading={isPending} onClick={onRetry}>
        {t('retryAll')}
      </Button>
    </>
  );
}

type Acting = {
  readonly look: (id: string) => void;
  readonly retry: (chosen: Chosen) => void;
  readonly drop: (chosen: Chosen) => void;
};

function useActions({ look, retry, drop }: Acting): (chosen: Chosen) => readonly TableAction[] {
  const { t } = useTranslation('quarantine');
  const mayWrite = useMayWrite();
  const isBusy = useRunningTask() !== undefined;
  return (chosen) => {
    const [only] = chosen.kind === 'rows' && chosen.count === 1 ? chosen.rows : [];
    const hasMail = chosen.kind === 'all' || chosen.rows.some(({ isDroppable }) => isDroppable);
    if (!mayWrite) return [{ key: 'none', label: t('notAllowed'), isDisabled: true }];
    return [
      ...(only ? [{ key: 'look', label: t('look'), run: () => look(only.id) }] : []),
      { key: 'retry', label: t('retry'), run: () => retry(chosen), isDisabled: isBusy },
      { key: 'drop', label: t(hasMail ? 'drop' : 'notDroppable'), run: () => drop(chosen), isDangerous: true, isDisabled: !hasMail },
    ];
  };
}

function QuarantineFilters({ view }: { readonly view: TableView }) {
  const { t } = useTranslation('quarantine');
  const kinds = (['mail', 'file'] as const).map((value) => ({ value, label: t(`kinds.${value}`) }));
  return (
    <Group align="flex-end" gap="xs" role="search" aria-label={t('title')}>
      <SearchField
        maxLength={200}
        label={t('search')}
        value={view.filters['text'] ?? ''}
        onSearch={(text) => view.change({ text }, { isTyping: true })}
      />
      <NativeSelect
        label={t('columns.kind')}
        value={view.filters['kind'] ?? ''}
        data={[{ value: '', label: t('allKinds') }, ...kinds]}
        onChange={({ currentTarget }) => view.change({ kind: currentTarget.value })}
      />
    </Group>
  );
}
