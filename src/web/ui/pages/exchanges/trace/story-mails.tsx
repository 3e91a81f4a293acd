/** The mails of an exchange: those that came, ours with their postings, those in quarantine, and what support may ask for. */
import { Anchor, List, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { TraceStory } from '../../../../contract/trace-story.ts';
import { bytes, stamp } from '../../../format.ts';
import { Facts } from '../../../parts/facts.tsx';
import { Chapter, Why } from './story-parts.tsx';

type Told = { readonly story: TraceStory };

export function ReceivedMails({ story: { received } }: Told) {
  const { t } = useTranslation('trace');
  if (received.length === 0) return null;
  return (
    <Chapter title={t('story.received')}>
      <List size="sm">
        {received.map(({ headerSha256, at, peerSaid, kindSaid, outcomeSaid }) => (
          <List.Item key={headerSha256}>
            {kindSaid} – {outcomeSaid}
            <Dimmed>{joined(stamp(at), peerSaid)}</Dimmed>
          </List.Item>
        ))}
      </List>
    </Chapter>
  );
}

export function SentMails({ story: { sent } }: Told) {
  const { t } = useTranslation('trace');
  if (sent.length === 0) return null;
  return (
    <Chapter title={t('story.sent')}>
      <List size="sm">
        {sent.map((mail) => (
          <List.Item key={mail.messageId}>
            <SentMail mail={mail} isOneOfMany={sent.some(({ volume }) => volume > 1)} />
          </List.Item>
        ))}
      </List>
    </Chapter>
  );
}

function SentMail({ mail, isOneOfMany }: { readonly mail: TraceStory['sent'][number]; readonly isOneOfMany: boolean }) {
  const { t } = useTranslation('trace');
  const { kind, kindSaid, to, volume, state, tries, lastTriedAt, nextAt, lastError, bounce } = mail;
  const isVolume = isOneOfMany && kind === 'DATA';
  const head = [kindSaid, isVolume ? t('story.volume', { volume }) : '', t('story.to', { to })].filter((part) => part !== '').join(', ');
  const isWaiting = state === 'queued';
  return (
    <>
      {head} – {t(`story.mailStates.${state}`)}
      <Dimmed>
        {joined(
          lastTriedAt === '' ? '' : t('story.triedAt', { at: stamp(lastTriedAt) }),
          tries > 1 ? t('story.times', { count: tries, shown: String(tries) }) : '',
          isWaiting && nextAt !== '' ? t('story.nextAt', { at: stamp(nextAt) }) : '',
          mail.bytes > 0 ? bytes(mail.bytes) : t('story.bytesGone'),
        )}
      </Dimmed>
      <Why reason={lastError} />
      <Why reason={bounce} />
    </>
  );
}

export function Quarantined({ story: { quarantine, event } }: Told) {
  const { t } = useTranslation('trace');
  if (quarantine.length === 0) return null;
  return (
    <Chapter title={t('story.quarantine')}>
      <Stack gap="xs">
        <List size="sm">
          {quarantine.map(({ id, at, name, bytes: size, reason }) => (
            <List.Item key={id}>
              {name}
              <Dimmed>{joined(id, stamp(at), bytes(size))}</Dimmed>
              <Why reason={reason} isToldAbove={reason.remedy === event.reason.remedy} />
            </List.Item>
          ))}
        </List>
        <Anchor component={Link} href="/quarantine" size="sm">
          {t('story.quarantineOpen')}
        </Anchor>
      </Stack>
    </Chapter>
  );
}

export function Technical({ story: { event, sent } }: Told) {
  const { t } = useTranslation('trace');
  const answers = sent.find(({ messageId }) => messageId === event.messageId)?.inReplyTo ?? '';
  const facts = [
    [t('columns.id'), String(event.id)],
    [t('story.code'), [event.kind, event.outcome, event.reason.code].filter((code) => code !== '').join(' · ')],
    [t('story.messageId'), event.messageId],
    [t('story.answers'), answers],
  ] as const;
  return (
    <Chapter title={t('story.technical')}>
      <Facts facts={facts} />
    </Chapter>
  );
}

const Dimmed = ({ children }: { readonly children: ReactNode }) => (
  <Text size="xs" c="dimmed">
    {children}
  </Text>
);

const joined = (...facts: readonly string[]): string => facts.filter((fact) => fact !== '').join(' · ');
