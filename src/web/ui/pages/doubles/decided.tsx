/** What people decided, the newest first, each to be looked at again and taken back. */
import { Anchor, Loader, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { stamp } from '../../format.ts';
import { Problems } from '../../parts/problems.tsx';
import { ShortTable } from '../../parts/short-table.tsx';
import { pairAddress, useStanding } from './doubles-queries.ts';

const columns = ['pair', 'word', 'at', 'by', 'act'] as const;

export function Decided() {
  const { t } = useTranslation('doubles');
  const { data, error } = useStanding();
  if (!data) return error ? <Problems error={error} /> : <Loader aria-label={t('loading')} />;
  if (data.decided.length === 0) return <Text c="dimmed">{t('decided.none')}</Text>;
  return (
    <ShortTable minWidth={560} heads={columns.map((key) => ({ key, title: t(`decided.${key}`) }))}>
      {data.decided.map(({ a, b, word, at, by }) => (
        <Table.Tr key={`${a.record} ${b.record}`}>
          <Table.Td>
            {a.name} ({a.site.name}) · {b.name} ({b.site.name})
          </Table.Td>
          <Table.Td>{t(`decided.words.${word}`)}</Table.Td>
          <Table.Td>{stamp(at)}</Table.Td>
          <Table.Td>{by}</Table.Td>
          <Table.Td>
            <Anchor
              component={Link}
              href={`${pairAddress({ a, b })}&word=undo`}
              size="sm"
              aria-label={t('decide.undoPair', { a: a.name, b: b.name })}
            >
              {t('decided.act')} →
            </Anchor>
          </Table.Td>
        </Table.Tr>
      ))}
    </ShortTable>
  );
}
