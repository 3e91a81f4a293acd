/** What happened in an exchange, in order: the lines of the trace that belong to it. */
import { Group, Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TraceLine, TraceStory } from '../../../../contract/trace-story.ts';
import { bytes, stamp } from '../../../format.ts';
import { duration } from './duration.ts';
import { OutcomeBadge } from './outcome-badge.tsx';
import { Chapter, Why } from './story-parts.tsx';

/** One line alone is at the head of the story already. */
export function StoryLines({ story: { lines, event } }: { readonly story: TraceStory }) {
  const { t } = useTranslation('trace');
  if (lines.length < 2) return null;
  return (
    <Chapter title={t('story.lines')}>
      <Timeline active={lines.length} bulletSize={14} lineWidth={2}>
        {lines.map((line) => (
          <Timeline.Item key={line.id} title={<LineTitle line={line} isChosen={line.id === event.id} />}>
            <Text size="xs" c="dimmed">
              <LineFacts {...line} />
            </Text>
            <Why reason={line.reason} isToldAbove={line.reason.remedy === event.reason.remedy} />
          </Timeline.Item>
        ))}
      </Timeline>
    </Chapter>
  );
}

function LineTitle({ line, isChosen }: { readonly line: TraceLine; readonly isChosen: boolean }) {
  const { t } = useTranslation('trace');
  return (
    <Group gap="xs" aria-current={isChosen ? 'true' : undefined}>
      <Text span size="sm" fw={isChosen ? 700 : 500}>
        {t(`ways.${line.direction}`)} – {line.kindSaid}
      </Text>
      <OutcomeBadge outcome={line.outcome} outcomeSaid={line.outcomeSaid} />
      {isChosen && (
        <Text span size="xs" c="dimmed">
          ({t('story.thisLine')})
        </Text>
      )}
    </Group>
  );
}

function LineFacts({ at, peerSaid, bytes: size, durationMs }: TraceLine) {
  const { t } = useTranslation('trace');
  const told = [
    stamp(at),
    peerSaid,
    size > 0 ? bytes(size) : '',
    durationMs > 0 ? t('story.took', { duration: duration(durationMs) }) : '',
  ];
  return told.filter((fact) => fact !== '').join(' · ');
}
