/** What somebody should look at: ends of support, key software, possible doubles. Nothing where there is nothing. */
import { Anchor, Badge, Group, Paper, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { AssetView } from '../../../contract/asset-view.ts';
import { day } from '../../format.ts';

type Props = { readonly asset: AssetView };

export const AssetFindings = ({ asset }: Props) => (
  <>
    <Doubles asset={asset} />
    <EndOfLife asset={asset} />
    <KeySoftware asset={asset} />
  </>
);

function Doubles({ asset: { doubles } }: Props) {
  const { t } = useTranslation('asset');
  const { t: shell } = useTranslation();
  if (doubles.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} mb="xs">
        {t('doubles.title')}
      </Title>
      {doubles.map(({ other, text, agreeing }) => (
        <div key={other.id}>
          <Anchor component={Link} href={`/assets/${encodeURIComponent(other.id)}`}>
            {other.name}
          </Anchor>{' '}
          <Text span size="sm">
            ({other.site.name}) · {text}
          </Text>
          <Text size="sm" c="dimmed">
            {agreeing.map(({ name, value }) => shell('labelled', { label: name, value })).join(' · ')}
          </Text>
        </div>
      ))}
      <Anchor component={Link} href="/doubles" size="sm">
        {t('doubles.all')}
      </Anchor>
    </Paper>
  );
}

const supportColours: Readonly<Record<string, string>> = { ended: 'red', ending: 'yellow', supported: 'teal' };

function EndOfLife({ asset: { endOfLife } }: Props) {
  const { t } = useTranslation('asset');
  if (endOfLife.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="xs">
        {t('endOfLife.title')}
      </Title>
      {endOfLife.map(({ product, state, stateName, ends }) => (
        <Group key={product} gap="xs">
          <Text size="sm">{product}</Text>
          <Badge color={supportColours[state] ?? 'gray'} variant="light">
            {stateName}
          </Badge>
          <Text size="sm" c="dimmed">
            {t('endOfLife.ends')} {day(ends)}
          </Text>
        </Group>
      ))}
    </section>
  );
}

const verdictColours: Readonly<Record<string, string>> = { present: 'teal', absent: 'yellow', outdated: 'yellow', forbidden: 'red' };

function KeySoftware({ asset: { keySoftware } }: Props) {
  const { t } = useTranslation('asset');
  if (keySoftware.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="xs">
        {t('key.title')}
      </Title>
      <Table.ScrollContainer
        minWidth={420}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('key.title') } }}
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              {(['name', 'verdict', 'expected', 'found'] as const).map((column) => (
                <Table.Th key={column}>{t(`key.columns.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keySoftware.map(({ name, verdict, verdictName, expected, found }) => (
              <Table.Tr key={`${name} ${expected} ${verdict}`}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>
                  <Badge color={verdictColours[verdict] ?? 'gray'} variant="light">
                    {verdictName}
                  </Badge>
                </Table.Td>
                <Table.Td>{expected}</Table.Td>
                <Table.Td>{found}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
