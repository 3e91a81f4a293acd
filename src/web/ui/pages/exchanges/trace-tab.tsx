/** Trace of exchanges: a long table of lines; what can be done with some of them, and the whole exchange behind each. */
import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TraceLine } from '../../../contract/trace-story.ts';
import { languageNow } from '../../language.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import type { Selection } from '../../parts/table/table-types.ts';
import { type TableView, useTableView } from '../../parts/table/table-view.ts';
import { useMayWrite, useStatus } from '../../session.ts';
import { actionsOf } from './trace/trace-actions.ts';
import { traceColumns } from './trace/trace-columns.tsx';
import { TraceDeletion } from './trace/trace-deletion.tsx';
import { TraceFilters } from './trace/trace-filters.tsx';
import { fileAddress, loadTrace, storyAddress, traceFormats } from './trace/trace-source.ts';
import { TraceStoryDrawer } from './trace/trace-story-drawer.tsx';

const first = {
  filters: ['text', 'peer', 'kind', 'outcome', 'way', 'since', 'until'],
  sort: 'at',
  direction: 'desc',
  downwards: ['at'],
} as const;

const idOf = ({ id }: TraceLine): string => String(id);

export function TraceTab() {
  const { t } = useTranslation('trace');
  const { role } = useStatus();
  const queries = useQueryClient();
  const view = useTableView(first);
  const columns = useMemo(() => traceColumns(t), [t]);
  const [doomed, setDoomed] = useState<Selection<TraceLine> | null>(null);
  // What was deleted is selected no more: the table begins anew.
  const [turn, setTurn] = useState(0);
  const mayDelete = useMayWrite();
  const deleted = (): void => {
    setTurn(turn + 1);
    void queries.invalidateQueries(); // told by the queries themselves
  };
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {t(`about.${role === 'distant' ? 'distant' : 'common'}`)}
      </Text>
      <DataTable<TraceLine>
        key={turn}
        name="trace"
        label={t('title')}
        {...{ columns, view, idOf }}
        load={loadTrace}
        hrefOf={(line) => storyAddress(view.search, line.id)}
        actionsOf={(selection) => actionsOf(selection, { t, view, mayDelete, remove: () => setDoomed(selection) })}
        fileOf={(format, { filters, direction }) => fileAddress({ format, direction, ...filters })}
        formats={traceFormats}
        empty={<Nothing view={view} />}
      >
        <TraceFilters view={view}>
          <Chronology view={view} />
        </TraceFilters>
      </DataTable>
      <TraceDeletion doomed={doomed} onClose={() => setDoomed(null)} onDeleted={deleted} />
      <TraceStoryDrawer search={view.search} key={languageNow()} />
    </>
  );
}

function Chronology({ view }: { readonly view: TableView }) {
  const { t } = useTranslation('trace');
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" onClick={() => view.sortBy('at')}>
        {t('reverse')}
      </Button>
      <Text size="sm" c="dimmed" role="status">
        {t(view.direction === 'desc' ? 'newestFirst' : 'oldestFirst')}
      </Text>
    </Group>
  );
}

function Nothing({ view }: { readonly view: TableView }) {
  const { t } = useTranslation('trace');
  if (Object.keys(view.filters).length > 0)
    return (
      <Empty title={t('nothing.title')} text={t('nothing.text')}>
        <Button variant="default" onClick={() => view.open('')}>
          {t('filters.clear')}
        </Button>
      </Empty>
    );
  return (
    <Empty title={t('empty.title')} text={t('empty.text')}>
      <Button component={Link} href="/exchanges/session">
        {t('empty.action')}
      </Button>
    </Empty>
  );
}
