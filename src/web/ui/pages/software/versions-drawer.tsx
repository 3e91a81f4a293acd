/** The versions of one product, each with the way to the assets that have it; those without a version cannot be asked for. */
import { Anchor, Drawer, Loader, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Product, Versions } from '../../../contract/software-routes.ts';
import { ask } from '../../client.ts';
import { number } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { assetsWith } from './assets-with.ts';

type VersionsDrawerProps = { readonly product: Product | null; readonly site: string; readonly onClose: () => void };

export function VersionsDrawer({ product, site, onClose }: VersionsDrawerProps) {
  const { t } = useTranslation('software');
  return (
    <Drawer
      opened={product !== null}
      onClose={onClose}
      position="right"
      title={t('versions', { name: product?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'shell' }) }}
    >
      {product && <ProductVersions product={product} site={site} />}
    </Drawer>
  );
}

function ProductVersions({ product, site }: { readonly product: Product; readonly site: string }) {
  const { t } = useTranslation('software');
  const { name, publisher } = product;
  const { data, error, isLoading } = useQuery({
    queryKey: ['software', 'versions', name, publisher, site],
    queryFn: ({ signal }) => ask('GET /api/software/versions', { query: { name, publisher, ...(site === '' ? {} : { site }) }, signal }),
  });
  return (
    <>
      <Text size="sm" c="dimmed">
        {publisher}
      </Text>
      <Anchor component={Link} href={assetsWith({ name, site })} my="sm" display="block">
        {t('seeAssets')}
      </Anchor>
      <Problems error={error} />
      {isLoading && <Loader aria-label={t('versions', { name })} />}
      {data && <VersionTable versions={data} name={name} site={site} />}
    </>
  );
}

type VersionTableProps = { readonly versions: Versions; readonly name: string; readonly site: string };

function VersionTable({ versions, name, site }: VersionTableProps) {
  const { t } = useTranslation('software');
  return (
    <Table striped>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('version')}</Table.Th>
          <Table.Th ta="end">{t('columns.installations')}</Table.Th>
          <Table.Th ta="end">{t('columns.sites')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {versions.map(({ version, installations, sites }) => (
          <Table.Tr key={version}>
            <Table.Td>
              {version === '' ? (
                t('unknownVersion')
              ) : (
                <Anchor component={Link} size="sm" href={assetsWith({ name, version, site })} aria-label={t('seeVersion', { version })}>
                  {version}
                </Anchor>
              )}
            </Table.Td>
            <Table.Td ta="end">{number(installations)}</Table.Td>
            <Table.Td ta="end">{number(sites)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
