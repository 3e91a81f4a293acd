/** The company at a glance: what needs a hand first, then sites, exchanges, what changed, figures. */
import { Loader, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Problems } from '../../parts/problems.tsx';
import { Alerts } from './alerts.tsx';
import { Counts } from './counts.tsx';
import { Figures } from './figures.tsx';
import { RecentChanges } from './recent-changes.tsx';
import { SiteCards } from './site-cards.tsx';
import { Timeline } from './timeline.tsx';

const everyMs = 60_000;

export function CommonOverview() {
  const { t } = useTranslation('overview');
  const { data, error } = useQuery({ queryKey: ['overview'], queryFn: () => ask('GET /api/overview'), refetchInterval: everyMs });
  return (
    <>
      <PageHead title={t('title')} text={t('text')} />
      <Problems error={error} />
      <Stack gap="lg">
        {data && <Counts counts={data.counts} />}
        <CommonAlerts />
        {data ? <SiteCards sites={data.sites} /> : !error && <Loader aria-label={t('loading')} />}
        <Timeline />
        {data && <RecentChanges changes={data.recentChanges} />}
        <Figures />
      </Stack>
    </>
  );
}

function CommonAlerts() {
  const { data, error } = useQuery({
    queryKey: ['overview-alerts'],
    queryFn: () => ask('GET /api/overview/alerts'),
    refetchInterval: everyMs,
  });
  return error ? <Problems error={error} /> : <Alerts alerts={data} />;
}
