/** All that was chosen, once more; then the home is made. */
import { Button, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client.ts';
import { Problems } from '../../parts/problems.tsx';
import { draftOf, useForm } from '../../parts/settings/form.ts';
import { useStatus } from '../../session.ts';
import { StepFrame, type StepProps } from './step-frame.tsx';

export function CreateStep({ setUp, change, go, onDone }: StepProps) {
  const { t } = useTranslation('setUp');
  const form = useForm();
  const queries = useQueryClient();
  const key = setUp.key.trim();
  const hasKey = form.textOf('role') === 'distant' && key !== '';
  const make = useMutation({
    mutationFn: () => ask('POST /api/set-up/home', { body: { ...draftOf(form.typed), insist: setUp.insist, ...(hasKey ? { key } : {}) } }),
    onSuccess: async () => {
      if (hasKey) change({ step: 'join' });
      await queries.invalidateQueries();
      if (!hasKey) onDone();
    },
  });
  const button = (
    <Button loading={make.isPending} disabled={form.isDisabled} onClick={() => make.mutate()}>
      {t('create.make')}
    </Button>
  );
  return (
    <StepFrame go={go} reason="" action={button}>
      <Text size="sm">{t(hasKey ? 'create.textJoin' : 'create.text')}</Text>
      <Summary />
      <Problems error={make.error} />
    </StepFrame>
  );
}

const told = ['address', 'mailbox', 'outbox', 'name', 'site', 'organisation', 'dossier'] as const;

function Summary() {
  const { t } = useTranslation('setUp');
  const { t: words } = useTranslation('session');
  const form = useForm();
  const { home } = useStatus();
  const role = form.textOf('role') === 'distant' ? 'distant' : 'common';
  const labels = { mailbox: words('servers.mailbox'), outbox: words('servers.outbox') };
  const rows = told
    .filter((name) => form.textOf(name) !== '')
    .map((name) => [name === 'mailbox' || name === 'outbox' ? labels[name] : words(`fields.${name}`), form.textOf(name)] as const);
  return (
    <Table variant="vertical" withTableBorder>
      <Table.Tbody>
        {[[t('create.role'), t(`role.names.${role}`)] as const, ...rows, [t('create.home'), home] as const].map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th w="35%">{label}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
