/** Configure sending: enrolment, what is due, test and sending, what is sent, what would be sent, and the way out. */
import { Loader, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';
import { SchedulePanel } from '../../parts/schedule-panel.tsx';
import { SendingActions } from './sending-actions.tsx';
import { Enrolment } from './sending-enrolment.tsx';
import { Leaving } from './sending-leave.tsx';
import { Preview } from './sending-preview.tsx';
import { SendingSettings } from './sending-settings.tsx';
import { Standing } from './sending-standing.tsx';

export function SendingTab() {
  const { data: sending, error } = useQuery({ queryKey: ['sending'], queryFn: () => ask('GET /api/sending') });
  if (!sending) return error ? <Problems error={error} /> : <Loader aria-label="…" />;
  const isWithCompany = sending.state === 'waiting' || sending.state === 'admitted';
  return (
    <Stack gap="md">
      <Problems error={error} />
      <Enrolment sending={sending} />
      {isWithCompany && <Standing sending={sending} />}
      <SendingActions sending={sending} />
      <SendingSettings sending={sending} />
      <Preview />
      <SchedulePanel />
      {sending.state === 'admitted' && <Leaving site={sending.site} />}
    </Stack>
  );
}
