/** The test of what is typed, each step as it happens; a certificate that nobody vouches for is shown, and pinned on request. */
import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../contract/task-routes.ts';
import { ask } from '../../client.ts';
import { tasksKey, useRunningTask, useTask } from '../../tasks.ts';
import { Problems } from '../problems.tsx';
import { TaskPanel } from '../task-panel.tsx';
import { draftOf, type Typed, useForm } from './form.ts';

export function TestPanel() {
  const form = useForm();
  const { t } = useTranslation('session');
  const task = useTask('test-connection');
  const running = useRunningTask();
  const test = useTest();
  const pin = (pins: readonly string[], fingerprint: string): void => {
    const pinned = Object.fromEntries(pins.map((name) => [name, fingerprint]));
    form.set(pinned);
    test.mutate({ ...form.typed, edits: { ...form.typed.edits, ...pinned } });
  };
  return (
    <Stack gap="xs">
      <Group>
        <Button
          variant="default"
          disabled={form.isDisabled || running !== undefined}
          loading={test.isPending || task?.state === 'running'}
          onClick={() => test.mutate(form.typed)}
        >
          {t('test.start')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('test.text')}
        </Text>
      </Group>
      <Problems error={test.error} />
      <TaskPanel task={task} />
      <UnknownCertificate task={task} onPin={pin} />
    </Stack>
  );
}

/** Tries what is given; the task is followed by events. */
function useTest() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (typed: Typed) => ask('POST /api/session/test', { body: draftOf(typed) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: tasksKey }),
  });
}

type Pinning = { readonly task: TaskView | undefined; readonly onPin: (pins: readonly string[], fingerprint: string) => void };

function UnknownCertificate({ task, onPin }: Pinning) {
  const form = useForm();
  const { t } = useTranslation('session');
  const facts = task?.state === 'failed' && task.problem?.kind === 'certificate' ? task.problem.facts : undefined;
  const pins = Array.isArray(facts?.['pins']) ? facts['pins'].map(String) : [];
  const fingerprint = String(facts?.['fingerprint'] ?? '');
  if (!facts || pins.length === 0) return null;
  return (
    <Alert color="yellow" title={t('certificate.title', { host: String(facts['host']) })}>
      <Text size="sm">{t('certificate.text')}</Text>
      <Code block my="xs" style={{ whiteSpace: 'normal' }}>
        SHA-256 {fingerprint}
      </Code>
      <Text size="sm">{t('certificate.compare')}</Text>
      <Button mt="xs" size="xs" disabled={form.isDisabled} onClick={() => onPin(pins, fingerprint)}>
        {t('certificate.pin')}
      </Button>
    </Alert>
  );
}
