/** The software of one asset, searched as one types. */
import { Badge, Button, Group, ScrollArea, Table, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssetView } from '../../../contract/asset-view.ts';
import { day, number } from '../../format.ts';

const columns = ['name', 'version', 'publisher'] as const;

/** Drawn at once; the rest when asked for. */
const first = 200;

export function AssetSoftware({ asset: { software, softwareOrigin, isSoftwareOlder } }: { readonly asset: AssetView }) {
  const { t } = useTranslation('asset');
  return (
    <section>
      <Group gap="xs" mb="xs">
        <Title order={2}>{t('software.title')}</Title>
        {isSoftwareOlder && (
          <Badge color="yellow" variant="light">
            {t('older')}
          </Badge>
        )}
      </Group>
      {software === null ? <Text size="sm">{t('software.none')}</Text> : <SoftwareTable software={software} />}
      {softwareOrigin && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('from', { path: softwareOrigin.path, site: softwareOrigin.site.name, date: day(softwareOrigin.date) || t('unknown') })}
        </Text>
      )}
    </section>
  );
}

type Row = NonNullable<AssetView['software']>[number];

function SoftwareTable({ software }: { readonly software: readonly Row[] }) {
  const { t } = useTranslation('asset');
  const [wanted, search] = useState('');
  const [isWhole, showAll] = useState(false);
  const found = software.filter((row) => contains(row, wanted));
  const shown = isWhole ? found : found.slice(0, first);
  return (
    <>
      <Group gap="xs" align="flex-end" mb="xs">
        <TextInput label={t('software.search')} type="search" value={wanted} onChange={(event) => search(event.currentTarget.value)} />
        <Text size="sm" c="dimmed" role="status">
          {t('software.shown', { shown: number(found.length), count: software.length })}
        </Text>
      </Group>
      {found.length === 0 && <Text size="sm">{t('software.nothing')}</Text>}
      {found.length > 0 && (
        <ScrollArea.Autosize mah={420} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('software.title') }}>
          <Table striped stickyHeader>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column) => (
                  <Table.Th key={column}>{t(`software.columns.${column}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((row) => (
                <Table.Tr key={`${row.name}\n${row.version}\n${row.publisher}`}>
                  {columns.map((column) => (
                    <Table.Td key={column}>{row[column]}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
      {shown.length < found.length && (
        <Button size="xs" variant="default" mt="xs" onClick={() => showAll(true)}>
          {t('sections.more')}
        </Button>
      )}
    </>
  );
}

const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

const contains = ({ name, version, publisher }: Row, wanted: string): boolean =>
  folded(`${name} ${version} ${publisher}`).includes(folded(wanted.trim()));
