/** What the preferences watch: entries, licences, and the machines behind a count. */
import { Anchor, Group, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { KeySoftwareReport } from '../../../contract/key-software-routes.ts';
import { ask } from '../../client.ts';
import { number } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Problems } from '../../parts/problems.tsx';
import { Entries } from './entries.tsx';
import { Licences } from './licences.tsx';
import { siteAsked, useLooking } from './looking.ts';
import { ProblemMachines } from './problem-machines.tsx';
import { SiteRow } from './site-row.tsx';

const preferencesPage = '/exchanges/receiving';

export function SoftwareTab() {
  const { t } = useTranslation('keySoftware');
  const { site, entry, status } = useLooking();
  const { data, error } = useQuery({
    queryKey: ['key-software', site],
    queryFn: () => ask('GET /api/key-software', { query: siteAsked(site) }),
  });
  if (!data) return error ? <Problems error={error} /> : <Loader aria-label={t('loading')} />;
  const toPreferences = (
    <Anchor component={Link} href={preferencesPage}>
      {t('toPreferences')} →
    </Anchor>
  );
  if (data.entries.length + data.licences.length === 0)
    return (
      <Empty title={t('none')} text={t('noneText')}>
        {toPreferences}
      </Empty>
    );
  return (
    <Stack gap="lg">
      <SiteRow files="GET /api/key-software/file" />
      <Group justify="space-between">
        <Judged report={data} />
        {toPreferences}
      </Group>
      {data.entries.length > 0 && <Entries entries={data.entries} />}
      {entry !== '' && status !== '' && <ProblemMachines entries={data.entries} />}
      {data.licences.length > 0 && <Licences licences={data.licences} />}
    </Stack>
  );
}

function Judged({ report: { judged, unlisted, preferencesVersion } }: { readonly report: KeySoftwareReport }) {
  const { t } = useTranslation('keySoftware');
  const version = preferencesVersion > 0 ? `${t('preferences', { version: preferencesVersion })}.` : t('preferencesNone');
  return (
    <Text size="sm" c="dimmed">
      {version} {t('judged', { count: judged, shown: number(judged) })}
      {unlisted > 0 ? ` ${t('unlisted', { count: unlisted, shown: number(unlisted) })}` : ''}
    </Text>
  );
}
