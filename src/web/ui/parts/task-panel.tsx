/** A task of the server: each step as it happens, how fast, how to stop it, and what came of it. */
import { Alert, Button, Group, List, Paper, Progress, ScrollArea, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../contract/task-routes.ts';
import { ask } from '../client.ts';
import { number } from '../format.ts';
import { useMayWrite } from '../session.ts';

const marks = { running: '…', done: '✓', failed: '✗' } as const;
const colours = { running: 'inherit', done: 'teal', failed: 'red' } as const;

export function TaskPanel({ task }: { readonly task: TaskView | undefined }) {
  const { t } = useTranslation();
  if (!task) return null;
  return (
    <Paper withBorder p="sm" mt="sm" aria-live="polite" aria-busy={task.state === 'running'} data-task={task.kind} data-state={task.state}>
      <Group justify="space-between">
        <Text fw={600}>
          {t(`tasks.${task.kind}`)} – {t(`taskStates.${task.state}`)}
        </Text>
        {task.state === 'running' && <StopButton id={task.id} />}
      </Group>
      <Pace task={task} />
      <ScrollArea.Autosize mah={220} my="xs">
        <List size="sm" listStyleType="none">
          {task.lines.map(({ text, state }, index) => (
            // Lines are only ever added at the end.
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own, and keeps its place
            <List.Item key={index} c={colours[state]}>
              {marks[state]} {text}
            </List.Item>
          ))}
        </List>
      </ScrollArea.Autosize>
      <Told task={task} />
    </Paper>
  );
}

function Pace({ task: { number: done, of, perMinute, state } }: { readonly task: TaskView }) {
  const { t } = useTranslation();
  if (state !== 'running') return null;
  if (done === null || of === null) return <Progress value={100} animated size="sm" mt="xs" aria-label={t('working')} />;
  return (
    <>
      <Progress value={(done / Math.max(of, 1)) * 100} size="sm" mt="xs" aria-label={t('working')} />
      <Text size="xs" c="dimmed">
        {t('pace', { done: number(done), of: number(of), rate: number(perMinute ?? 0) })}
      </Text>
    </>
  );
}

function Told({ task: { summary, problem, isNotable } }: { readonly task: TaskView }) {
  if (problem)
    return (
      <Alert color="red" role="alert" title={problem.title}>
        <Text size="sm">{problem.detail}</Text>
        <Text size="sm" fw={600}>
          {problem.remedy}
        </Text>
      </Alert>
    );
  if (summary.length === 0) return null;
  return (
    <Alert color={isNotable ? 'yellow' : 'teal'}>
      {summary.map((sentence) => (
        <Text size="sm" key={sentence}>
          {sentence}
        </Text>
      ))}
    </Alert>
  );
}

function StopButton({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const stop = useMutation({ mutationFn: () => ask('DELETE /api/tasks/:id', { parameters: { id } }) });
  return (
    <Button size="xs" variant="default" disabled={!useMayWrite()} loading={stop.isPending || stop.isSuccess} onClick={() => stop.mutate()}>
      {t('stop')}
    </Button>
  );
}
