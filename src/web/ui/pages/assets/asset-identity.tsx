/** Where an asset comes from: why its reports are taken for one machine, where it has been, which files speak of it. */
import { Code, List, Paper, ScrollArea, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AssetView } from '../../../contract/asset-view.ts';
import { bytes, stamp } from '../../format.ts';

type Props = { readonly asset: AssetView };

export function AssetIdentity({ asset }: Props) {
  const { t } = useTranslation('asset');
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} mb="xs">
        {t('identity.title')}
      </Title>
      <Stack gap="md">
        <Reasons asset={asset} />
        <Residences asset={asset} />
        <Files title={t('identity.sources')} none={t('identity.noSources')} files={asset.sources} />
        <Files title={t('identity.reports')} none="" files={asset.reports} />
      </Stack>
    </Paper>
  );
}

function Reasons({ asset: { reasons } }: Props) {
  const { t } = useTranslation('asset');
  return (
    <div>
      <Title order={3}>{t('identity.reasons')}</Title>
      {reasons.length === 0 && <Text size="sm">{t('identity.one')}</Text>}
      <List size="sm">
        {reasons.map(({ text, a, b, evidence }) => (
          <List.Item key={`${text} ${a.deviceId} ${a.site.id} ${b.deviceId} ${b.site.id}`}>
            {text} {a.site.name} <Code>{a.deviceId}</Code> ↔ {b.site.name} <Code>{b.deviceId}</Code>
            {evidence.map(({ name, value }) => (
              <Text key={`${name} ${value}`} size="xs" c="dimmed">
                {name} <Code>{value}</Code>
              </Text>
            ))}
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function Residences({ asset: { residences } }: Props) {
  const { t } = useTranslation('asset');
  if (residences.length < 2) return null;
  return (
    <div>
      <Title order={3}>{t('identity.residences')}</Title>
      <List size="sm">
        {residences.map(({ site, since }) => (
          <List.Item key={`${site.id} ${since}`}>
            {site.name}
            {since === '' ? '' : ` · ${stamp(since)}`}
          </List.Item>
        ))}
      </List>
    </div>
  );
}

type FilesProps = {
  readonly title: string;
  readonly none: string;
  readonly files: readonly (AssetView['sources'][number] & { readonly bytes?: number })[];
};

function Files({ title, none, files }: FilesProps) {
  const { t } = useTranslation('asset');
  const hasSizes = files.some((file) => file.bytes !== undefined);
  if (files.length === 0 && none === '') return null;
  return (
    <div>
      <Title order={3}>{title}</Title>
      {files.length === 0 && <Text size="sm">{none}</Text>}
      <ScrollArea.Autosize mah={260} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': title }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('identity.file')}</Table.Th>
              <Table.Th>{t('identity.site')}</Table.Th>
              <Table.Th>{t('identity.date')}</Table.Th>
              {hasSizes && <Table.Th ta="end">{t('identity.size')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {files.map(({ site, path, date, bytes: size }) => (
              <Table.Tr key={`${site.id} ${path} ${date} ${size ?? ''}`}>
                <Table.Td>
                  <Code>{path}</Code>
                </Table.Td>
                <Table.Td>{site.name}</Table.Td>
                <Table.Td>{date === '' ? t('unknown') : stamp(date)}</Table.Td>
                {size !== undefined && <Table.Td ta="end">{bytes(size)}</Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </div>
  );
}
