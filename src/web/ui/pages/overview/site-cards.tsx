/** A card a site, coloured, marked and named by its freshness; filtered by it when there are many. */
import { Anchor, Group, Paper, SegmentedControl, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SiteCard } from '../../../contract/overview-routes.ts';
import { ago, number, stamp } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Mark } from '../../parts/mark.tsx';

const looks = {
  fresh: { tone: 'good', sign: '✓' },
  late: { tone: 'notice', sign: '…' },
  silent: { tone: 'bad', sign: '✗' },
  never: { tone: 'quiet', sign: '?' },
} as const;
const urgency = ['silent', 'late', 'never', 'fresh'] as const;

/** The ones that need a look stand first. */
export function SiteCards({ sites }: { readonly sites: readonly SiteCard[] }) {
  const { t } = useTranslation('overview');
  const [chosen, choose] = useState('');
  const groups = Map.groupBy(sites, ({ freshness }) => freshness);
  const ordered = urgency.flatMap((freshness) => (chosen === '' || chosen === freshness ? (groups.get(freshness) ?? []) : []));
  return (
    <section id="sites" aria-labelledby="sites-title">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="sites-title">
          {t('sites.title')}
        </Title>
        {groups.size > 1 && <Filter groups={groups} total={sites.length} chosen={chosen} choose={choose} />}
      </Group>
      {sites.length === 0 ? (
        <Empty title={t('sites.none')} text={t('sites.noneText')}>
          <Anchor component={Link} href="/exchanges/receiving">
            {t('sites.invite')}
          </Anchor>
        </Empty>
      ) : (
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3, xl: 4 }} spacing="sm">
          {ordered.map((site) => (
            <Card key={site.id} site={site} />
          ))}
        </SimpleGrid>
      )}
    </section>
  );
}

type Filtering = {
  readonly groups: ReadonlyMap<SiteCard['freshness'], readonly SiteCard[]>;
  readonly total: number;
  readonly chosen: string;
  readonly choose: (freshness: string) => void;
};

function Filter({ groups, total, chosen, choose }: Filtering) {
  const { t } = useTranslation('overview');
  const known = urgency.filter((freshness) => groups.has(freshness));
  const named = known.map((freshness) => {
    const group = groups.get(freshness) ?? [];
    return { value: freshness as string, label: `${group[0]?.freshnessWord ?? freshness} (${number(group.length)})` };
  });
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('sites.filter')}
      value={chosen}
      onChange={choose}
      data={[{ value: '', label: `${t('sites.all')} (${number(total)})` }, ...named]}
    />
  );
}

function Card({ site }: { readonly site: SiteCard }) {
  const { t } = useTranslation('overview');
  return (
    <Paper withBorder p="sm" component="article" aria-label={site.name} data-site={site.id} data-freshness={site.freshness}>
      <Stack gap={4} h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={600}>{site.name}</Text>
          <Mark {...looks[site.freshness]}>{site.freshnessWord}</Mark>
        </Group>
        <Text size="sm" c="dimmed" title={stamp(site.lastContactAt)}>
          {contactOf(site, t)}
        </Text>
        {site.version !== '' && !site.isOtherVersion && (
          <Text size="sm" c="dimmed">
            {t('sites.version', { version: site.version })}
          </Text>
        )}
        {site.isOtherVersion && (
          <Mark tone="notice" sign="⚠">
            {t('sites.otherVersion', { version: site.version })}
          </Mark>
        )}
        <Group gap="md" mt="auto">
          <Anchor
            component={Link}
            size="sm"
            href={`/assets?site=${encodeURIComponent(site.id)}`}
            aria-label={`${t('counts.assets', { count: site.assets, shown: number(site.assets) })} – ${site.name}`}
          >
            {t('counts.assets', { count: site.assets, shown: number(site.assets) })}
          </Anchor>
          <Anchor
            component={Link}
            size="sm"
            href={`/exchanges/trace?peer=${encodeURIComponent(site.id)}`}
            aria-label={`${t('sites.exchangesShort')} – ${site.name}`}
          >
            {t('sites.exchangesShort')}
          </Anchor>
        </Group>
      </Stack>
    </Paper>
  );
}

function contactOf({ lastContactAt, isMailing }: SiteCard, t: ReturnType<typeof useTranslation<'overview'>>['t']): string {
  if (lastContactAt !== '') return t('sites.lastContact', { ago: ago(lastContactAt) });
  return t(isMailing ? 'sites.never' : 'sites.notMailing');
}
