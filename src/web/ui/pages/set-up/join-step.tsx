/** The head office is asked to admit this site; four words are shown, to compare with those on its screen. */
import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';
import { TaskPanel } from '../../parts/task-panel.tsx';
import { tasksKey, useTask } from '../../tasks.ts';
import type { StepProps } from './step-frame.tsx';

export function JoinStep({ setUp: { key }, onDone }: StepProps) {
  const { t } = useTranslation('setUp');
  const queries = useQueryClient();
  const task = useTask('join');
  const join = useMutation({
    mutationFn: () => ask('POST /api/set-up/join', { body: { key: key.trim() } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: tasksKey }),
  });
  const { mutate } = join;
  const isBegun = useRef(false);
  useEffect(() => {
    if (!isBegun.current) mutate();
    isBegun.current = true;
  }, [mutate]);
  const words = task?.state === 'done' ? String((task.outcome as { words?: unknown } | null)?.words ?? '') : '';
  const isOver = task !== undefined && task.state !== 'running';
  return (
    <Paper withBorder p="md">
      <Stack>
        <Text size="sm">{t('join.text')}</Text>
        <Problems error={join.error} />
        {words !== '' && <Words words={words} />}
        <TaskPanel task={task} />
        <Group>
          <Button onClick={onDone} disabled={!isOver && !join.error}>
            {t(words === '' ? 'join.enterAnyway' : 'join.enter')}
          </Button>
          {(task?.state === 'failed' || join.error) && (
            <Button variant="default" loading={join.isPending} onClick={() => mutate()}>
              {t('join.again')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}

function Words({ words }: { readonly words: string }) {
  const { t } = useTranslation('setUp');
  return (
    <Alert color="teal" title={t('join.words')}>
      <Text size="xl" fw={700} lang="fr" data-words>
        {words}
      </Text>
      <Text size="sm">{t('join.compare')}</Text>
    </Alert>
  );
}
