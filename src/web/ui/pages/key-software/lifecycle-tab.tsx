/** How machines age: charts, counts by site and class, systems with their ends, and the machines behind a count. */
import { Loader, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client.ts';
import { day, number } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Figure } from '../../parts/figure.tsx';
import { Problems } from '../../parts/problems.tsx';
import { AgeingMachines } from './ageing-machines.tsx';
import { LifecycleCounts } from './lifecycle-counts.tsx';
import { LifecycleSystems } from './lifecycle-systems.tsx';
import { siteAsked, useLooking } from './looking.ts';
import { SiteRow } from './site-row.tsx';

export function LifecycleTab() {
  const { t } = useTranslation('keySoftware');
  const { site, by, class: chosen, system } = useLooking();
  const { data, error } = useQuery({ queryKey: ['lifecycle', site], queryFn: () => ask('GET /api/lifecycle', { query: siteAsked(site) }) });
  if (!data) return error ? <Problems error={error} /> : <Loader aria-label={t('loading')} />;
  if (data.machines === 0 && site === '') return <Empty title={t('life.none')} text={t('life.noneText')} />;
  return (
    <Stack gap="lg">
      <SiteRow files="GET /api/lifecycle/file" />
      <Text c="dimmed">{t('life.total', { count: data.machines, shown: number(data.machines), day: day(data.today) })}</Text>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
        {data.figures.map((figure) => (
          <Figure key={figure.name} figure={figure} />
        ))}
      </SimpleGrid>
      {!data.figures.some(({ name }) => name === 'warranty') && (
        <Text size="sm" c="dimmed">
          {t('life.warrantyUnknown')}
        </Text>
      )}
      <LifecycleCounts report={data} />
      {((by !== '' && chosen !== '') || system !== '') && <AgeingMachines names={data.names} />}
      <LifecycleSystems report={data} />
    </Stack>
  );
}
