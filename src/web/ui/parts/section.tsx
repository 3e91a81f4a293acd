/** A titled part of a tab. */
import { Group, Paper, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

type SectionProps = {
  readonly title: string;
  /** Below the title: what it is about. */
  readonly text?: string;
  /** At the end of the title's line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

export function Section({ title, text, aside, children }: SectionProps) {
  const id = useId();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <Group justify="space-between" mb={text === undefined ? 'sm' : 'xs'} gap="xs">
        <Title order={2} id={id}>
          {title}
        </Title>
        {aside}
      </Group>
      {text !== undefined && (
        <Text size="sm" c="dimmed" mb="sm" maw="80ch">
          {text}
        </Text>
      )}
      {children}
    </Paper>
  );
}
