/** What needs a person: what is the matter, what to do, and the way there. The urgent ones first; a long list is shortened. */
import { Alert, Anchor, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { OverviewAlert } from '../../../contract/overview-routes.ts';
import { number } from '../../format.ts';
import { Mark } from '../../parts/mark.tsx';

const shownFirst = 5;

/** undefined while they are on their way. */
export function Alerts({ alerts }: { readonly alerts: readonly OverviewAlert[] | undefined }) {
  const { t } = useTranslation('overview');
  const [isAll, { toggle }] = useDisclosure();
  const urgent = alerts?.toSorted((a, b) => Number(b.tone === 'bad') - Number(a.tone === 'bad')) ?? [];
  const hidden = urgent.length - shownFirst;
  return (
    <section aria-labelledby="alerts">
      <Title order={2} id="alerts" mb="xs">
        {t('alerts.title')}
      </Title>
      {!alerts && <Skeleton h={56} aria-label={t('loading')} />}
      {alerts?.length === 0 && <Alert color="teal">✓ {t('alerts.none')}</Alert>}
      <Stack gap="xs" role="list">
        {urgent.slice(0, isAll ? urgent.length : shownFirst).map((alert) => (
          <Line key={`${alert.kind} ${alert.what}`} alert={alert} />
        ))}
      </Stack>
      {hidden > 0 && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={toggle} aria-expanded={isAll}>
          {isAll ? t('alerts.less') : t('alerts.more', { count: hidden, shown: number(hidden) })}
        </Button>
      )}
    </section>
  );
}

function Line({ alert: { kind, tone, what, remedy, place, page } }: { readonly alert: OverviewAlert }) {
  const { t } = useTranslation('overview');
  const isBad = tone === 'bad';
  return (
    <Alert color={isBad ? 'red' : 'yellow'} variant="light" p="xs" role="listitem" data-alert={kind}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Stack gap={2} flex="1 1 18rem">
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <Mark tone={isBad ? 'bad' : 'notice'} sign={isBad ? '⚠' : '!'}>
              {t(isBad ? 'alerts.urgent' : 'alerts.notice')}
            </Mark>
            <Text size="sm" fw={600}>
              {what}
            </Text>
          </Group>
          <Text size="sm">{remedy}</Text>
        </Stack>
        <Anchor component={Link} href={page} size="sm" fw={600} c="inherit" underline="always">
          {t(`places.${place}`)} →
        </Anchor>
      </Group>
    </Alert>
  );
}
