/** Values that several machines bear, and that identify nothing therefore. */
import { Anchor, Loader, ScrollArea, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PairMachine } from '../../../contract/doubles-routes.ts';
import { number } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { useDoubles } from './doubles-queries.ts';

export function Learned() {
  const { t } = useTranslation('doubles');
  const { data, error } = useDoubles();
  if (!data) return error ? <Problems error={error} /> : <Loader aria-label={t('loading')} />;
  if (data.learned.length === 0) return <Text c="dimmed">{t('learned.none')}</Text>;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('learned.text')}
      </Text>
      <ScrollArea>
        <Table miw={520}>
          <Table.Thead>
            <Table.Tr>
              {(['kind', 'value', 'machines'] as const).map((name) => (
                <Table.Th key={name} scope="col">
                  {t(`learned.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.learned.map(({ kind, word, value, machines, others }) => (
              <Table.Tr key={`${kind} ${value}`}>
                <Table.Td>{word}</Table.Td>
                <Table.Td>{value}</Table.Td>
                <Table.Td>
                  <Machines machines={machines} />
                  {others > 0 ? ` ${t('learned.others', { shown: number(others) })}` : ''}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </>
  );
}

const Machines = ({ machines }: { readonly machines: readonly PairMachine[] }) =>
  machines.map(({ asset, name, site }, index) => (
    <span key={asset}>
      {index > 0 ? ', ' : ''}
      <Anchor component={Link} size="sm" href={`/assets/${encodeURIComponent(asset)}`}>
        {name}
      </Anchor>{' '}
      ({site.name})
    </span>
  ));
