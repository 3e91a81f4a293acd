/** An empty list says what to do next. */
import { Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export const Empty = ({ title, text, children }: { readonly title: string; readonly text: string; readonly children?: ReactNode }) => (
  <Paper withBorder p="xl">
    <Stack align="center" gap="xs">
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" ta="center" maw="60ch">
        {text}
      </Text>
      {children}
    </Stack>
  </Paper>
);
