/** The story of one exchange beside the table, at an address of its own: `?event=` and the number of a line. */
import { Alert, Anchor, Drawer, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearch } from 'wouter';
import type { TraceStory } from '../../../../contract/trace-story.ts';
import { ask } from '../../../client.ts';
import { stamp } from '../../../format.ts';
import { Problems } from '../../../parts/problems.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import { StoryLines } from './story-lines.tsx';
import { Quarantined, ReceivedMails, SentMails, Technical } from './story-mails.tsx';
import { StoryFiles, StoryParcel } from './story-parcel.tsx';
import { Remedy } from './story-parts.tsx';
import { listAddress } from './trace-source.ts';

/** `search`: the view behind it. */
export function TraceStoryDrawer({ search }: { readonly search: string }) {
  const { t } = useTranslation('trace');
  const { t: shell } = useTranslation();
  const event = new URLSearchParams(useSearch()).get('event') ?? '';
  const [, go] = useLocation();
  return (
    <Drawer
      opened={event !== ''}
      onClose={() => go(listAddress(search))}
      position="right"
      size="lg"
      title={t('story.title')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {event !== '' && <Told event={event} />}
    </Drawer>
  );
}

function Told({ event }: { readonly event: string }) {
  const { data, error } = useQuery({
    queryKey: ['trace-story', event],
    queryFn: () => ask('GET /api/trace/:id', { parameters: { id: event } }),
  });
  if (error) return <Problems error={error} />;
  return data ? <Story story={data} /> : <Loader />;
}

function Story({ story }: { readonly story: TraceStory }) {
  return (
    <Stack gap="lg">
      <Head {...story.event} />
      <StoryLines story={story} />
      <StoryParcel story={story} />
      <StoryFiles story={story} />
      <ReceivedMails story={story} />
      <SentMails story={story} />
      <Quarantined story={story} />
      <Technical story={story} />
    </Stack>
  );
}

/** The line that was chosen: what came of it, why, and what to do. */
function Head({ at, peerSaid, kind, kindSaid, reason, outcome, outcomeSaid }: TraceStory['event']) {
  const { t } = useTranslation('trace');
  return (
    <div>
      <Group gap="xs" mb={4}>
        <Title order={2}>{capital(peerSaid === '' ? kindSaid : t('story.of', { kind: kindSaid, peer: peerSaid }))}</Title>
        <OutcomeBadge outcome={outcome} outcomeSaid={outcomeSaid} />
      </Group>
      <Text size="sm" c="dimmed">
        {stamp(at)}
      </Text>
      {reason.said !== '' && <Text mt="xs">{reason.said}</Text>}
      {reason.remedy !== '' && (
        <Alert mt="xs" color="yellow">
          <Remedy text={reason.remedy} />
        </Alert>
      )}
      {reason.remedy === '' && outcome === 'ignored' && (
        <Text size="sm" c="dimmed">
          {t('story.withoutEffect')}
        </Text>
      )}
      {kind === 'connection' && outcome !== 'done' && (
        <Anchor component={Link} href="/exchanges/session" size="sm">
          {t('story.testSession')}
        </Anchor>
      )}
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
