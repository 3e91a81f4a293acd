/** Where this site stands with the company: not joined, waiting with the words to compare, admitted, gone. */
import { Alert, Badge, Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SendingView } from '../../../contract/sending-routes.ts';
import { stamp } from '../../format.ts';
import { Section } from '../../parts/section.tsx';
import { JoinForm } from './join-form.tsx';

const colours = { unjoined: 'yellow', waiting: 'yellow', admitted: 'teal', left: 'gray' } as const;

export function Enrolment({ sending }: { readonly sending: SendingView }) {
  const { t } = useTranslation('sending');
  const { state, commonAddress } = sending;
  return (
    <Section
      title={t('enrolment.title')}
      aside={
        <Badge tt="none" size="lg" color={colours[state]}>
          {t(`enrolment.states.${state}`)}
        </Badge>
      }
    >
      <Stack gap="sm">
        <Told sending={sending} />
        <TextInput
          label={t('address')}
          description={t(commonAddress === '' ? 'addressNone' : 'addressText')}
          value={commonAddress}
          readOnly
          variant="filled"
          maw={480}
        />
        <Joining state={state} />
      </Stack>
    </Section>
  );
}

function Told({
  sending: { state, site, organisation, joinedAt, admittedAt, words, isRotationPending },
}: {
  readonly sending: SendingView;
}) {
  const { t } = useTranslation('sending');
  if (state === 'unjoined' || state === 'left') return <Text size="sm">{t(`enrolment.${state}Text`)}</Text>;
  if (state === 'waiting')
    return (
      <Alert color="yellow">
        <Text size="sm">{t('enrolment.waitingText', { date: stamp(joinedAt) })}</Text>
        <Text fw={700} size="lg" my={4}>
          {words}
        </Text>
        <Text size="sm">{t('enrolment.waitingNext')}</Text>
      </Alert>
    );
  return (
    <>
      <Text size="sm">{t('enrolment.admittedText', { site, organisation, date: stamp(admittedAt) })}</Text>
      <Text size="sm">{t('enrolment.words', { words })}</Text>
      {isRotationPending && <Alert color="yellow">{t('enrolment.rotation')}</Alert>}
    </>
  );
}

/** A site that waits may be given a newer key; one that was admitted needs none. */
function Joining({ state }: { readonly state: SendingView['state'] }) {
  const { t } = useTranslation('sending');
  const [isAsked, setAsked] = useState(false);
  if (state === 'admitted') return null;
  if (state === 'waiting' && !isAsked)
    return (
      <Button variant="subtle" size="xs" w="fit-content" onClick={() => setAsked(true)}>
        {t('enrolment.another')}
      </Button>
    );
  return <JoinForm />;
}
