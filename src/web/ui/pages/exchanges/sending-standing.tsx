/** What was sent last, what the common site made of it, and what comes next. */
import { Alert, Anchor, Badge, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SendingView } from '../../../contract/sending-routes.ts';
import { ago, bytes, stamp } from '../../format.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';

const colours = { never: 'orange', due: 'orange', awaiting: 'yellow', 'up-to-date': 'teal' } as const;

type Shown = { readonly sending: SendingView };

export function Standing({ sending }: Shown) {
  const { t } = useTranslation('sending');
  const { freshness, answer, lastContactAt, parcel } = sending;
  return (
    <Section
      title={t('standing.title')}
      aside={
        <Badge tt="none" color={colours[freshness]} size="lg">
          {t(`standing.freshness.${freshness}`)}
        </Badge>
      }
    >
      <Stack gap="sm">
        {sending.alerts.map(({ what, remedy }) => (
          <Alert color="yellow" key={what} title={what}>
            {remedy}
          </Alert>
        ))}
        <LastSent sending={sending} />
        <Facts
          facts={[
            [t('standing.fate'), parcel ? <Fate key="fate" sending={sending} /> : ''],
            [t('standing.next'), <Next key="next" sending={sending} />],
            [
              t('standing.answer'),
              lastContactAt === '' ? t('standing.noAnswer') : `${stamp(lastContactAt)}${answer === '' ? '' : ` – ${answer}`}`,
            ],
            [t('standing.preferences'), <Preferences key="preferences" sending={sending} />],
            [t('standing.queue'), <Queue key="queue" count={sending.queued} />],
          ]}
        />
      </Stack>
    </Section>
  );
}

function LastSent({ sending: { lastSentAt, parcel } }: Shown) {
  const { t } = useTranslation('sending');
  if (lastSentAt === null) return <Text>{t('standing.never')}</Text>;
  return (
    <div>
      <Text fw={600}>{t('standing.sent', { date: stamp(lastSentAt), ago: ago(lastSentAt) })}</Text>
      {parcel && (
        <Text size="sm">
          {t('standing.parcel', { number: parcel.number })} –{' '}
          {t('standing.content', { count: parcel.files, size: bytes(parcel.bytes), mode: t(`standing.modes.${parcel.mode}`) })}
        </Text>
      )}
    </div>
  );
}

function Fate({ sending: { parcel } }: Shown) {
  const { t } = useTranslation('sending');
  if (!parcel) return null;
  const { status, detail, volumes, volumesThere, tries, resendAt } = parcel;
  const isOnItsWay = status === 'sent';
  const parts = [
    `${t(`standing.fates.${status}`)}${detail === '' ? '' : ` (${detail})`}`,
    isOnItsWay && volumes > 1 ? t('standing.volumes', { there: volumesThere, volumes }) : '',
    isOnItsWay && tries > 0 ? t('standing.tries', { count: tries }) : '',
    isOnItsWay && resendAt !== '' ? t('standing.resend', { date: stamp(resendAt) }) : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function Next({ sending: { nextDueAt, freshness } }: Shown) {
  const { t } = useTranslation('sending');
  return nextDueAt === null || freshness === 'due' ? t('standing.nextNow') : stamp(nextDueAt);
}

function Preferences({ sending: { preferences } }: Shown) {
  const { t } = useTranslation('sending');
  const { version, appliedAt } = preferences;
  return version === 0 ? t('standing.preferencesNone') : t('standing.preferencesOf', { version, date: stamp(appliedAt) });
}

function Queue({ count }: { readonly count: number }) {
  const { t } = useTranslation('sending');
  if (count === 0) return t('standing.queueEmpty');
  return (
    <Anchor component={Link} href="/queue" size="sm">
      {t('standing.queued', { count })}
    </Anchor>
  );
}
