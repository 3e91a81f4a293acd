/** The common fields of the preferences as a form: each is decided here for all sites, or left to each of them. */
import { NumberInput, Paper, Stack, Switch, Text, Textarea } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreferenceForm } from '../../../../contract/preferences-routes.ts';
import { useMayWrite } from '../../../session.ts';
import { KeySoftwareReadings, KeySoftwareSyntax } from './key-software-help.tsx';
import type { DraftDesk } from './preference-draft.ts';

type FieldName = keyof PreferenceForm;
type ListName = Exclude<FieldName, 'period'>;

export function PreferenceFields({ desk }: { readonly desk: DraftDesk }) {
  return (
    <Stack gap="sm">
      <PeriodField desk={desk} />
      <ListField desk={desk} name="keySoftware">
        <KeySoftwareReadings readings={desk.preview.keySoftware} />
        <KeySoftwareSyntax />
      </ListField>
      <ListField desk={desk} name="exclude" />
      <ListField desk={desk} name="include" />
      <ListField desk={desk} name="strip" />
    </Stack>
  );
}

type FieldProps = {
  readonly desk: DraftDesk;
  readonly name: FieldName;
  /** What it begins with when it is decided here. */
  readonly first: PreferenceForm[FieldName];
  readonly children: ReactNode;
};

function Field({ desk: { draft, change }, name, first, children }: FieldProps) {
  const { t } = useTranslation('receiving');
  const { t: ofShell } = useTranslation();
  const mayWrite = useMayWrite();
  const titleId = useId();
  const isImposed = draft.fields[name] !== null;
  return (
    <Paper withBorder p="sm" role="group" aria-labelledby={titleId}>
      <Text fw={600} size="sm" id={titleId}>
        {t(`preferences.${name}`)}
      </Text>
      <Text size="xs" c="dimmed" mb="xs">
        {t(`preferences.${name}Text`)}
      </Text>
      <Switch
        size="sm"
        label={t(isImposed ? 'preferences.imposed' : 'preferences.left')}
        aria-label={ofShell('labelled', { label: t(`preferences.${name}`), value: t('preferences.imposed') })}
        checked={isImposed}
        disabled={!mayWrite}
        onChange={({ currentTarget: { checked } }) => change({ fields: { ...draft.fields, [name]: checked ? first : null } })}
      />
      {isImposed && (
        <Stack gap="xs" mt="xs">
          {children}
        </Stack>
      )}
    </Paper>
  );
}

const usualDays = 7;

function PeriodField({ desk }: { readonly desk: DraftDesk }) {
  const { t } = useTranslation('receiving');
  const mayWrite = useMayWrite();
  const { draft, preview, change } = desk;
  return (
    <Field desk={desk} name="period" first={usualDays}>
      <NumberInput
        aria-label={t('preferences.period')}
        value={draft.fields.period ?? ''}
        // An empty field is told by the server, as any other fault.
        onChange={(value) => change({ fields: { ...draft.fields, period: Number(value) || 0 } })}
        error={preview.problems.find(({ path }) => path === 'period')?.text}
        readOnly={!mayWrite}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        maw={160}
      />
    </Field>
  );
}

type ListProps = { readonly desk: DraftDesk; readonly name: ListName; readonly children?: ReactNode };

/** One entry a line; empty lines are between them, not among them. */
function ListField({ desk, name, children }: ListProps) {
  const { t } = useTranslation('receiving');
  const { t: ofShell } = useTranslation();
  const mayWrite = useMayWrite();
  const { draft, preview, change } = desk;
  const [typed, type] = useState((draft.fields[name] ?? []).join('\n'));
  const faults = faultsOf(preview.problems, name, typed, (line, value) =>
    ofShell('labelled', { label: t('preferences.reading.line', { line }), value }),
  );
  return (
    <Field desk={desk} name={name} first={entriesOf(typed)}>
      <Textarea
        aria-label={t(`preferences.${name}`)}
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          type(value);
          change({ fields: { ...draft.fields, [name]: entriesOf(value) } });
        }}
        error={faults.length === 0 ? undefined : faults.join(' · ')}
        readOnly={!mayWrite}
        autosize
        minRows={3}
        maxRows={14}
        spellCheck={false}
        styles={{ input: { fontFamily: 'monospace' } }}
      />
      {entriesOf(typed).length === 0 && (
        <Text size="xs" c="dimmed">
          {t('preferences.emptyList')}
        </Text>
      )}
      {children}
    </Field>
  );
}

const isEntry = (line: string): boolean => line.trim() !== '';

const entriesOf = (typed: string): string[] => typed.split('\n').filter(isEntry);

type Problem = { readonly path: string; readonly text: string };

/** `exclude.1` is the second entry: told by the line on which it stands. */
function faultsOf(
  problems: readonly Problem[],
  name: ListName,
  typed: string,
  sayLine: (line: number, text: string) => string,
): readonly string[] {
  const lines = typed.split('\n').flatMap((line, index) => (isEntry(line) ? [index + 1] : []));
  return problems
    .filter(({ path }) => path === name || path.startsWith(`${name}.`))
    .map(({ path, text }) => {
      const line = lines[Number(path.slice(name.length + 1))];
      return path === name || line === undefined ? text : sayLine(line, text);
    });
}
