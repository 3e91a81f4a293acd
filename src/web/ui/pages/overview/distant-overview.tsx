/** How this distant site stands: what it sent, what the common site has of it, what is due. */
import { Anchor, Group, Loader, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Standing } from '../../../contract/overview-routes.ts';
import { ask } from '../../client.ts';
import { ago, number, stamp } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Mark } from '../../parts/mark.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Problems } from '../../parts/problems.tsx';
import { useStatus } from '../../session.ts';
import { Alerts } from './alerts.tsx';
import { Timeline } from './timeline.tsx';

const sendingPage = '/exchanges/sending';

export function DistantOverview() {
  const { t } = useTranslation('overview');
  const { data, error } = useQuery({ queryKey: ['standing'], queryFn: () => ask('GET /api/overview/standing'), refetchInterval: 60_000 });
  return (
    <>
      <PageHead title={t('title')} text={t('distant.text')} />
      <Problems error={error} />
      <Stack gap="lg">
        {data ? <StandingOf standing={data} /> : !error && <Loader aria-label={t('loading')} />}
        <Timeline />
      </Stack>
    </>
  );
}

function StandingOf({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation('overview');
  const toSend = (
    <Anchor component={Link} href={sendingPage} fw={600}>
      {t('distant.toSend')} →
    </Anchor>
  );
  if (standing.state === 'unjoined')
    return (
      <Empty title={t('distant.unjoined')} text={t('distant.unjoinedText')}>
        {toSend}
      </Empty>
    );
  return (
    <>
      <Paper withBorder p="md" component="section" aria-labelledby="standing" data-mark={standing.mark}>
        <Group justify="space-between" mb="sm">
          <Group gap="sm">
            <Title order={2} id="standing">
              {t('distant.state')}
            </Title>
            <Mark {...looks[standing.mark]} isLarge>
              {t(`distant.marks.${standing.mark}`)}
            </Mark>
          </Group>
          {toSend}
        </Group>
        <Facts standing={standing} />
      </Paper>
      <Alerts alerts={standing.alerts} />
    </>
  );
}

const looks = {
  'up-to-date': { tone: 'good', sign: '✓' },
  waiting: { tone: 'notice', sign: '…' },
  'to-do': { tone: 'bad', sign: '!' },
  none: { tone: 'quiet', sign: '?' },
} as const;

function Facts({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation('overview');
  const { version } = useStatus();
  const { sending, lastSentAt, nextDueAt, isDue, lastContactAt, receipt, preferencesVersion, queued, stateWord } = standing;
  const next = nextDueAt === '' ? '' : `${stamp(nextDueAt)}${isDue ? ` (${t('distant.dueNow')})` : ` (${ago(nextDueAt)})`}`;
  const rows = [
    [t('distant.state'), stateWord],
    [t('distant.sending'), lastSentAt === '' ? sending : `${stamp(lastSentAt)} (${ago(lastSentAt)})`],
    [t('distant.next'), next],
    [t('distant.lastContact'), lastContactAt === '' ? '' : `${stamp(lastContactAt)} (${ago(lastContactAt)})`],
    [t('distant.receipt'), receipt],
    [
      t('distant.preferences'),
      preferencesVersion > 0 ? t('distant.preferencesVersion', { version: preferencesVersion }) : t('distant.preferencesNone'),
    ],
    [t('distant.queued'), queued > 0 ? number(queued) : ''],
    [t('distant.version'), version],
  ] as const;
  return (
    <Table variant="vertical" withRowBorders={false} verticalSpacing={4}>
      <Table.Tbody>
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th w={{ base: '45%', sm: 260 }} fw={400}>
                <Text size="sm" c="dimmed">
                  {label}
                </Text>
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}
