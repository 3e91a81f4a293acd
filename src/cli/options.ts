/** The options of the command line, as values: what each is called, how it is read, which variable stands for it. */
import { describeSettings, type SettingDescription } from '../settings/describe.ts';
import type { OptionWord } from '../words/help.ts';
import type { Speech } from '../words/speech.ts';
import type { OptionDefinition, Reading } from './given.ts';

/** An option before its help is known: `word` says which sentence it has. */
export type Option = Omit<OptionDefinition, 'help' | 'variable'> & { readonly word: OptionWord; readonly variable?: string };

export const globalOptions: readonly Option[] = [
  { name: 'home', value: 'DIR', reading: 'text', word: 'home' },
  { name: 'json', reading: 'flag', word: 'json' },
  { name: 'lang', value: 'fr|en', reading: ['fr', 'en'], word: 'lang' },
  { name: 'quiet', reading: 'flag', word: 'quiet' },
  { name: 'verbose', reading: 'flag', word: 'verbose' },
];

export const passwordOptions: readonly Option[] = [
  { name: 'password-file', value: 'FILE', reading: 'text', word: 'passwordFile' },
  { name: 'outbox-password-file', value: 'FILE', reading: 'text', word: 'outboxPasswordFile' },
  { name: 'password-store', value: 'PLACE', reading: ['auto', 'keyring', 'file'], word: 'passwordStore' },
  { name: 'from', value: 'FILE', reading: 'text', word: 'from' },
];

/** Another common dossier to look into. */
export const dossierOption: Option = { name: 'dossier', value: 'DIR', reading: 'text', word: 'commonDossier' };

export const csvOption: Option = { name: 'csv', reading: 'flag', word: 'csv' };

export const define = (option: Option, speech: Speech): OptionDefinition => {
  const { word, variable, ...definition } = option;
  return { ...definition, variable: variable ?? variableOf(option.name), help: speech.help.options[word] };
};

/** `--dry-run` → `MALLEPOSTE_DRY_RUN` */
const variableOf = (name: string): string => `MALLEPOSTE_${name.replaceAll('-', '_').toUpperCase()}`;

/** Every setting as an option; those in groups (limits) work but are not listed in the help. */
export function settingOptions(speech: Speech, without: readonly string[] = []): readonly OptionDefinition[] {
  return describeSettings(speech.language)
    .filter(({ key, type }) => !without.includes(key) && type !== 'map')
    .map((setting) => ({
      name: setting.flag.slice(2),
      value: placeholderOf(setting),
      reading: readingOf(setting),
      variable: setting.variable,
      help: setting.key === 'tlsCa' ? speech.help.options.tlsCa : speech.format.typeset(setting.help),
      isHidden: setting.key.includes('.'),
      setting: setting.key,
    }));
}

function readingOf({ type }: SettingDescription): Reading {
  if (type === 'boolean') return 'yes-or-no';
  if (type === 'integer') return 'whole-number';
  if (type.startsWith('list')) return 'list';
  return type.includes(' | ') ? type.split(' | ') : 'text';
}

function placeholderOf({ type, unit }: SettingDescription): string {
  if (type === 'boolean') return 'yes|no';
  if (type === 'integer') return unit === '' ? 'N' : unit.toUpperCase();
  if (type.startsWith('list')) return /\((.*)\)/.exec(type)?.[1]?.toUpperCase() ?? 'TEXT';
  return type.includes(' | ') ? type.replaceAll(' | ', '|') : type.toUpperCase();
}
