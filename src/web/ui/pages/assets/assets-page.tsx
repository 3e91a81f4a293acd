/** Assets: searched in the language of `malleposte search`, narrowed by facets, sorted; a line leads to the asset. */
import { Anchor, Button, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetRow } from '../../../contract/assets-routes.ts';
import { addressOf, ask } from '../../client.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Asked, FileAsked, FileFormat, Filters, Selection, TableAction } from '../../parts/table/table-types.ts';
import { type TableView, useTableView } from '../../parts/table/table-view.ts';
import { assetsWith } from '../software/assets-with.ts';
import { useAssetColumns } from './asset-columns.tsx';
import { AssetFilters } from './asset-filters.tsx';

const firstView = {
  filters: ['question', 'site', 'kind', 'os', 'missing', 'retired'],
  sort: 'name',
  downwards: ['memoryMb', 'softwareCount', 'inventoryDate', 'firstSeen', 'lastSeen', 'biosDate'],
} as const;

type Query = NonNullable<Parameters<typeof ask<'GET /api/assets'>>[1]>['query'];

export function AssetsPage() {
  const { t } = useTranslation('assets');
  const view = useTableView(firstView);
  const columns = useAssetColumns(view.filters['question'] !== undefined);
  const [asSoftware, keepNames] = useState<readonly string[]>([]);
  const load = useCallback(async ({ filters, ...asked }: Asked, signal: AbortSignal) => {
    const page = await ask('GET /api/assets', { query: { ...asked, ...filters } as Query, signal });
    keepNames(page.asSoftware);
    return page;
  }, []);
  const actionsOf = useActions();
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <DataTable
        {...{ name: 'assets', label: t('title'), columns, view, load, idOf, hrefOf, fileOf, actionsOf }}
        empty={<NoAsset view={view} asSoftware={asSoftware} />}
      >
        <AssetFilters view={view} />
      </DataTable>
    </>
  );
}

const idOf = ({ id }: AssetRow): string => id;
const hrefOf = ({ id }: AssetRow): string => `/assets/${encodeURIComponent(id)}`;

const fileOf = (format: FileFormat, { filters, ...asked }: FileAsked): string =>
  addressOf(format === 'csv' ? 'GET /api/assets.csv' : 'GET /api/assets.xlsx', {}, { ...asked, ...filters });

function useActions(): (selection: Selection<AssetRow>) => readonly TableAction[] {
  const { t } = useTranslation('assets');
  return useCallback(
    (selection) => {
      if (selection.kind === 'all') return [];
      const [first] = selection.rows;
      const copy = () => void navigator.clipboard.writeText(selection.rows.map(({ name }) => name).join('\n')); // refused where the page is not secure: nothing is copied, nothing is lost
      return [
        ...(selection.count === 1 && first
          ? [
              { key: 'open', label: t('actions.open'), href: hrefOf(first) },
              { key: 'changes', label: t('actions.compare'), href: `/changes?${new URLSearchParams({ asset: first.id })}` },
            ]
          : []),
        { key: 'copy', label: t('actions.copy'), run: copy },
      ];
    },
    [t],
  );
}

type NoAssetProps = { readonly view: TableView; readonly asSoftware: readonly string[] };

function NoAsset({ view, asSoftware }: NoAssetProps) {
  const { t } = useTranslation('assets');
  if (isBare(view.filters)) return <Empty title={t('empty.title')} text={t('empty.text')} />;
  return (
    <Empty title={t('empty.none')} text={t('empty.noneText')}>
      {asSoftware.length > 0 && (
        <Text size="sm">
          {t('asSoftware')}{' '}
          {asSoftware.map((name) => (
            <Anchor
              key={name}
              component="button"
              type="button"
              size="sm"
              mx={4}
              onClick={() => view.open(assetsWith({ name }).split('?')[1] ?? '')}
            >
              {name}
            </Anchor>
          ))}
        </Text>
      )}
      <Button variant="default" onClick={() => view.open('')}>
        {t('empty.reset')}
      </Button>
    </Empty>
  );
}

const isBare = (filters: Filters): boolean => Object.keys(filters).every((name) => name === 'retired');
