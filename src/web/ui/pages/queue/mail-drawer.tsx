/** One mail beside the table: what became of it, what the server said, what to do, and the way to its story in the trace. */
import { Alert, Anchor, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { MailRow } from '../../../contract/queue-routes.ts';
import { bytes, number, stamp } from '../../format.ts';
import { Facts } from '../../parts/facts.tsx';
import { nextOf, StateBadge } from './mail-columns.tsx';

export function MailDrawer({ mail, onClose }: { readonly mail: MailRow | null; readonly onClose: () => void }) {
  const { t } = useTranslation('queue');
  const { t: shell } = useTranslation();
  return (
    <Drawer
      opened={mail !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('mail')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {mail && <Mail mail={mail} />}
    </Drawer>
  );
}

function Mail({ mail }: { readonly mail: MailRow }) {
  const { t } = useTranslation('queue');
  const { kindSaid, state, refusal, event } = mail;
  return (
    <Stack gap="md">
      <div>
        <Group gap="xs" mb={4}>
          <Title order={2}>{kindSaid.charAt(0).toLocaleUpperCase() + kindSaid.slice(1)}</Title>
          <StateBadge state={state} />
        </Group>
        <Text size="sm" c="dimmed">
          {t(`stateHelp.${state}`)}
        </Text>
      </div>
      {refusal.said !== '' && (
        <Alert color={state === 'waiting' ? 'yellow' : 'red'} title={refusal.said}>
          {refusal.remedy}
        </Alert>
      )}
      <MailFacts {...mail} />
      {event > 0 ? (
        <Anchor component={Link} href={`/exchanges/trace?event=${event}`} size="sm">
          {t('story')}
        </Anchor>
      ) : (
        <Text size="sm" c="dimmed">
          {t('noStory')}
        </Text>
      )}
    </Stack>
  );
}

function MailFacts(mail: MailRow) {
  const { t } = useTranslation('queue');
  const { peerSaid, to, parcel, volume, createdAt, tries, lastTriedAt, messageId } = mail;
  return (
    <Facts
      facts={[
        [t('columns.peer'), peerSaid],
        [t('columns.to'), to],
        [t('columns.parcel'), parcel === '' ? '' : t('parcel', { parcel, volume })],
        [t('columns.bytes'), mail.bytes > 0 ? bytes(mail.bytes) : t('bytesGone')],
        [t('columns.queued'), stamp(createdAt)],
        [t('columns.tries'), number(tries)],
        [t('columns.tried'), lastTriedAt === '' ? t('never') : stamp(lastTriedAt)],
        [t('columns.next'), nextOf(t, mail)],
        [t('columns.messageId'), messageId],
      ]}
    />
  );
}
