/** What changed last, each with its asset. */
import { Anchor, Group, ScrollArea, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ChangeLine } from '../../../contract/overview-routes.ts';
import { stamp } from '../../format.ts';

export function RecentChanges({ changes }: { readonly changes: readonly ChangeLine[] }) {
  const { t } = useTranslation('overview');
  return (
    <section aria-labelledby="recent">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="recent">
          {t('changes.title')}
        </Title>
        <Anchor component={Link} href="/changes" size="sm">
          {t('changes.all')}
        </Anchor>
      </Group>
      {changes.length === 0 ? (
        <Text c="dimmed">{t('changes.none')}</Text>
      ) : (
        <ScrollArea>
          <Table striped miw={640}>
            <Table.Thead>
              <Table.Tr>
                {(['date', 'asset', 'change', 'site'] as const).map((name) => (
                  <Table.Th key={name} scope="col">
                    {t(`changes.${name}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map(({ date, text, asset, site }) => (
                <Table.Tr key={`${date} ${asset.id} ${text}`}>
                  <Table.Td className="date">{stamp(date)}</Table.Td>
                  <Table.Td>
                    <Anchor component={Link} href={`/assets/${encodeURIComponent(asset.id)}`} size="sm">
                      {asset.name}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{text}</Table.Td>
                  <Table.Td>{site.name}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      )}
    </section>
  );
}
