/** Values that the program proposes: asked for by "?" or by a button; the best goes into the field, the others stand below to be chosen. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../client.ts';
import { type SettingsForm, useForm } from './form.ts';

const facts = ['role', 'address', 'site', 'name', 'organisation'] as const;

/** From what the form knows so far. */
export async function askProposals(form: SettingsForm, field: string): Promise<readonly string[]> {
  const known = Object.fromEntries(facts.map((fact) => [fact, form.textOf(fact)]).filter(([, text]) => text !== ''));
  const { proposals } = await ask('GET /api/session/proposals', { query: { field, ...known } });
  return proposals;
}

export type Proposing = {
  /** null before anybody asked. */
  readonly proposals: readonly string[] | null;
  readonly propose: () => void;
};

/** Puts the best proposal in by `put`. What cannot be asked proposes nothing. */
export function useProposals(field: string, put: (proposal: string) => void): Proposing {
  const form = useForm();
  const [proposals, setProposals] = useState<readonly string[] | null>(null);
  const propose = (): void => {
    const asked = askProposals(form, field).catch((): readonly string[] => []); // the check of the form tells that the server is gone
    // A refusal is an empty list by now.
    void asked.then((found) => {
      setProposals(found);
      if (found[0] !== undefined) put(found[0]);
    });
  };
  return { proposals, propose };
}

export function ProposalsShown({
  proposals,
  current,
  onChoose,
}: {
  readonly proposals: readonly string[] | null;
  readonly current: string;
  readonly onChoose: (proposal: string) => void;
}) {
  const { t } = useTranslation('session');
  if (proposals === null) return null;
  const others = proposals.filter((proposal) => proposal !== current).slice(0, 6);
  if (proposals.length === 0)
    return (
      <Text size="xs" c="dimmed" role="status">
        {t('propose.none')}
      </Text>
    );
  if (others.length === 0) return null;
  return (
    <Group gap={4} mt={4} role="group" aria-label={t('propose.others')}>
      <Text size="xs" c="dimmed">
        {t('propose.others')}
      </Text>
      {others.map((proposal) => (
        <Button key={proposal} size="compact-xs" variant="light" onClick={() => onChoose(proposal)} maw="100%">
          {proposal}
        </Button>
      ))}
    </Group>
  );
}
