/** The filters of the queue. They stand in the address, so that a link shows the same mails. */
import { Group, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { number } from '../../format.ts';
import { SearchField } from '../../parts/table/search-field.tsx';
import type { TableView } from '../../parts/table/table-view.ts';
import type { QueueValues } from './queue-source.ts';

export function QueueFilters({ view, values }: { readonly view: TableView; readonly values: QueueValues | undefined }) {
  const { t } = useTranslation('queue');
  const { states = [], kinds = [] } = values ?? {};
  const all = { value: '', label: t('filters.all') };
  const counted = states.map(({ state, count }) => ({
    value: state,
    label: t('filters.counted', { state: t(`states.${state}`), shown: number(count) }),
  }));
  return (
    <Group align="flex-end" gap="xs" role="search" aria-label={t('title')}>
      <SearchField
        maxLength={200}
        label={t('filters.search')}
        value={view.filters['text'] ?? ''}
        onSearch={(text) => view.change({ text }, { isTyping: true })}
      />
      <Group gap="xs" wrap="nowrap">
        <NativeSelect
          label={t('columns.state')}
          value={view.filters['state'] ?? ''}
          data={[all, ...counted]}
          onChange={({ currentTarget }) => view.change({ state: currentTarget.value })}
        />
        <NativeSelect
          label={t('columns.kind')}
          value={view.filters['kind'] ?? ''}
          data={[all, ...kinds.map(({ code, said }) => ({ value: code, label: said }))]}
          onChange={({ currentTarget }) => view.change({ kind: currentTarget.value })}
        />
      </Group>
    </Group>
  );
}
