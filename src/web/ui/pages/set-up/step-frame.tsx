/** What every step of the set-up is given, and what stands below each. */
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUp } from './kept.ts';

export type StepProps = {
  readonly setUp: SetUp;
  readonly change: (change: Partial<SetUp>) => void;
  /** To the step before or after. */
  readonly go: (by: 1 | -1) => void;
  readonly onDone: () => void;
};

type FrameProps = {
  readonly children: ReactNode;
  readonly go: (by: 1 | -1) => void;
  /** Why the next step is not open yet, '' when it is. */
  readonly reason: string;
  readonly isFirst?: boolean;
  /** In the place of the button to the next step. */
  readonly action?: ReactNode;
};

/** What every step has below: back, on, and why not yet. */
export function StepFrame({ children, go, reason, isFirst = false, action }: FrameProps) {
  const { t } = useTranslation('setUp');
  return (
    <Paper withBorder p="md">
      <Stack>
        {children}
        <Group>
          {!isFirst && (
            <Button variant="default" onClick={() => go(-1)}>
              {t('back')}
            </Button>
          )}
          {action ?? (
            <Button disabled={reason !== ''} onClick={() => go(1)}>
              {t('next')}
            </Button>
          )}
          <Text size="sm" c="dimmed" aria-live="polite">
            {reason}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}
