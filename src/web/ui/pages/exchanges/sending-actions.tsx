/** The two buttons: test and send now, with a confirmation when a sending is not due; the task is followed below. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SendingView } from '../../../contract/sending-routes.ts';
import { ask, Refusal } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';
import { Section } from '../../parts/section.tsx';
import { TaskPanel } from '../../parts/task-panel.tsx';
import { useMayWrite } from '../../session.ts';
import { useRunningTask, useTask } from '../../tasks.ts';

export function SendingActions({ sending: { state } }: { readonly sending: SendingView }) {
  const { t } = useTranslation('sending');
  const { t: shell } = useTranslation();
  const mayWrite = useMayWrite();
  const isBusy = useRunningTask() !== undefined;
  const test = useMutation({ mutationFn: () => ask('POST /api/sending/test', { body: {} }) });
  const send = useMutation({
    mutationFn: (isConfirmed: boolean) => ask('POST /api/sending/send', { body: { isForced: state === 'admitted', isConfirmed } }),
  });
  const isOutside = state === 'unjoined' || state === 'left';
  const reason = !mayWrite ? shell('readersOnly') : isOutside ? t('actions.notJoined') : isBusy ? shell('busy') : '';
  const recent = send.error instanceof Refusal && send.error.problem.kind === 'recently-sent' ? send.error : null;
  return (
    <Section title={t('actions.title')}>
      <Group align="flex-start" gap="xl">
        <Act
          label={t('actions.test')}
          text={t('actions.testText')}
          reason={reason}
          isPending={test.isPending}
          onAct={() => test.mutate()}
        />
        <Act
          label={t(state === 'waiting' ? 'enrolment.check' : 'actions.send')}
          text={state === 'waiting' ? '' : t('actions.sendText')}
          reason={reason}
          isPending={send.isPending}
          isMain
          onAct={() => send.mutate(false)}
        />
      </Group>
      <Problems error={test.error} />
      {!recent && <Problems error={send.error} />}
      <Confirmation error={recent} onCancel={send.reset} onConfirm={() => send.mutate(true)} />
      <TaskPanel task={useTask('send', 'test-send', 'join')} />
    </Section>
  );
}

type ActProps = {
  readonly label: string;
  readonly text: string;
  /** Why it cannot be done now, '' when it can. */
  readonly reason: string;
  readonly isPending: boolean;
  readonly isMain?: boolean;
  readonly onAct: () => void;
};

const Act = ({ label, text, reason, isPending, isMain = false, onAct }: ActProps) => (
  <div className="act">
    <Button variant={isMain ? 'filled' : 'default'} disabled={reason !== ''} loading={isPending} onClick={onAct}>
      {label}
    </Button>
    <Text size="sm" c="dimmed" mt={4} maw="42ch">
      {reason === '' ? text : reason}
    </Text>
  </div>
);

type ConfirmationProps = { readonly error: Refusal | null; readonly onCancel: () => void; readonly onConfirm: () => void };

function Confirmation({ error, onCancel, onConfirm }: ConfirmationProps) {
  const { t } = useTranslation('sending');
  const { t: shell } = useTranslation();
  return (
    <Modal opened={error !== null} onClose={onCancel} title={t('actions.recentTitle')} closeButtonProps={{ 'aria-label': shell('close') }}>
      <Text>{error?.problem.title}</Text>
      <Text size="sm" mt="xs">
        {error?.problem.detail}
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onCancel}>
          {shell('cancel')}
        </Button>
        <Button onClick={onConfirm}>{t('actions.sendAnyway')}</Button>
      </Group>
    </Modal>
  );
}
