/** The sites as cards, where a table has no room. */
import { Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteView } from '../../../../contract/sites-routes.ts';
import { Actions, Alerts, Applied, Count, Freshness, Name, Since, State, Version } from './site-facts.tsx';
import type { SitesShown } from './site-shown.ts';

export const SiteCards = ({ sites, ...shown }: SitesShown) => (
  <SimpleGrid cols={{ base: 1, sm: 2 }} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
    {sites.map((site) => (
      <li key={site.site}>
        <SiteCard site={site} {...shown} />
      </li>
    ))}
  </SimpleGrid>
);

function SiteCard({ site, version, preferencesVersion, onAct }: Omit<SitesShown, 'sites'> & { readonly site: SiteView }) {
  const { t } = useTranslation('receiving');
  return (
    <Paper withBorder p="sm" h="100%" data-site={site.site}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start">
          <Name site={site} />
          <State site={site} />
        </Group>
        <div>
          <Fact label={t('sites.columns.freshness')} fact={<Freshness site={site} />} />
          <Fact label={t('sites.columns.contact')} fact={<Since at={site.lastContactAt} />} />
          <Fact label={t('sites.columns.parcel')} fact={<Since at={site.lastParcelAt} />} />
          <Fact label={t('sites.columns.files')} fact={<Count value={site.files} />} />
          <Fact label={t('sites.columns.assets')} fact={<Count value={site.assets} />} />
          <Fact label={t('sites.columns.version')} fact={<Version site={site} common={version} />} />
          <Fact label={t('sites.columns.preferences')} fact={<Applied site={site} published={preferencesVersion} />} />
        </div>
        <Alerts site={site} />
        <Actions site={site} onAct={onAct} />
      </Stack>
    </Paper>
  );
}

const Fact = ({ label, fact }: { readonly label: string; readonly fact: ReactNode }) => (
  <Group justify="space-between" wrap="nowrap" gap="sm" py={2}>
    <Text size="sm" c="dimmed" flex="none">
      {label}
    </Text>
    <Text size="sm" component="div" ta="right">
      {fact}
    </Text>
  </Group>
);
