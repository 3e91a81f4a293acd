/** The daily task of this machine's scheduler, at either role: whether it is planned, what would be written, planned and removed. */
import { Badge, Button, Code, Collapse, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleView } from '../../contract/schedule-routes.ts';
import { ask } from '../client.ts';
import { useMayWrite, useStatus } from '../session.ts';
import { Problems } from './problems.tsx';
import { Section } from './section.tsx';

const scheduleKey = 'schedule';

const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

export function SchedulePanel() {
  const { t } = useTranslation('schedule');
  const { role } = useStatus();
  const [typed, type] = useState<string | null>(null);
  const [time] = useDebouncedValue(typed, 300);
  const { data: schedule, error } = useQuery({
    queryKey: [scheduleKey, time !== null && isTime(time) ? time : ''],
    queryFn: () => ask('GET /api/schedule', { query: time !== null && isTime(time) ? { time } : {} }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section
      title={t('title')}
      text={t(`text.${role === 'distant' ? 'distant' : 'common'}`)}
      aside={schedule && <Standing schedule={schedule} />}
    >
      <Problems error={error} />
      {schedule && <Planning schedule={schedule} time={typed ?? schedule.time} onType={type} />}
    </Section>
  );
}

function Standing({ schedule: { installed, problem } }: { readonly schedule: ScheduleView }) {
  const { t } = useTranslation('schedule');
  if (problem) return <Badge color="yellow">! {t('unknown')}</Badge>;
  return installed === null ? (
    <Badge color="gray" variant="light">
      – {t('absent')}
    </Badge>
  ) : (
    <Badge color="teal" variant="light">
      ✓ {t('installed')}
    </Badge>
  );
}

type Typing = { readonly schedule: ScheduleView; readonly time: string; readonly onType: (time: string) => void };

function Planning({ schedule, time, onType }: Typing) {
  const { t } = useTranslation('schedule');
  const { t: shell } = useTranslation();
  const mayWrite = useMayWrite();
  const { act, isBusy, done, error } = useScheduleActs();
  return (
    <Stack gap="sm">
      <Text size="sm">
        {shell('labelled', { label: t('scheduler'), value: t(`kinds.${schedule.kind}`) })}.{' '}
        {shell('labelled', { label: t('task'), value: '' })}
        <Code>{schedule.name}</Code>
      </Text>
      {schedule.problem && (
        <Text size="sm" c="dimmed">
          {schedule.problem.detail} <b>{schedule.problem.remedy}</b>
        </Text>
      )}
      <Group align="flex-start" gap="sm">
        <TextInput
          label={t('time')}
          description={t('timeText', { zone: schedule.timeZone, usual: schedule.usualTime })}
          error={isTime(time) ? undefined : t('badTime')}
          value={time}
          onChange={({ currentTarget }) => onType(currentTarget.value)}
          disabled={!mayWrite}
          inputMode="numeric"
          maw={320}
        />
      </Group>
      <Group gap="xs">
        <Button disabled={!mayWrite || !isTime(time)} loading={isBusy} onClick={() => act(time)}>
          {t(schedule.installed === null ? 'install' : 'replace')}
        </Button>
        {schedule.installed !== null && (
          <Button variant="default" disabled={!mayWrite} loading={isBusy} onClick={() => act(null)}>
            {t('remove')}
          </Button>
        )}
      </Group>
      <Problems error={error} />
      <div aria-live="polite">
        {done !== null && <Text size="sm">✓ {done === '' ? t('done.remove') : t('done.install', { time: done })}</Text>}
      </div>
      <Plan schedule={schedule} />
    </Stack>
  );
}

/** null removes; what was done is the time, '' for a removal. */
function useScheduleActs() {
  const queries = useQueryClient();
  const [done, tell] = useState<string | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (time: string | null) => (time === null ? ask('DELETE /api/schedule') : ask('POST /api/schedule', { body: { time } })),
    onMutate: () => tell(null),
    onSuccess: async (_, time) => {
      tell(time ?? '');
      await queries.invalidateQueries({ queryKey: [scheduleKey] });
    },
  });
  return { act: mutate, isBusy: isPending, done, error };
}

function Plan({ schedule }: { readonly schedule: ScheduleView }) {
  const { t } = useTranslation('schedule');
  const { t: shell } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  const { installed, files, enable, disable, command } = schedule;
  return (
    <div>
      {installed !== null && <Block title={t('shown')} text={installed} />}
      <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={isOpen}>
        {isOpen ? '▾' : '▸'} {t('plan')}
      </Button>
      <Collapse expanded={isOpen}>
        <Stack gap="xs" mt="xs">
          <Block title={t('command')} text={command.join(' ')} />
          {files.map(({ path, content }) => (
            <Block key={path} title={shell('labelled', { label: t('write'), value: path })} text={content} />
          ))}
          <Block title={t('afterwards')} text={enable.join('\n') || t('nothing')} />
          <Block title={t('removing')} text={disable.join('\n') || t('nothing')} />
        </Stack>
      </Collapse>
    </div>
  );
}

/** Scrolled by keyboard, too. */
const Block = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <div>
    <Text size="sm" fw={600}>
      {title}
    </Text>
    <Code block tabIndex={0} aria-label={title} mah={260} style={{ overflow: 'auto' }}>
      {text.trimEnd()}
    </Code>
  </div>
);
