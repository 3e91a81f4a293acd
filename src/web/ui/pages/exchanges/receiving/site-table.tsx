/** The sites as a table. */
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Actions, Alerts, Applied, Count, Freshness, Name, type OfSite, Since, State, Version } from './site-facts.tsx';
import type { SitesShown } from './site-shown.ts';

const columns = ['site', 'state', 'contact', 'parcel', 'files', 'assets', 'version', 'preferences', 'actions'] as const;

export function SiteTable({ sites, ...shown }: SitesShown) {
  const { t } = useTranslation('receiving');
  return (
    <Table.ScrollContainer minWidth={900} scrollAreaProps={{ tabIndex: 0 }}>
      <Table verticalSpacing="xs" fz="sm" className="sites-table" aria-label={t('sites.title')}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} ta={column === 'files' || column === 'assets' ? 'right' : undefined}>
                {t(`sites.columns.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sites.map((site) => (
            <SiteRow key={site.site} site={site} {...shown} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** With what is to be looked at in a row below it. */
function SiteRow({ site, version, preferencesVersion, onAct }: OfSite & Omit<SitesShown, 'sites'>) {
  return (
    <>
      <Table.Tr data-site={site.site}>
        <Table.Th scope="row">
          <Name site={site} />
        </Table.Th>
        <Table.Td>
          <State site={site} />
        </Table.Td>
        <Table.Td>
          {site.state === 'admitted' && <Freshness site={site} />}
          <div>
            <Since at={site.lastContactAt} />
          </div>
        </Table.Td>
        <Table.Td>
          <Since at={site.lastParcelAt} />
        </Table.Td>
        <Table.Td ta="right">
          <Count value={site.files} />
        </Table.Td>
        <Table.Td ta="right">
          <Count value={site.assets} />
        </Table.Td>
        <Table.Td>
          <Version site={site} common={version} />
        </Table.Td>
        <Table.Td>
          <Applied site={site} published={preferencesVersion} />
        </Table.Td>
        <Table.Td>
          <Actions site={site} onAct={onAct} />
        </Table.Td>
      </Table.Tr>
      {(site.alerts.length > 0 || site.isRotationPending) && (
        <Table.Tr>
          <Table.Td colSpan={columns.length}>
            <Alerts site={site} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
