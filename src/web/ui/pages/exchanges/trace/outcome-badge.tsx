/** What came of something, in words on a ground that says it at a glance. */
import { Badge } from '@mantine/core';
import type { TraceLine } from '../../../../contract/trace-story.ts';

const colours = {
  done: 'teal',
  ignored: 'gray',
  deferred: 'yellow',
  refused: 'red',
  quarantined: 'red',
  failed: 'red',
  alert: 'orange',
} as const;

export const OutcomeBadge = ({ outcome, outcomeSaid }: Pick<TraceLine, 'outcome' | 'outcomeSaid'>) => (
  <Badge color={colours[outcome]} variant="light" tt="none" fw={600}>
    {outcomeSaid}
  </Badge>
);
