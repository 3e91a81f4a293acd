/** Changes: what is new since the inventory before, newest first, each leading to its asset. */
import { Alert, Anchor } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeRow } from '../../../contract/changes-routes.ts';
import { addressOf, ask } from '../../client.ts';
import { stamp } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { NoRows } from '../../parts/no-rows.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Asked, FileAsked, FileFormat, TableColumn } from '../../parts/table/table-types.ts';
import { useTableView } from '../../parts/table/table-view.ts';
import { ChangeFilters } from './change-filters.tsx';
import { kindName } from './change-kinds.ts';

const firstView = { filters: ['text', 'kind', 'site', 'since', 'until', 'asset'], sort: 'date', direction: 'desc' } as const;

export function ChangesPage() {
  const { t } = useTranslation('changes');
  const view = useTableView(firstView);
  const columns = useColumns();
  const load = useCallback(
    ({ sort: _, filters, ...asked }: Asked, signal: AbortSignal) => ask('GET /api/changes', { query: { ...asked, ...filters }, signal }),
    [],
  );
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      {view.filters['asset'] !== undefined && (
        <Alert mb="sm">
          {t('oneAsset')}{' '}
          <Anchor component="button" type="button" size="sm" onClick={() => view.change({ asset: '' })}>
            {t('allAssets')}
          </Anchor>
        </Alert>
      )}
      <DataTable
        {...{ name: 'changes', label: t('title'), columns, view, load, idOf, hrefOf, fileOf }}
        empty={<NoRows view={view} words={t('empty', { returnObjects: true })} />}
      >
        <ChangeFilters view={view} />
      </DataTable>
    </>
  );
}

const idOf = ({ number }: ChangeRow): string => String(number);
const hrefOf = ({ asset }: ChangeRow): string => `/assets/${encodeURIComponent(asset.id)}`;

const fileOf = (format: FileFormat, { filters, direction, columns }: FileAsked): string =>
  addressOf(format === 'csv' ? 'GET /api/changes.csv' : 'GET /api/changes.xlsx', {}, { direction, columns, ...filters });

function useColumns(): readonly TableColumn<ChangeRow>[] {
  const { t } = useTranslation('changes');
  return useMemo(
    () => [
      {
        ...{ id: 'date', title: t('columns.date'), width: 160, grow: 0, isSortable: true },
        text: ({ date }) => (date === '' ? t('undated') : stamp(date)),
      },
      { id: 'asset', title: t('columns.asset'), width: 150, isLead: true, text: ({ asset }) => asset.name },
      { id: 'site', title: t('columns.site'), width: 170, text: ({ site }) => site.name },
      { id: 'kind', title: t('columns.kind'), width: 170, text: ({ kind }) => kindName(t, kind) },
      { id: 'text', title: t('columns.text'), width: 260, grow: 4, text: ({ text }) => text },
      { id: 'at', title: t('columns.at'), width: 160, grow: 0, isHidden: true, text: ({ at }) => stamp(at) },
    ],
    [t],
  );
}
