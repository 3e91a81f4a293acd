/** Each entry of the preferences with its counts; a count leads to its machines, an entry opens into its sites. */
import { Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyEntry, KeyProblem } from '../../../contract/key-software-routes.ts';
import { number } from '../../format.ts';
import { Mark } from '../../parts/mark.tsx';
import { TitledTable } from '../../parts/short-table.tsx';
import { CountLink } from './count-link.tsx';
import { useLooking } from './looking.ts';

const columns = ['present', 'outdated', 'absent', 'forbidden'] as const;
type Column = (typeof columns)[number];

const statuses: Readonly<Partial<Record<Column, KeyProblem['status']>>> = {
  outdated: 'outdated',
  absent: 'absent',
  forbidden: 'forbidden-present',
};

export function Entries({ entries }: { readonly entries: readonly KeyEntry[] }) {
  const { t } = useTranslation('keySoftware');
  const [isBySite, showSites] = useState(false);
  const hasSites = entries.some(({ sites }) => sites.length > 1);
  const heads = [
    ...(['entry', 'site'] as const).map((key) => ({ key, title: t(`entries.${key}`) })),
    ...columns.map((key) => ({ key, title: t(`entries.${key}`), isNumber: true })),
  ];
  return (
    <TitledTable
      title={t('entries.title')}
      minWidth={620}
      heads={heads}
      aside={
        hasSites && (
          <Switch label={t('entries.bySite')} checked={isBySite} onChange={({ currentTarget }) => showSites(currentTarget.checked)} />
        )
      }
    >
      {entries.map((entry) => (
        <EntryRows key={entry.entry} entry={entry} isBySite={isBySite} />
      ))}
    </TitledTable>
  );
}

function EntryRows({ entry, isBySite }: { readonly entry: KeyEntry; readonly isBySite: boolean }) {
  const { t } = useTranslation('keySoftware');
  const { site: chosen } = useLooking();
  const { name, expected, isForbidden, sites } = entry;
  return (
    <>
      <Table.Tr data-entry={entry.entry}>
        <Table.Th scope="row" fw={600}>
          {name}{' '}
          <Text span size="sm" c="dimmed">
            {isForbidden ? '' : expected || t('entries.any')}
          </Text>
          {isForbidden && (
            <Mark tone="bad" sign="⊘">
              {t('entries.isForbidden')}
            </Mark>
          )}
        </Table.Th>
        <Table.Td>{chosen === '' ? t('entries.all') : (sites[0]?.site.name ?? chosen)}</Table.Td>
        <Counts entry={entry} counts={entry} site={chosen} />
      </Table.Tr>
      {isBySite &&
        sites.map(({ site, ...counts }) => (
          <Table.Tr key={site.id}>
            <Table.Td />
            <Table.Th scope="row" fw={400}>
              {site.name}
            </Table.Th>
            <Counts entry={entry} counts={counts} site={site.id} />
          </Table.Tr>
        ))}
    </>
  );
}

type Counted = { readonly entry: KeyEntry; readonly counts: Readonly<Record<Column, number>>; readonly site: string };

/** What is forbidden is there or not; what is wanted is never forbidden. */
function Counts({ entry, counts, site }: Counted) {
  return columns.map((column) => {
    const isMeant = entry.isForbidden === (column === 'forbidden');
    return (
      <Table.Td key={column} ta="end">
        {isMeant && <Count entry={entry} column={column} count={counts[column]} site={site} />}
      </Table.Td>
    );
  });
}

function Count({ entry, column, count, site }: Omit<Counted, 'counts'> & { readonly column: Column; readonly count: number }) {
  const { t } = useTranslation('keySoftware');
  const { look } = useLooking();
  const status = statuses[column];
  if (status === undefined) return number(count);
  return (
    <CountLink
      count={count}
      label={t('entries.see', { shown: number(count), name: entry.name, status: t(`statuses.${status}`) })}
      onLook={() => look({ entry: entry.entry, status, site })}
    />
  );
}
