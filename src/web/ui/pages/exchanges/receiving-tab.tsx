/** Receiving, synchronisation: the common site's tab. */
import { Loader, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';
import { SchedulePanel } from '../../parts/schedule-panel.tsx';
import './receiving/receiving.css';
import { IntranetPanel } from './receiving/intranet-panel.tsx';
import { receivingKey } from './receiving/keys.ts';
import { OptionsPanel } from './receiving/options-panel.tsx';
import { PreferencesPanel } from './receiving/preferences-panel.tsx';
import { ReceptionPanel } from './receiving/reception-panel.tsx';
import { SitesPanel } from './receiving/sites-panel.tsx';

export function ReceivingTab() {
  const { data: reception, error } = useQuery({ queryKey: receivingKey, queryFn: () => ask('GET /api/receiving') });
  if (!reception) return error ? <Problems error={error} /> : <Loader aria-label="…" />;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <OptionsPanel reception={reception} />
        <ReceptionPanel reception={reception} />
      </SimpleGrid>
      <SitesPanel />
      <PreferencesPanel />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <SchedulePanel />
        <IntranetPanel reception={reception} />
      </SimpleGrid>
    </Stack>
  );
}
