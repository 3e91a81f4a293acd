/** Pairs to decide, each with why, and what agrees and differs; a line leads to the two side by side. */
import { Group, NativeSelect } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pair } from '../../../contract/doubles-routes.ts';
import { addressOf, ask } from '../../client.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { NoRows } from '../../parts/no-rows.tsx';
import { Problems } from '../../parts/problems.tsx';
import { SiteChoice } from '../../parts/site-choice.tsx';
import { SearchField } from '../../parts/table/search-field.tsx';
import type { Asked, FileAsked, FileFormat, Selection, TableAction } from '../../parts/table/table-types.ts';
import { type TableView, useTableView } from '../../parts/table/table-view.ts';
import { Conflicts } from './conflicts.tsx';
import { pairAddress, useStanding } from './doubles-queries.ts';
import { usePairColumns } from './pair-columns.tsx';

const firstView = {
  filters: ['text', 'site', 'reason'],
  sort: 'agreeing',
  direction: 'desc',
  downwards: ['agreeing', 'lastA', 'lastB'],
} as const;

type Query = NonNullable<Parameters<typeof ask<'GET /api/doubles'>>[1]>['query'];

/** What stands in the address is judged by the API. */
const load = ({ filters, ...asked }: Asked, signal: AbortSignal) =>
  ask('GET /api/doubles', { query: { ...asked, ...filters } as Query, signal });

export function PairList() {
  const { t } = useTranslation('doubles');
  const view = useTableView(firstView);
  const columns = usePairColumns();
  const actionsOf = useActions();
  const { data, error } = useStanding();
  return (
    <>
      <Problems error={error} />
      {data && <Conflicts conflicts={data.conflicts} />}
      <DataTable
        {...{ name: 'doubles', label: t('title'), columns, view, load, idOf, hrefOf: pairAddress, fileOf, actionsOf }}
        empty={<NoPair view={view} />}
      >
        <PairFilters view={view} />
      </DataTable>
    </>
  );
}

const idOf = ({ a, b }: Pair): string => `${a.record} ${b.record}`;

const fileOf = (format: FileFormat, { filters, ...asked }: FileAsked): string =>
  addressOf(format === 'csv' ? 'GET /api/doubles.csv' : 'GET /api/doubles.xlsx', {}, { ...asked, ...filters });

function useActions(): (selection: Selection<Pair>) => readonly TableAction[] {
  const { t } = useTranslation('doubles');
  return useCallback(
    (selection) => {
      const [pair] = selection.kind === 'rows' ? selection.rows : [];
      if (!pair || selection.count !== 1) return [];
      const toMachine = ({ asset, name, record }: Pair['a']): TableAction => ({
        key: record,
        label: t('openMachine', { name }),
        href: `/assets/${encodeURIComponent(asset)}`,
      });
      const { a, b } = pair;
      return [{ key: 'compare', label: t('comparePair', { a: a.name, b: b.name }), href: pairAddress(pair) }, toMachine(a), toMachine(b)];
    },
    [t],
  );
}

const reasons = ['clone', 'several-candidates', 'weak-evidence', 'contradiction'] as const satisfies readonly Pair['reason'][];

function PairFilters({ view: { filters, change } }: { readonly view: TableView }) {
  const { t } = useTranslation('doubles');
  return (
    <Group align="flex-end" gap="xs">
      <SearchField label={t('search')} value={filters['text'] ?? ''} onSearch={(text) => change({ text }, { isTyping: true })} />
      <NativeSelect
        label={t('reason')}
        value={filters['reason'] ?? ''}
        onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
        data={[{ value: '', label: t('allReasons') }, ...reasons.map((value) => ({ value, label: t(`reasons.${value}`) }))]}
      />
      <SiteChoice label={t('site')} all={t('allSites')} value={filters['site'] ?? ''} onChoose={(site) => change({ site })} />
    </Group>
  );
}

function NoPair({ view }: { readonly view: TableView }) {
  const { t } = useTranslation('doubles');
  const words = { title: t('none'), text: t('noneText'), none: t('noneFound'), noneText: t('noneFoundText'), reset: t('reset') };
  return <NoRows view={view} words={words} />;
}
