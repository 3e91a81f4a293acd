/** The exchanges of the last days: a column a day, which leads to its lines of the trace; the same as a table with links. */
import { Anchor, Button, Group, Paper, ScrollArea, SegmentedControl, Skeleton, Table, Text, Title } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Timeline as Told } from '../../../contract/overview-routes.ts';
import { ask } from '../../client.ts';
import { number, day as sayDay } from '../../format.ts';
import { languageNow } from '../../language.ts';
import { Chart } from '../../parts/chart.tsx';
import { Problems } from '../../parts/problems.tsx';
import { type Part, parts, type TimelineDay, timelineDays, timelineOption } from './timeline-option.ts';

const spans = ['14', '31', '92'] as const;

/** The trace of one day: until is included there. */
const traceOf = (day: string): string => `/exchanges/trace?since=${day}&until=${day}`;

export function Timeline() {
  const { t } = useTranslation('overview');
  const [span, choose] = useState<string>(spans[0]);
  const { data, error } = useQuery({
    queryKey: ['timeline', span],
    queryFn: () => ask('GET /api/overview/timeline', { query: { days: span } }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="timeline">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="timeline">
          {t('timeline.title')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('timeline.span')}
          value={span}
          onChange={choose}
          data={spans.map((value) => ({ value, label: t('timeline.days', { count: Number(value) }) }))}
        />
      </Group>
      <Problems error={error} />
      {data ? <Days told={data} /> : !error && <Skeleton h={240} aria-label={t('loading')} />}
    </Paper>
  );
}

/** On a phone the names of the parts take two lines. */
const roomForNames = { grid: { top: 58 } };

function Days({ told }: { readonly told: Told }) {
  const { t, i18n } = useTranslation('overview');
  const [, go] = useLocation();
  const [isTable, { toggle }] = useDisclosure();
  const days = useMemo(() => timelineDays(told), [told]);
  const isNarrow = useMediaQuery('(max-width: 40em)') ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow the language
  const option = useMemo(() => timelineOption(days, { day: shortDay, part: (part) => t(`timeline.${part}`) }), [days, i18n.language]);
  const sum = (part: Part): string => number(days.reduce((total, each) => total + each[part], 0));
  if (told.counts.length === 0) return <Text c="dimmed">{t('timeline.none')}</Text>;
  const description = t('timeline.description', {
    days: days.length,
    ...{ received: sum('received'), sent: sum('sent'), local: sum('local'), aside: sum('aside'), trouble: sum('trouble') },
  });
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('timeline.text')}
      </Text>
      {!isTable && (
        <Chart
          option={option}
          {...(isNarrow ? { over: roomForNames } : {})}
          height={240}
          label={`${t('timeline.title')}. ${description}`}
          onPick={(index) => go(traceOf(days[index]?.day ?? ''))}
        />
      )}
      <Group justify="space-between">
        <Text size="sm">{description}</Text>
        <Button size="compact-xs" variant="subtle" onClick={toggle} aria-pressed={isTable}>
          {t(isTable ? 'figures.chart' : 'figures.table')}
        </Button>
      </Group>
      <div className={isTable ? undefined : 'unseen'}>
        <DayTable days={days.toReversed()} isShown={isTable} />
      </div>
    </>
  );
}

/** `22/11` or `22 Nov`: the axis has little room. */
const shortDay = (day: string): string =>
  new Intl.DateTimeFormat(languageNow() === 'fr' ? 'fr-FR' : 'en-GB', {
    day: '2-digit',
    month: languageNow() === 'fr' ? '2-digit' : 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`));

/** Links that nobody sees are not stopped at. */
function DayTable({ days, isShown }: { readonly days: readonly TimelineDay[]; readonly isShown: boolean }) {
  const { t } = useTranslation('overview');
  return (
    <ScrollArea>
      <Table>
        <caption className="unseen">{t('timeline.title')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('timeline.day')}</Table.Th>
            {parts.map((part) => (
              <Table.Th key={part} scope="col" ta="end">
                {t(`timeline.${part}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map((each) => (
            <Table.Tr key={each.day}>
              <Table.Th scope="row" fw={400}>
                <Anchor
                  component={Link}
                  href={traceOf(each.day)}
                  size="sm"
                  aria-label={t('timeline.seeDay', { day: sayDay(each.day) })}
                  tabIndex={isShown ? 0 : -1}
                >
                  {sayDay(each.day)}
                </Anchor>
              </Table.Th>
              {parts.map((part) => (
                <Table.Td key={part} ta="end">
                  {number(each[part])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
