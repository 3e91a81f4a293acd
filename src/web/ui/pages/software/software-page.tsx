/** Software: products whatever their version, how often and where; a product unfolds its versions, which lead to the assets. */
import { Alert, Group } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Product } from '../../../contract/software-routes.ts';
import { addressOf, ask } from '../../client.ts';
import { number } from '../../format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { NoRows } from '../../parts/no-rows.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SiteChoice } from '../../parts/site-choice.tsx';
import { SearchField } from '../../parts/table/search-field.tsx';
import type { Asked, FileAsked, FileFormat, TableColumn } from '../../parts/table/table-types.ts';
import { useTableView } from '../../parts/table/table-view.ts';
import { VersionsDrawer } from './versions-drawer.tsx';

const firstView = {
  filters: ['text', 'site'],
  sort: 'installations',
  direction: 'desc',
  downwards: ['installations', 'sites'],
} as const;

type Sort = 'name' | 'publisher' | 'installations' | 'sites';

export function SoftwarePage() {
  const { t } = useTranslation('software');
  const view = useTableView(firstView);
  const columns = useColumns();
  const [open, unfold] = useState<Product | null>(null);
  const [uncounted, keepUncounted] = useState(0);
  const load = useCallback(async ({ sort, filters, ...asked }: Asked, signal: AbortSignal) => {
    const page = await ask('GET /api/software', { query: { ...asked, ...filters, sort: sort as Sort }, signal });
    keepUncounted(page.uncounted);
    return page;
  }, []);
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      {uncounted > 0 && <Alert color="yellow">{t('uncounted', { count: uncounted })}</Alert>}
      <DataTable
        {...{ name: 'software', label: t('title'), columns, view, load, idOf, fileOf }}
        onOpen={unfold}
        empty={<NoRows view={view} words={t('empty', { returnObjects: true })} />}
      >
        <Group align="flex-end" gap="xs">
          <SearchField
            label={t('search')}
            value={view.filters['text'] ?? ''}
            onSearch={(text) => view.change({ text }, { isTyping: true })}
          />
          <SiteChoice label={t('site')} all={t('allSites')} value={view.filters['site'] ?? ''} onChoose={(site) => view.change({ site })} />
        </Group>
      </DataTable>
      <VersionsDrawer product={open} site={view.filters['site'] ?? ''} onClose={() => unfold(null)} />
    </>
  );
}

const idOf = ({ name, publisher }: Product): string => `${name}\n${publisher}`;

const fileOf = (format: FileFormat, { filters, ...asked }: FileAsked): string =>
  addressOf(format === 'csv' ? 'GET /api/software.csv' : 'GET /api/software.xlsx', {}, { ...asked, ...filters });

function useColumns(): readonly TableColumn<Product>[] {
  const { t } = useTranslation('software');
  return useMemo(
    () => [
      { id: 'name', title: t('columns.name'), width: 220, grow: 3, isSortable: true, text: ({ name }) => name },
      { id: 'publisher', title: t('columns.publisher'), width: 150, grow: 2, isSortable: true, text: ({ publisher }) => publisher },
      { id: 'versions', title: t('columns.versions'), width: 100, grow: 0, align: 'end', text: ({ versions }) => number(versions) },
      {
        ...{ id: 'installations', title: t('columns.installations'), width: 145, grow: 0, align: 'end', isSortable: true },
        text: ({ installations }) => number(installations),
      },
      { id: 'sites', title: t('columns.sites'), width: 90, grow: 0, align: 'end', isSortable: true, text: ({ sites }) => number(sites) },
    ],
    [t],
  );
}
