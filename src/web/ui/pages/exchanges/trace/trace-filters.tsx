/** The filters of the trace. They stand in the address, so that a link shows the same lines. */
import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../../client.ts';
import { languageNow } from '../../../language.ts';
import type { TableView } from '../../../parts/table/table-view.ts';

/** `children`: what stands at their end. */
export function TraceFilters({ view, children }: { readonly view: TableView; readonly children: ReactNode }) {
  const { t } = useTranslation('trace');
  const { data } = useQuery({ queryKey: ['trace-values', languageNow()], queryFn: () => ask('GET /api/trace/values') });
  return (
    <Group gap="xs" align="flex-end" role="search" aria-label={t('filters.label')}>
      <SearchField value={view.filters['text'] ?? ''} onSettled={(text) => view.change({ text }, { isTyping: true })} />
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

const restMs = 250;

/** The address follows when the typing rests. */
function SearchField({ value, onSettled }: { readonly value: string; readonly onSettled: (text: string) => void }) {
  const { t } = useTranslation('trace');
  const [typed, type] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) type(value);
    told.current = value;
  }, [value]);
  const settle = useDebouncedCallback((text: string) => {
    told.current = text;
    onSettled(text);
  }, restMs);
  return (
    <TextInput
      type="search"
      size="xs"
      miw={200}
      flex={2}
      maxLength={200}
      label={t('filters.text')}
      placeholder={t('filters.textHint')}
      value={typed}
      onChange={({ currentTarget }) => {
        type(currentTarget.value);
        settle(currentTarget.value.trim());
      }}
    />
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
