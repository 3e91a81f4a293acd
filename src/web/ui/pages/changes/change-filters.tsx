/** The filters of the changes: what is asked in words or by kind, and below or beside it where and when. */
import { Group, MultiSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SiteChoice } from '../../parts/site-choice.tsx';
import { SearchField } from '../../parts/table/search-field.tsx';
import type { TableView } from '../../parts/table/table-view.ts';
import { kindNames } from './change-kinds.ts';

type Filtering = { readonly view: TableView };

/** Two groups: where one row has no room for both, the second is a row of its own. */
export const ChangeFilters = ({ view }: Filtering) => (
  <Group align="flex-end" gap="xs" role="search">
    <Group align="flex-end" gap="xs" flex="1 1 24rem">
      <WhatFilters view={view} />
    </Group>
    <Group align="flex-end" gap="xs">
      <PlaceAndTime view={view} />
    </Group>
  </Group>
);

function WhatFilters({ view }: Filtering) {
  const { t } = useTranslation('changes');
  const kinds = view.filters['kind']?.split(',') ?? [];
  return (
    <>
      <SearchField label={t('search')} value={view.filters['text'] ?? ''} onSearch={(text) => view.change({ text }, { isTyping: true })} />
      <MultiSelect
        label={t('kind')}
        placeholder={kinds.length === 0 ? t('allKinds') : ''}
        data={kindNames(t)}
        value={kinds}
        onChange={(chosen) => view.change({ kind: chosen.join(',') })}
        searchable
        clearable
        miw={150}
        maw={360}
        flex={1}
      />
    </>
  );
}

function PlaceAndTime({ view }: Filtering) {
  const { t } = useTranslation('changes');
  return (
    <>
      <SiteChoice label={t('site')} all={t('allSites')} value={view.filters['site'] ?? ''} onChoose={(site) => view.change({ site })} />
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <DayField view={view} name="since" />
        <DayField view={view} name="until" />
      </Group>
    </>
  );
}

function DayField({ view, name }: Filtering & { readonly name: 'since' | 'until' }) {
  const { t } = useTranslation('changes');
  return (
    <TextInput
      type="date"
      miw={130}
      label={t(name)}
      value={view.filters[name] ?? ''}
      onChange={({ currentTarget }) => view.change({ [name]: currentTarget.value })}
    />
  );
}
