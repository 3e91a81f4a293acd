/** The multi-site key: pasted, understood as one types, and used. */
import { Alert, Button, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationView } from '../../../contract/sending-routes.ts';
import { ask } from '../../client.ts';
import { stamp } from '../../format.ts';
import { Facts } from '../../parts/facts.tsx';
import { Problems } from '../../parts/problems.tsx';
import { useMayWrite } from '../../session.ts';
import { useRunningTask } from '../../tasks.ts';

/** Long enough that a key being pasted in pieces is not called damaged at each of them. */
const settledMs = 400;

export function JoinForm() {
  const { t } = useTranslation('sending');
  const mayWrite = useMayWrite();
  const [key, setKey] = useState('');
  const [settled] = useDebouncedValue(key.trim(), settledMs);
  const { data: invitation, error } = useQuery({
    queryKey: ['key', settled],
    queryFn: () => ask('POST /api/sending/key', { body: { key: settled } }),
    enabled: settled !== '' && mayWrite,
    staleTime: 60_000,
  });
  const join = useMutation({ mutationFn: () => ask('POST /api/sending/join', { body: { key } }) });
  const isBusy = useRunningTask() !== undefined;
  const isUnderstood = invitation !== undefined && !error && settled === key.trim();
  return (
    <Stack gap="xs">
      <Textarea
        label={t('key.label')}
        description={t('key.description')}
        value={key}
        onChange={({ currentTarget }) => setKey(currentTarget.value)}
        disabled={!mayWrite}
        autosize
        minRows={3}
        maxRows={8}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: 'code-text' }}
      />
      {settled !== '' && <Problems error={error} />}
      {isUnderstood && <Understood invitation={invitation} />}
      <Problems error={join.error} />
      <Button w="fit-content" disabled={!isUnderstood || !mayWrite || isBusy} loading={join.isPending} onClick={() => join.mutate()}>
        {t('key.join')}
      </Button>
    </Stack>
  );
}

function Understood({ invitation }: { readonly invitation: InvitationView }) {
  const { t } = useTranslation('sending');
  const { organisation, site, commonAddress, expires, everyDays, mailbox, outbox } = invitation;
  return (
    <Alert color="teal" title={t('key.understood')} role="status">
      <Facts
        facts={[
          [t('key.organisation'), organisation],
          [t('key.site'), site],
          [t('address'), commonAddress],
          [t('key.expires'), stamp(expires)],
          [t('key.period'), everyDays >= 1 ? t('key.days', { count: everyDays }) : ''],
          [t('key.mailbox'), mailbox],
          [t('key.outbox'), outbox],
        ]}
      />
      {(mailbox !== '' || outbox !== '') && <Text size="sm">{t('key.serversHint')}</Text>}
    </Alert>
  );
}
