/** The multi-site key, understood as one types: which company, which site, until when, which servers it proposes. */
import { Button, Table, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { InvitationView } from '../../../contract/sending-routes.ts';
import { ask } from '../../client.ts';
import { stamp } from '../../format.ts';
import { languageNow } from '../../language.ts';
import { Problems } from '../../parts/problems.tsx';
import { useForm } from '../../parts/settings/form.ts';
import { StepFrame, type StepProps } from './step-frame.tsx';

export function KeyStep({ setUp: { key }, change, go }: StepProps) {
  const { t } = useTranslation('setUp');
  const form = useForm();
  const [settled] = useDebouncedValue(key.trim(), 300);
  const understood = useQuery({
    queryKey: ['set-up-key', languageNow(), settled],
    queryFn: () => ask('POST /api/set-up/key', { body: { key: settled } }),
    enabled: settled !== '',
  });
  const facts = settled === key.trim() ? understood.data : undefined;
  const next = (by: 1 | -1): void => {
    if (by === 1 && facts) form.set(proposedBy(facts, form.textOf('mailbox') === '' && form.textOf('outbox') === ''));
    go(by);
  };
  const skip = (): void => {
    change({ key: '' });
    go(1);
  };
  return (
    <StepFrame
      go={go}
      reason={facts ? '' : t('key.needed')}
      action={facts ? <Button onClick={() => next(1)}>{t('next')}</Button> : undefined}
    >
      <KeyField value={key} onType={(typed) => change({ key: typed })} />
      {settled !== '' && <Problems error={understood.error} />}
      {facts && <Facts facts={facts} />}
      <Button variant="subtle" size="xs" onClick={skip} style={{ alignSelf: 'flex-start' }}>
        {t('key.skip')}
      </Button>
    </StepFrame>
  );
}

function KeyField({ value, onType }: { readonly value: string; readonly onType: (text: string) => void }) {
  const { t } = useTranslation('setUp');
  return (
    <Textarea
      label={t('key.label')}
      description={t('key.help')}
      placeholder="MALLE1-…"
      value={value}
      disabled={useForm().isDisabled}
      autosize
      minRows={3}
      maxRows={10}
      spellCheck={false}
      onChange={({ currentTarget }) => onType(currentTarget.value)}
    />
  );
}

/** Its servers only where nothing was typed yet; they stand in the next step to be looked at. */
const proposedBy = ({ organisation, mailbox, outbox, everyDays }: InvitationView, isEmpty: boolean): Readonly<Record<string, unknown>> => ({
  ...(organisation === '' ? {} : { organisation }),
  ...(everyDays >= 1 && everyDays <= 365 ? { everyDays: Math.trunc(everyDays) } : {}),
  ...(isEmpty && mailbox !== '' ? { mailbox } : {}),
  ...(isEmpty && outbox !== '' ? { outbox } : {}),
});

function Facts({ facts }: { readonly facts: InvitationView }) {
  const { t } = useTranslation('setUp');
  const rows = [
    ['organisation', facts.organisation || '–'],
    ['site', facts.site],
    ['commonAddress', facts.commonAddress],
    ['expires', stamp(facts.expires)],
    ['servers', [facts.mailbox, facts.outbox].filter((url) => url !== '').join(' · ') || '–'],
  ] as const;
  return (
    <Table variant="vertical" withTableBorder role="status" aria-label={t('key.understood')}>
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w="40%">{t(`key.facts.${name}`)}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
