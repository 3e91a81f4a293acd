/** What narrows the table of assets: the question, and the values that most assets have, with how many they are. */
import { ActionIcon, Group, List, NativeSelect, Popover, Switch, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AssetFacets } from '../../../contract/assets-routes.ts';
import { ask } from '../../client.ts';
import { number } from '../../format.ts';
import { SearchField } from '../../parts/table/search-field.tsx';
import type { Filters } from '../../parts/table/table-types.ts';
import type { TableView } from '../../parts/table/table-view.ts';
import { kindOf } from './asset-kinds.ts';

type Query = NonNullable<Parameters<typeof ask<'GET /api/assets/facets'>>[1]>['query'];

export function AssetFilters({ view }: { readonly view: TableView }) {
  const { t } = useTranslation('assets');
  const { filters } = view;
  const facets = useFacets(filters);
  return (
    <Group align="flex-end" gap="xs">
      <SearchField
        label={t('search')}
        placeholder={t('searchHint')}
        value={filters['question'] ?? ''}
        onSearch={(question) => view.change({ question }, { isTyping: true })}
        maxLength={500}
        spellCheck={false}
      />
      <SearchHelp />
      {(['site', 'kind', 'os'] as const).map((name) => (
        <Facet key={name} name={name} counts={facets?.[name] ?? []} view={view} />
      ))}
      <NativeSelect
        label={t('facets.state')}
        value={filters['missing'] ?? ''}
        onChange={(event) => view.change({ missing: event.currentTarget.value })}
        data={[
          { value: '', label: t('facets.all') },
          { value: 'no', label: t('facets.states.present') },
          { value: 'yes', label: t('facets.states.missing') },
        ]}
      />
      <Switch
        label={t('facets.retired')}
        checked={filters['retired'] === 'shown'}
        onChange={(event) => view.change({ retired: event.currentTarget.checked ? 'shown' : '' })}
      />
    </Group>
  );
}

/** While a question is not understood, the facets of the last one stay. */
const useFacets = (filters: Filters): AssetFacets | undefined =>
  useQuery({
    queryKey: ['assets', 'facets', filters],
    queryFn: ({ signal }) => ask('GET /api/assets/facets', { query: filters as Query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  }).data;

type FacetProps = { readonly name: keyof AssetFacets; readonly counts: AssetFacets[keyof AssetFacets]; readonly view: TableView };

function Facet({ name, counts, view }: FacetProps) {
  const { t } = useTranslation('assets');
  const chosen = view.filters[name] ?? '';
  const isListed = chosen === '' || counts.some(({ value }) => value === chosen);
  const nameOf = (value: string, called: string): string => (name === 'kind' ? kindOf(t, value) : called || value);
  return (
    <NativeSelect
      label={t(`facets.${name}`)}
      maw={160}
      value={chosen}
      onChange={(event) => view.change({ [name]: event.currentTarget.value })}
      data={[
        { value: '', label: t('facets.all') },
        ...(isListed ? [] : [{ value: chosen, label: nameOf(chosen, '') }]),
        ...counts.map(({ value, name: called, count }) => ({ value, label: `${nameOf(value, called)} (${number(count)})` })),
      ]}
    />
  );
}

const examples = [
  ['word', 'latitude'],
  ['field', 'site:lyon'],
  ['not', '-hp'],
  ['kind', 'kind:printer'],
  ['software', 'software:"adobe reader"'],
  ['version', 'firefox < 128'],
  ['missing', 'missing:yes'],
] as const;

function SearchHelp() {
  const { t } = useTranslation('assets');
  return (
    <Popover width={360} shadow="md" position="bottom-start" withinPortal>
      <Popover.Target>
        <ActionIcon variant="default" size="input-sm" aria-label={t('help.button')} title={t('help.button')}>
          ?
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{t('help.text')}</Text>
        <List size="sm" mt="xs" listStyleType="none">
          {examples.map(([name, example]) => (
            <List.Item key={name}>
              <code>{example}</code> {t(`help.examples.${name}`)}
            </List.Item>
          ))}
        </List>
      </Popover.Dropdown>
    </Popover>
  );
}
