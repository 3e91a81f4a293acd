/** A figure of the company: its chart, what it shows in a sentence, and the same counts as a table, always there for screen readers. */
import { Button, Group, Paper, Table, Text, Title } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { chartOption, chartSize } from '../../../intranet/charts.ts';
import type { Figure as Said } from '../../contract/figure.ts';
import { number } from '../format.ts';
import { Chart } from './chart.tsx';

/** The names of columns have no room beside one another on a phone. */
const slanted = { grid: { bottom: 64 }, xAxis: { axisLabel: { rotate: 40 } } };

export function Figure({ figure }: { readonly figure: Said }) {
  const { t } = useTranslation('overview');
  const [isTable, { toggle }] = useDisclosure();
  const { title, description, data } = figure;
  const option = useMemo(() => chartOption(data, number), [data]);
  const isNarrow = useMediaQuery('(max-width: 30em)') ?? false;
  return (
    <Paper withBorder p="sm" component="section" aria-label={title} data-figure={figure.name}>
      <Group justify="space-between" wrap="nowrap" mb="xs" align="flex-start">
        <Title order={3}>{title}</Title>
        {description !== '' && (
          <Button
            size="compact-xs"
            variant="subtle"
            miw="max-content"
            onClick={toggle}
            aria-pressed={isTable}
            aria-label={t(isTable ? 'figures.chartOf' : 'figures.tableOf', { title })}
          >
            {t(isTable ? 'figures.chart' : 'figures.table')}
          </Button>
        )}
      </Group>
      {description === '' ? (
        <Text size="sm" c="dimmed">
          {t('figures.none')}
        </Text>
      ) : (
        <>
          {!isTable && (
            <Chart
              option={option}
              {...(isNarrow && data.shape === 'columns' ? { over: slanted } : {})}
              height={chartSize(data).height}
              label={`${title}. ${description}`}
            />
          )}
          <Text size="sm" c="dimmed">
            {description}
          </Text>
          <div className={isTable ? undefined : 'unseen'}>
            <FigureTable figure={figure} />
          </div>
        </>
      )}
    </Paper>
  );
}

const FigureTable = ({ figure: { title, label, count, rows } }: { readonly figure: Said }) => (
  <Table>
    <caption className="unseen">{title}</caption>
    <Table.Thead>
      <Table.Tr>
        <Table.Th scope="col">{label}</Table.Th>
        <Table.Th scope="col" ta="end">
          {count}
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {rows.map((row) => (
        <Table.Tr key={row.label}>
          <Table.Th scope="row" fw={400}>
            {row.label}
          </Table.Th>
          <Table.Td ta="end">{number(row.count)}</Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);
