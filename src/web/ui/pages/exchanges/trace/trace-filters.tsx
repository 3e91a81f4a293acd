/** The filters of the trace. They stand in the address, so that a link shows the same lines. */
import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../../client.ts';
import { languageNow } from '../../../language.ts';
import { SearchField } from '../../../parts/table/search-field.tsx';
import type { TableView } from '../../../parts/table/table-view.ts';

/** `children`: what stands at their end. */
export function TraceFilters({ view, children }: { readonly view: TableView; readonly children: ReactNode }) {
  const { t } = useTranslation('trace');
  const { data } = useQuery({ queryKey: ['trace-values', languageNow()], queryFn: () => ask('GET /api/trace/values') });
  return (
    <Group gap="xs" align="flex-end" role="search" aria-label={t('filters.label')}>
      <SearchField
        size="xs"
        flex={2}
        miw={200}
        maxLength={200}
        label={t('filters.text')}
        placeholder={t('filters.textHint')}
        value={view.filters['text'] ?? ''}
        onSearch={(text) => view.change({ text }, { isTyping: true })}
      />
      <Choice view={view} name="peer" values={data?.peers ?? []} />
      <Choice view={view} name="kind" values={data?.kinds ?? []} />
      <Choice view={view} name="outcome" values={data?.outcomes ?? []} />
      <Choice view={view} name="way" values={data?.ways ?? []} />
      <Group gap="xs" wrap="nowrap">
        <DayField view={view} name="since" />
        <DayField view={view} name="until" />
      </Group>
      {Object.keys(view.filters).length > 0 && (
        <Button size="xs" variant="subtle" onClick={() => view.open('')}>
          {t('filters.clear')}
        </Button>
      )}
      {children}
    </Group>
  );
}

type Named = { readonly code: string; readonly said: string };

type ChoiceProps = { readonly view: TableView; readonly name: 'peer' | 'kind' | 'outcome' | 'way'; readonly values: readonly Named[] };

/** What the address asks for is shown even where nothing in the trace has it. */
function Choice({ view, name, values }: ChoiceProps) {
  const { t } = useTranslation('trace');
  const value = view.filters[name] ?? '';
  const isKnown = value === '' || values.some(({ code }) => code === value);
  const known = isKnown ? values : [...values, { code: value, said: value }];
  return (
    <NativeSelect
      size="xs"
      miw={130}
      flex={1}
      label={t(`columns.${name}`)}
      value={value}
      data={[{ value: '', label: t('filters.all') }, ...known.map(({ code, said }) => ({ value: code, label: said }))]}
      onChange={({ currentTarget }) => view.change({ [name]: currentTarget.value })}
    />
  );
}

function DayField({ view, name }: { readonly view: TableView; readonly name: 'since' | 'until' }) {
  const { t } = useTranslation('trace');
  return (
    <TextInput
      type="date"
      size="xs"
      miw={130}
      label={t(`filters.${name}`)}
      value={view.filters[name] ?? ''}
      onChange={({ currentTarget }) => view.change({ [name]: currentTarget.value })}
    />
  );
}
