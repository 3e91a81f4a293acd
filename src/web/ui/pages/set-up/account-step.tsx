/** The mail account: the address proposes the servers; what is typed is tested before one goes on, unless one insists. */
import { Accordion, Button, Checkbox, SimpleGrid, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Problems } from '../../parts/problems.tsx';
import { AuthorityField } from '../../parts/settings/authority-field.tsx';
import { TextField } from '../../parts/settings/fields.tsx';
import { useForm } from '../../parts/settings/form.ts';
import { askProposals } from '../../parts/settings/proposals.tsx';
import { ServerFields } from '../../parts/settings/server-fields.tsx';
import { TestPanel } from '../../parts/settings/test-panel.tsx';
import { StepFrame, type StepProps } from './step-frame.tsx';

const asked = ['address', 'mailbox', 'outbox', 'tlsCa', 'mailboxFingerprint', 'outboxFingerprint'];

export function AccountStep({ setUp: { insist }, change, go }: StepProps) {
  const { t } = useTranslation('setUp');
  const { checked } = useForm();
  const isWrong = checked?.problems.some(({ path }) => asked.includes(path)) ?? true;
  const reason = isWrong ? t('account.incomplete') : checked?.needsTest && !insist ? t('account.untested') : '';
  return (
    <StepFrame go={go} reason={reason}>
      <AddressField />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <ServerFields way="mailbox" known={checked?.mailbox ?? null} />
        <ServerFields way="outbox" known={checked?.outbox ?? null} />
      </SimpleGrid>
      <Accordion variant="contained">
        <Accordion.Item value="trust">
          <Accordion.Control>{t('account.trust')}</Accordion.Control>
          <Accordion.Panel>
            <AuthorityField />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
      <TestPanel />
      {!isWrong && checked?.needsTest && (
        <Checkbox
          label={t('account.insist')}
          checked={insist}
          onChange={({ currentTarget }) => change({ insist: currentTarget.checked })}
        />
      )}
    </StepFrame>
  );
}

function AddressField() {
  const { t } = useTranslation('setUp');
  const { t: words } = useTranslation('session');
  const form = useForm();
  const propose = useMutation({
    mutationFn: async () => {
      const [mailbox] = await askProposals(form, 'mailbox');
      const [outbox] = await askProposals(form, 'outbox');
      form.set({ ...(mailbox ? { mailbox } : {}), ...(outbox ? { outbox } : {}) });
    },
  });
  const isAddress = /^[^@\s]+@[^@\s]+$/.test(form.textOf('address'));
  return (
    <Stack gap="xs" align="flex-start">
      <div style={{ width: '100%' }}>
        <TextField name="address" label={words('fields.address')} />
      </div>
      <Button
        variant="light"
        size="xs"
        disabled={!isAddress || form.isDisabled}
        loading={propose.isPending}
        onClick={() => propose.mutate()}
      >
        {t('account.propose')}
      </Button>
      <Problems error={propose.error} />
    </Stack>
  );
}
