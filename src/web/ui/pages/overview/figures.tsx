/** The figures of the company, as the intranet draws them. */
import { SimpleGrid, Skeleton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client.ts';
import { Figure } from '../../parts/figure.tsx';
import { Problems } from '../../parts/problems.tsx';

export function Figures() {
  const { t } = useTranslation('overview');
  const { data, error } = useQuery({ queryKey: ['overview-figures'], queryFn: () => ask('GET /api/overview/figures'), staleTime: 60_000 });
  return (
    <section aria-labelledby="figures">
      <Title order={2} id="figures" mb="xs">
        {t('figures.title')}
      </Title>
      <Problems error={error} />
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }} spacing="sm">
        {data
          ? data.map((figure) => <Figure key={figure.name} figure={figure} />)
          : !error && <Skeleton h={280} aria-label={t('loading')} />}
      </SimpleGrid>
    </section>
  );
}
