/** Values that several machines bear, and that identify nothing therefore. */
import { Anchor, Loader, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PairMachine } from '../../../contract/doubles-routes.ts';
import { number } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { ShortTable } from '../../parts/short-table.tsx';
import { useStanding } from './doubles-queries.ts';

const columns = ['kind', 'value', 'machines'] as const;

export function Learned() {
  const { t } = useTranslation('doubles');
  const { data, error } = useStanding();
  if (!data) return error ? <Problems error={error} /> : <Loader aria-label={t('loading')} />;
  if (data.learned.length === 0) return <Text c="dimmed">{t('learned.none')}</Text>;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('learned.text')}
      </Text>
      <ShortTable minWidth={520} heads={columns.map((key) => ({ key, title: t(`learned.${key}`) }))}>
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
      </ShortTable>
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
