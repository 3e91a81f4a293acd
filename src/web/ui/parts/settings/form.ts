/**
 * Settings as they are being typed: only what differs from what is saved, checked by the server as one types. Passwords live here until
 * they are sent, and nowhere else.
 */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { createContext, useContext, useState } from 'react';
import type { Draft, DraftChecked, SettingField } from '../../../contract/session-routes.ts';
import { ask } from '../../client.ts';
import { languageNow } from '../../language.ts';

export type PasswordName = 'mailbox' | 'outbox';

export type Typed = {
  readonly edits: Readonly<Record<string, unknown>>;
  readonly passwords: Readonly<Record<PasswordName, string>>;
  /** A certificate authority in PEM, '' for none. */
  readonly authority: string;
};

export const nothingTyped: Typed = { edits: {}, passwords: { mailbox: '', outbox: '' }, authority: '' };

export type SettingsForm = {
  readonly fields: readonly SettingField[];
  readonly typed: Typed;
  /** Which passwords the server has already. */
  readonly stored: Readonly<Record<PasswordName, boolean>>;
  /** Which come from the environment of the program, and win. */
  readonly given: Readonly<Record<PasswordName, boolean>>;
  readonly isDisabled: boolean;
  readonly isChanged: boolean;
  /** Another one whenever all that was typed is taken back: inputs with a text of their own begin anew. */
  readonly generation: number;
  readonly checked: DraftChecked | undefined;
  settingOf(key: string): unknown;
  textOf(key: string): string;
  problemOf(key: string): string | undefined;
  set(values: Readonly<Record<string, unknown>>): void;
  setPassword(name: PasswordName, password: string): void;
  setAuthority(pem: string): void;
  reset(): void;
};

export const FormContext = createContext<SettingsForm | null>(null);

export function useForm(): SettingsForm {
  const form = useContext(FormContext);
  if (!form) throw new Error('fields of settings stand inside a form');
  return form;
}

/** Of the help texts: they change with the language. */
export const useFields = () =>
  useQuery({
    queryKey: ['session-fields', languageNow()],
    queryFn: () => ask('GET /api/session/fields'),
    staleTime: Number.POSITIVE_INFINITY,
  });

type FormOptions = {
  readonly fields: readonly SettingField[];
  readonly base: Readonly<Record<string, unknown>>;
  readonly stored: Readonly<Record<PasswordName, boolean>>;
  readonly given: Readonly<Record<PasswordName, boolean>>;
  readonly isDisabled: boolean;
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
};

export function useSettingsForm({ fields, base, stored, given, isDisabled, typed, onType }: FormOptions): SettingsForm {
  const [generation, setGeneration] = useState(0);
  const checked = useChecked(typed, !isDisabled);
  const settingOf = (key: string): unknown => (Object.hasOwn(typed.edits, key) ? typed.edits[key] : base[key]);
  return {
    ...{ fields, typed, stored, given, isDisabled, generation, checked, settingOf },
    isChanged: isTyped(typed),
    textOf: (key) => String(settingOf(key) ?? ''),
    problemOf: (key) => (Object.hasOwn(typed.edits, key) ? problemIn(checked, key) : undefined),
    set: (values) => onType({ ...typed, edits: withoutSame({ ...typed.edits, ...values }, base) }),
    setPassword: (name, password) => onType({ ...typed, passwords: { ...typed.passwords, [name]: password } }),
    setAuthority: (authority) => onType({ ...typed, authority }),
    reset: () => {
      setGeneration(generation + 1);
      onType(nothingTyped);
    },
  };
}

const isTyped = ({ edits, passwords, authority }: Typed): boolean =>
  Object.keys(edits).length > 0 || passwords.mailbox !== '' || passwords.outbox !== '' || authority !== '';

/** What is typed back to where it was is no change. */
const withoutSame = (
  edits: Readonly<Record<string, unknown>>,
  base: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(edits).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(base[key])));

/** As the API takes it: empty lines of lists are left out. */
export const draftOf = ({ edits, passwords, authority }: Typed): Draft => ({
  settings: Object.fromEntries(Object.entries(edits).map(([key, value]) => [key, trimmed(value)])),
  passwords: {
    ...(passwords.mailbox === '' ? {} : { mailbox: passwords.mailbox }),
    ...(passwords.outbox === '' ? {} : { outbox: passwords.outbox }),
  },
  ...(authority === '' ? {} : { tlsCa: authority }),
});

const trimmed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((line) => String(line).trim()).filter((line) => line !== '');
  return typeof value === 'string' ? value.trim() : value;
};

function useChecked(typed: Typed, isEnabled: boolean): DraftChecked | undefined {
  const [settled] = useDebouncedValue(typed, 300);
  return useQuery({
    queryKey: ['session-check', languageNow(), settled],
    queryFn: ({ signal }) => ask('POST /api/session/check', { body: draftOf(settled), signal }),
    enabled: isEnabled,
    placeholderData: keepPreviousData,
    gcTime: 5_000,
  }).data;
}

/** Of a list, what is wrong with one of its lines. */
const problemIn = (checked: DraftChecked | undefined, key: string): string | undefined =>
  checked?.problems.find(({ path }) => path === key || path.startsWith(`${key}.`))?.text;
