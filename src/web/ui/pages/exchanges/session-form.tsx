/** The fields of "Configure the session", the test, and saving. */
import { Fieldset, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SessionSettings } from '../../../contract/session-routes.ts';
import { AllSettings } from '../../parts/settings/all-settings.tsx';
import { AuthorityField } from '../../parts/settings/authority-field.tsx';
import { ChoiceField, TextField } from '../../parts/settings/fields.tsx';
import { useForm } from '../../parts/settings/form.ts';
import { ServerFields } from '../../parts/settings/server-fields.tsx';
import { TestPanel } from '../../parts/settings/test-panel.tsx';
import { useStatus } from '../../session.ts';
import { SaveBar } from './session-save.tsx';

/** What stands here; the role belongs to the home, and at a distant site the key says which site it is. */
const shown = [
  ...['role', 'name', 'organisation', 'language', 'address', 'mailbox', 'outbox', 'tlsCa'],
  ...['mailboxFingerprint', 'outboxFingerprint', 'afterMerged', 'afterRefused', 'afterQuarantined'],
];

type SessionFormProps = { readonly seen: SessionSettings; readonly isOutdated: boolean; readonly onShowAnew: () => void };

export function SessionForm({ seen, isOutdated, onShowAnew }: SessionFormProps) {
  const { t } = useTranslation('session');
  const { t: shell } = useTranslation();
  const { role } = useStatus();
  const { generation, isDisabled } = useForm();
  return (
    <Stack gap="md" maw={1100}>
      {isDisabled && <Text c="dimmed">{shell('readersOnly')}</Text>}
      <Text size="sm" c="dimmed">
        {t('advice')}
      </Text>
      <WhoFields />
      <SimpleGrid cols={{ base: 1, md: 2 }} key={`${generation} ${seen.revision}`}>
        <ServerFields way="mailbox" known={seen.mailbox} />
        <ServerFields way="outbox" known={seen.outbox} />
      </SimpleGrid>
      <TrustFields />
      <DisposalFields />
      <TestPanel />
      <SaveBar seen={seen} isOutdated={isOutdated} onShowAnew={onShowAnew} />
      <AllSettings key={`${generation} ${seen.revision}`} shown={role === 'distant' ? [...shown, 'site'] : shown} />
    </Stack>
  );
}

function WhoFields() {
  const { t } = useTranslation('session');
  const languages = (['auto', 'fr', 'en'] as const).map((language) => [language, t(`languages.${language}`)] as const);
  return (
    <Fieldset legend={t('who')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: 'end' }}>
        <TextField name="address" label={t('fields.address')} />
        <TextField name="name" label={t('fields.name')} />
        <TextField name="organisation" label={t('fields.organisation')} />
        <ChoiceField name="language" label={t('fields.language')} choices={languages} />
      </SimpleGrid>
    </Fieldset>
  );
}

function TrustFields() {
  const { t } = useTranslation('session');
  return (
    <Fieldset legend={t('trust')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <AuthorityField />
        <Stack gap="sm">
          <TextField name="mailboxFingerprint" label={t('fields.mailboxFingerprint')} />
          <TextField name="outboxFingerprint" label={t('fields.outboxFingerprint')} />
        </Stack>
      </SimpleGrid>
    </Fieldset>
  );
}

function DisposalFields() {
  const { t } = useTranslation('session');
  return (
    <Fieldset legend={t('disposal')}>
      <SimpleGrid cols={{ base: 1, md: 3 }} style={{ alignItems: 'end' }}>
        <TextField name="afterMerged" label={t('fields.afterMerged')} />
        <TextField name="afterRefused" label={t('fields.afterRefused')} />
        <TextField name="afterQuarantined" label={t('fields.afterQuarantined')} />
      </SimpleGrid>
    </Fieldset>
  );
}
