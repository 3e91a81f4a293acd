/** The last reception, the test of it, and receiving with live progress. */
import { Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Reception, WaitingMails } from '../../../../contract/receiving-routes.ts';
import { ask } from '../../../client.ts';
import { ago, bytes, stamp } from '../../../format.ts';
import { Section } from '../../../parts/section.tsx';
import { TaskPanel } from '../../../parts/task-panel.tsx';
import { useTask } from '../../../tasks.ts';
import { TaskButton } from './task-button.tsx';

export function ReceptionPanel({ reception }: { readonly reception: Reception }) {
  const { t } = useTranslation('receiving');
  const task = useTask('receive', 'test-receive');
  const { lastReceiveAt, queued } = reception;
  const [day = '', hour = ''] = lastReceiveAt === null ? [] : stamp(lastReceiveAt).split(' ');
  return (
    <Section title={t('reception.title')}>
      <Stack gap="xs">
        <Text>{lastReceiveAt === null ? t('reception.never') : t('reception.last', { day, hour, ago: ago(lastReceiveAt) })}</Text>
        <Server reception={reception} />
        {queued > 0 && <Text size="sm">{t('reception.queued', { count: queued })}</Text>}
        <Group align="flex-start" gap="md" mt="xs">
          <Act label={t('reception.test')} text={t('reception.testText')} isPlain start={() => ask('POST /api/receiving/test')} />
          <Act label={t('reception.receive')} text={t('reception.receiveText')} start={() => ask('POST /api/receiving')} />
        </Group>
        <TaskPanel task={task} />
        {task?.kind === 'test-receive' && task.state === 'done' && <Waiting mails={task.outcome as WaitingMails} />}
      </Stack>
    </Section>
  );
}

type ActProps = {
  readonly label: string;
  readonly text: string;
  readonly isPlain?: boolean;
  readonly start: React.ComponentProps<typeof TaskButton>['start'];
};

const Act = ({ label, text, isPlain = false, start }: ActProps) => (
  <Stack gap={4} maw={340}>
    <TaskButton label={label} variant={isPlain ? 'default' : 'filled'} start={start} />
    <Text size="xs" c="dimmed">
      {text}
    </Text>
  </Stack>
);

/** "No contact" is not "no mail". */
function Server({ reception: { mailServer } }: { readonly reception: Reception }) {
  const { t } = useTranslation('receiving');
  const { t: ofShell } = useTranslation();
  const { failures, lastOkAt, reason } = mailServer;
  const said =
    failures > 0
      ? t('reception.serverFailing', { count: failures, reason })
      : lastOkAt === ''
        ? t('reception.serverUnknown')
        : t('reception.serverGood', { ago: ago(lastOkAt) });
  return (
    <Text size="sm" c={failures > 0 ? 'red' : 'dimmed'}>
      {failures > 0 ? '! ' : ''}
      {ofShell('labelled', { label: t('reception.server'), value: said })}
    </Text>
  );
}

/** At most so many rows: a mailbox may hold thousands. */
const shownMails = 100;

function Waiting({ mails: { waiting } }: { readonly mails: WaitingMails }) {
  const { t } = useTranslation('receiving');
  if (waiting.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={480} maxHeight={320} scrollAreaProps={{ tabIndex: 0 }}>
      <Table captionSide="top" striped>
        <Table.Caption>{t('reception.waiting')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('reception.from')}</Table.Th>
            <Table.Th>{t('reception.subject')}</Table.Th>
            <Table.Th>{t('reception.date')}</Table.Th>
            <Table.Th ta="right">{t('reception.bytes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {waiting.slice(0, shownMails).map(({ from, subject, date, bytes: size }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two mails may be alike in everything, and the list does not move
            <Table.Tr key={index}>
              <Table.Td>{from}</Table.Td>
              <Table.Td>{subject}</Table.Td>
              <Table.Td>{stamp(date)}</Table.Td>
              <Table.Td ta="right">{bytes(size)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
