/** The first start, step by step: each is right before the next one opens, and a reload in the middle loses nothing but passwords. */
import { Container, Group, Loader, Progress, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingField } from '../../../contract/session-routes.ts';
import { languageNow } from '../../language.ts';
import { Problems } from '../../parts/problems.tsx';
import { FormContext, useFields, useSettingsForm } from '../../parts/settings/form.ts';
import { Preferences, Who } from '../../parts/top.tsx';
import { useMayWrite, useStatus } from '../../session.ts';
import { useTaskEvents } from '../../tasks.ts';
import { AccountStep } from './account-step.tsx';
import { CreateStep } from './create-step.tsx';
import { JoinStep } from './join-step.tsx';
import { forget, keep, readKept, type SetUp, type Step } from './kept.ts';
import { KeyStep } from './key-step.tsx';
import { NamesStep } from './names-step.tsx';
import { RoleStep } from './role-step.tsx';
import type { StepProps } from './step-frame.tsx';

/** `onDone`: the house may be entered. */
export function SetUpPage({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('setUp');
  const fields = useFields();
  useTaskEvents();
  useDocumentTitle(`${t('title')} – Malleposte`);
  return (
    <Container size={900} py="lg" component="main">
      <Group justify="space-between" mb="md">
        <Text fw={600}>Malleposte</Text>
        <Group gap="xs">
          <Preferences />
          <Who status={useStatus()} />
        </Group>
      </Group>
      <Problems error={fields.error} />
      {fields.data ? <Steps fields={fields.data} onDone={onDone} /> : !fields.error && <Loader aria-label="…" />}
    </Container>
  );
}

const contents: Readonly<Record<Step, (props: StepProps) => ReactNode>> = {
  role: RoleStep,
  key: KeyStep,
  account: AccountStep,
  names: NamesStep,
  create: CreateStep,
  join: JoinStep,
};

const stepsOf = (role: unknown): readonly Step[] =>
  role === 'distant' ? ['role', 'key', 'account', 'names', 'create', 'join'] : ['role', 'account', 'names', 'create'];

const proposed = { role: '', everyDays: 7 };
const stored = { mailbox: false, outbox: false };

function Steps({ fields, onDone }: { readonly fields: readonly SettingField[]; readonly onDone: () => void }) {
  const mayWrite = useMayWrite();
  const [setUp, setSetUp] = useState(readKept);
  useEffect(() => keep(setUp), [setUp]);
  const change = (changed: Partial<SetUp>): void => setSetUp((current) => ({ ...current, ...changed }));
  const { typed, step } = setUp;
  // Mails and screens speak the language of whoever sets the site up, unless another one is chosen.
  const base = { ...proposed, language: languageNow() };
  const form = useSettingsForm({
    fields,
    base,
    stored,
    given: stored,
    isDisabled: !mayWrite,
    typed,
    onType: (next) => change({ typed: next }),
  });
  const steps = stepsOf(form.settingOf('role'));
  const go = (by: 1 | -1): void => change({ step: steps[steps.indexOf(step) + by] ?? step });
  const finish = (): void => {
    forget();
    onDone();
  };
  const Content = contents[step];
  return (
    <FormContext value={form}>
      <StepHead step={step} number={steps.indexOf(step) + 1} of={steps.length} />
      <Content setUp={setUp} change={change} go={go} onDone={finish} />
    </FormContext>
  );
}

/** The title of a new step is read out. */
function StepHead({ step, number, of }: { readonly step: Step; readonly number: number; readonly of: number }) {
  const { t } = useTranslation('setUp');
  const title = useRef<HTMLHeadingElement>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current !== step) title.current?.focus();
    last.current = step;
  }, [step]);
  return (
    <Stack gap={4} mb="md">
      <Text size="sm" c="dimmed">
        {t('title')} · {t('stepOf', { number, of })}
      </Text>
      <Progress value={(number / of) * 100} size="sm" aria-label={t('stepOf', { number, of })} />
      <Title order={1} ref={title} tabIndex={-1}>
        {t(`steps.${step}`)}
      </Title>
    </Stack>
  );
}
