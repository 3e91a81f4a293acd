/** Pairs to decide, each with why, and what agrees and differs. */
import { Anchor, Button, Group, Loader, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Pair } from '../../../contract/doubles-routes.ts';
import { number } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Mark } from '../../parts/mark.tsx';
import { Problems } from '../../parts/problems.tsx';
import { Conflicts } from './conflicts.tsx';
import { pairAddress, useDoubles } from './doubles-queries.ts';
import { MachineHead } from './machine-head.tsx';

const step = 20;
/** The most that the API answers at once. */
const mostShown = 200;

export function PairList() {
  const { t } = useTranslation('doubles');
  const [limit, show] = useState(step);
  const { data, error, isFetching } = useDoubles(limit);
  if (!data) return error ? <Problems error={error} /> : <Loader aria-label={t('loading')} />;
  const hasMore = data.total > data.pairs.length && limit < mostShown;
  return (
    <Stack gap="sm">
      <Problems error={error} />
      <Conflicts conflicts={data.conflicts} />
      {data.total === 0 ? (
        <Empty title={t('none')} text={t('noneText')} />
      ) : (
        <Text c="dimmed">{t('total', { count: data.total, shown: number(data.total) })}</Text>
      )}
      {data.pairs.map((pair) => (
        <PairCard key={`${pair.a.record} ${pair.b.record}`} pair={pair} />
      ))}
      {hasMore && (
        <Button variant="default" loading={isFetching} onClick={() => show((shown) => Math.min(shown + step, mostShown))}>
          {t('more')}
        </Button>
      )}
    </Stack>
  );
}

function PairCard({ pair }: { readonly pair: Pair }) {
  const { t } = useTranslation('doubles');
  const { a, b, reason, reasonText } = pair;
  return (
    <Paper withBorder p="sm" component="article" aria-label={t('comparison.title', { a: a.name, b: b.name })} data-reason={reason}>
      <Text size="sm" fw={600} mb="xs">
        {reasonText}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <MachineHead machine={a} />
        <MachineHead machine={b} />
      </SimpleGrid>
      <Group justify="space-between" mt="xs" align="flex-end">
        <EvidenceBadges pair={pair} />
        <Anchor component={Link} href={pairAddress(pair)} fw={600} aria-label={t('comparePair', { a: a.name, b: b.name })}>
          {t('compare')} →
        </Anchor>
      </Group>
    </Paper>
  );
}

function EvidenceBadges({ pair: { agreeing, differing } }: { readonly pair: Pair }) {
  const { t } = useTranslation('doubles');
  return (
    <Group gap={6}>
      {agreeing.map(({ kind, word, values }) => (
        <Mark key={kind} tone="good" sign="=" title={values.join(', ')}>
          {t('agree', { what: word })}
        </Mark>
      ))}
      {differing.map(({ kind, word, a, b }) => (
        <Mark key={`${kind} ${a} ${b}`} tone="bad" sign="≠" title={`${a} ≠ ${b}`}>
          {t('differ', { what: word })}
        </Mark>
      ))}
    </Group>
  );
}
