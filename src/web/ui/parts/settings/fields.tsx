/** One setting as an input of its kind: with its help, checked as one types, with proposals where the program has some. */
import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingField } from '../../../contract/session-routes.ts';
import { useForm } from './form.ts';
import { ProposalsShown, useProposals } from './proposals.tsx';
import { ProposingInput } from './proposing-input.tsx';

export type Named = { readonly name: string; readonly label: string; readonly help?: string | undefined };

/** The help that the schema has for it. */
export const useHelp = (name: string): string => useForm().fields.find(({ key }) => key === name)?.help ?? '';

/** A text; with a pale background where "?" proposes a value. */
export function TextField({ name, label, help }: Named) {
  const form = useForm();
  const described = useHelp(name);
  const isProposing = form.fields.find(({ key }) => key === name)?.proposes === true;
  const put = (text: string): void => form.set({ [name]: text });
  const { proposals, propose } = useProposals(name, put);
  const facts = { label, help: help ?? described, value: form.textOf(name), error: form.problemOf(name) };
  if (isProposing)
    return (
      <div>
        <ProposingInput {...facts} onType={put} onPropose={propose} />
        <ProposalsShown proposals={proposals} current={form.textOf(name)} onChoose={put} />
      </div>
    );
  return (
    <TextInput
      label={label}
      description={facts.help}
      value={facts.value}
      error={facts.error}
      disabled={form.isDisabled}
      onChange={({ currentTarget }) => put(currentTarget.value)}
    />
  );
}

export function ChoiceField({
  name,
  label,
  help,
  choices,
}: Named & { readonly choices: readonly (readonly [value: string, label: string])[] }) {
  const form = useForm();
  const described = useHelp(name);
  return (
    <Select
      label={label}
      description={help ?? described}
      value={form.textOf(name)}
      error={form.problemOf(name)}
      disabled={form.isDisabled}
      allowDeselect={false}
      data={choices.map(([value, text]) => ({ value, label: text }))}
      onChange={(value) => form.set({ [name]: value })}
    />
  );
}

/** Any setting, by its type. */
export function AnyField({ field, label, help }: { readonly field: SettingField; readonly label: string; readonly help: string }) {
  const named = { name: field.key, label, help };
  if (field.type === 'boolean') return <SwitchField {...named} />;
  if (field.type === 'integer') return <NumberField {...named} field={field} />;
  if (field.type === 'map') return <MapField {...named} />;
  if (field.type.startsWith('list')) return <ListField {...named} />;
  if (field.type.includes(' | '))
    return <ChoiceField {...named} choices={field.type.split(' | ').map((choice) => [choice, choice] as const)} />;
  return <TextField {...named} />;
}

function SwitchField({ name, label, help }: Named) {
  const form = useForm();
  return (
    <Switch
      label={label}
      description={help}
      checked={form.settingOf(name) === true}
      error={form.problemOf(name)}
      disabled={form.isDisabled}
      onChange={({ currentTarget }) => form.set({ [name]: currentTarget.checked })}
    />
  );
}

function NumberField({ name, label, help, field }: Named & { readonly field: SettingField }) {
  const form = useForm();
  const { t } = useTranslation('session');
  const value = form.settingOf(name);
  const unit = field.unit === '' ? '' : ` ${t(`units.${field.unit}`, { defaultValue: field.unit } as never)}`;
  return (
    <NumberInput
      label={label}
      description={help}
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      error={form.problemOf(name)}
      disabled={form.isDisabled}
      suffix={unit}
      allowDecimal={false}
      thousandSeparator={' '}
      // An empty field takes the default back.
      onChange={(number) => form.set({ [name]: number === '' ? null : number })}
    />
  );
}

function ListField({ name, label, help }: Named) {
  const form = useForm();
  const { t } = useTranslation('session');
  const value = form.settingOf(name);
  return (
    <Textarea
      label={label}
      description={`${help} ${t('onePerLine')}`}
      value={Array.isArray(value) ? value.join('\n') : ''}
      error={form.problemOf(name)}
      disabled={form.isDisabled}
      autosize
      minRows={2}
      maxRows={10}
      onChange={({ currentTarget }) => form.set({ [name]: currentTarget.value.split('\n') })}
    />
  );
}

const linesOf = (value: unknown): string =>
  Object.entries((value ?? {}) as Record<string, unknown>)
    .map(([name, text]) => `${name}: ${String(text)}`)
    .join('\n');

const mapOf = (lines: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    lines
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [name = '', ...text] = line.split(':');
        return [name.trim(), text.join(':').trim()];
      }),
  );

function MapField({ name, label, help }: Named) {
  const form = useForm();
  const { t } = useTranslation('session');
  const [lines, setLines] = useState(() => linesOf(form.settingOf(name)));
  const type = (text: string): void => {
    setLines(text);
    form.set({ [name]: mapOf(text) });
  };
  return (
    <Textarea
      label={label}
      description={`${help} ${t('onePairPerLine')}`}
      value={lines}
      error={form.problemOf(name)}
      disabled={form.isDisabled}
      autosize
      minRows={2}
      maxRows={10}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}
