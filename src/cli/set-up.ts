/** Everything that makes a home, gathered from a file, flags, variables and questions: shared by `init` and `join`. */
import { err, ok, type Result } from '../result.ts';
import { problemLine } from '../settings/problems.ts';
import { readSettings, type SettingsInput } from '../settings/settings.ts';
import { readYaml } from '../settings/yaml-text.ts';
import type { ExplainedError } from '../words/error-words.ts';
import { localeLanguage } from '../words/language.ts';
import { absolutePath, type Context } from './context.ts';
import { type Given, textOf } from './given.ts';
import { completePasswords, type Passwords, readGivenFile, writtenPasswords } from './passwords.ts';
import { settingsGiven } from './setting-values.ts';
import { type Draft, type Field, type Interview, interview } from './wizard.ts';

export type SetUp = {
  readonly settings: SettingsInput;
  readonly passwords: Passwords;
  readonly passwordStore: 'auto' | 'keyring' | 'file';
  /** Content of the certificate authority's file. */
  readonly tlsCa?: string;
};

/** What was written down, before anything is asked. */
export type Written = { readonly settings: Draft; readonly passwords: Passwords };

/** Flags over variables over the file of `--from`. */
export async function readWritten(context: Context, given: Given): Promise<Result<Written, ExplainedError>> {
  const file = await readSettingsFile(context, textOf(given, 'from'));
  if (!file.ok) return file;
  const passwords = await writtenPasswords(context, given);
  return passwords.ok ? ok({ settings: { ...file.value, ...settingsGiven(given) }, passwords: passwords.value }) : passwords;
}

async function readSettingsFile(context: Context, path: string | undefined): Promise<Result<Draft, ExplainedError>> {
  if (path === undefined) return ok({});
  const content = await readGivenFile(context, path);
  if (!content.ok) return content;
  const read = readYaml(content.value);
  if (!read.ok) return err({ kind: 'yaml-invalid', path, detail: context.speech.sayProblem(problemLine(read.error)) });
  const isMapping = typeof read.value === 'object' && read.value !== null && !Array.isArray(read.value);
  if (!isMapping) return err({ kind: 'yaml-invalid', path, detail: context.speech.sayProblem('wrong-type (object)') });
  // Unknown keys and wrong values are told by readSettings, all at once, when the whole is there.
  const settings = read.value as Draft;
  const { dossier, tlsCa } = settings;
  return ok({
    ...settings,
    ...(typeof dossier === 'string' && dossier !== '' ? { dossier: absolutePath(dossier) } : {}),
    ...(typeof tlsCa === 'string' && tlsCa !== '' ? { tlsCa: absolutePath(tlsCa) } : {}),
  });
}

/** Asks for what is missing, where somebody can be asked; checks the whole; reads the certificate authority. */
export async function completeSetUp(
  context: Context,
  given: Given,
  written: Written,
  plan: Interview & { readonly command: string },
): Promise<Result<SetUp, ExplainedError>> {
  const settings = await completeSettings(context, written, plan);
  if (!settings.ok) return settings;
  const { tlsCa: caPath, ...others } = settings.value;
  const tlsCa = await readAuthority(context, caPath);
  if (!tlsCa.ok) return tlsCa;
  const passwords = await completePasswords(context, written.passwords, others, plan.command);
  if (!passwords.ok) return passwords;
  return ok({
    settings: others,
    passwords: passwords.value,
    passwordStore: placeOf(given),
    ...(tlsCa.value === undefined ? {} : { tlsCa: tlsCa.value }),
  });
}

async function completeSettings(
  context: Context,
  written: Written,
  plan: Interview & { readonly command: string },
): Promise<Result<SettingsInput, ExplainedError>> {
  const missing = missingFields(plan.draft);
  if (missing.length > 0 && !context.asker) {
    const isSecretMissing = missing.includes('mailbox') && written.passwords.mailbox === undefined;
    const flags = [...missing.map((field) => `--${field}`), ...(isSecretMissing ? ['--password-file'] : [])];
    return err({ kind: 'missing-flags', command: plan.command, flags });
  }
  const asked = missing.length > 0 && context.asker ? await interview(context, context.asker, plan) : ok(plan.draft);
  if (!asked.ok) return asked;
  const { dossier } = asked.value;
  const settings = { ...languageOf(context), ...asked.value, ...(dossier ? { dossier: absolutePath(dossier) } : {}) };
  const read = readSettings(settings);
  // What readSettings accepts is a SettingsInput; the defaults it fills in are not written into the file.
  return read.ok
    ? ok(settings as SettingsInput)
    : err({ kind: 'settings-invalid', path: '', problems: read.error.problems.map(problemLine), retry: 'never' });
}

function missingFields(draft: Draft): readonly (Field | 'role')[] {
  const needed: readonly (Field | 'role')[] =
    draft.role === 'distant' ? ['address', 'mailbox', 'outbox', 'dossier'] : ['role', 'address', 'mailbox', 'outbox'];
  return needed.filter((field) => draft[field] === undefined || draft[field] === '');
}

/** A scheduler has no locale, and English is what is spoken without one: a choice is kept, and so is French. */
function languageOf(context: Context): Draft {
  const isKept = context.isLanguageChosen || localeLanguage(context.environment.variables) === 'fr';
  return isKept ? { language: context.speech.language } : {};
}

export const placeOf = (given: Given): SetUp['passwordStore'] => (textOf(given, 'password-store') ?? 'auto') as SetUp['passwordStore'];

/** The PEM text that `--tls-ca` names. */
export async function readAuthority(context: Context, path: string | undefined): Promise<Result<string | undefined, ExplainedError>> {
  if (path === undefined || path === '') return ok(undefined);
  const content = await readGivenFile(context, absolutePath(path));
  if (!content.ok) return content;
  return content.value.includes('-----BEGIN CERTIFICATE-----')
    ? content
    : err({ kind: 'invalid-value', option: '--tls-ca', value: path, expected: 'certificate' });
}
