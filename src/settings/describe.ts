/** The settings told by themselves: one row a field, from the schema. docs/settings.md and the help of flags are made of it. */
import { z } from 'zod';
import { fieldHelp } from './field.ts';
import { settingsSchema } from './settings.ts';

export type SettingDescription = {
  /** Key in malleposte.yaml, `limits.maxEntries` for those in a group. */
  readonly key: string;
  /** `--every-days`; a `map` can be given in the file only, and has its flag in name only. */
  readonly flag: string;
  /** `MALLEPOSTE_EVERY_DAYS` */
  readonly variable: string;
  /** How a value is written: `text`, `integer`, `boolean`, `list`, `common | distant`, `URL`, `path`… */
  readonly type: string;
  /** As it would be written; undefined when the setting must be given. */
  readonly default: string | undefined;
  /** Smallest and largest value of an integer. */
  readonly range: readonly [number, number] | undefined;
  /** '' when it has none. */
  readonly unit: string;
  readonly help: string;
};

type Language = 'fr' | 'en';

export const describeSettings = (language: Language): readonly SettingDescription[] =>
  describeShape(settingsSchema.unwrap().shape, '', language);

/** docs/settings.md (English) and its French twin. */
export const renderSettingsPage = (language: Language): string => {
  const words = pageWords[language];
  const rows = describeSettings(language).map((setting) => renderRow(setting, words));
  return [
    `# ${words.title}`,
    '',
    words.introduction,
    '',
    `| ${words.columns.join(' | ')} |`,
    `|${' --- |'.repeat(words.columns.length)}`,
    ...rows,
    '',
  ].join('\n');
};

type Shape = Readonly<Record<string, z.core.$ZodType>>;

const describeShape = (shape: Shape, prefix: string, language: Language): readonly SettingDescription[] =>
  Object.entries(shape).flatMap(([key, schema]) => {
    const group = core(schema);
    if (group instanceof z.ZodObject) return describeShape(group.shape, `${prefix}${key}.`, language);
    return [describeField(`${prefix}${key}`, schema, language)];
  });

const describeField = (key: string, schema: z.core.$ZodType, language: Language): SettingDescription => {
  const help = fieldHelp.get(schema as z.ZodType);
  if (help === undefined) throw new Error(`the setting ${key} has no help`);
  const words = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('.', '-');
  const inner = core(schema);
  return {
    key,
    flag: `--${words}`,
    variable: `MALLEPOSTE_${words.replaceAll('-', '_').toUpperCase()}`,
    type: typeOf(inner, help.form),
    default: schema instanceof z.ZodDefault ? written(schema.def.defaultValue) : undefined,
    range: inner instanceof z.ZodNumber ? [inner.minValue ?? -Infinity, inner.maxValue ?? Infinity] : undefined,
    unit: help.unit ?? '',
    help: help[language],
  };
};

/** The schema below defaults and readonly marks. */
const core = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodDefault || schema instanceof z.ZodReadonly ? core(schema.def.innerType) : schema;

const typeOf = (schema: z.core.$ZodType, form: string | undefined): string => {
  if (schema instanceof z.ZodEnum) return schema.options.join(' | ');
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodNumber) return 'integer';
  if (schema instanceof z.ZodArray) return form === undefined ? 'list' : `list (${form})`;
  return form ?? 'text';
};

const written = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' ? '' : String(value);
};

type PageWords = {
  readonly title: string;
  readonly introduction: string;
  readonly columns: readonly string[];
  readonly required: string;
  readonly empty: string;
  /** Types and units that are not called as in the schema. */
  readonly terms: Readonly<Record<string, string>>;
};

const pageWords: Readonly<Record<Language, PageWords>> = {
  en: {
    title: 'Settings',
    introduction:
      'Generated from `src/settings/settings.ts`. Each is a key of `malleposte.yaml` in the home, a flag of the command line and an environment variable; the flag wins, then the variable, then the file.',
    columns: ['key', 'flag', 'variable', 'type', 'default', 'meaning'],
    required: 'required',
    empty: 'empty',
    terms: { map: 'name: text' },
  },
  fr: {
    title: 'Réglages',
    introduction:
      'Page produite à partir de `src/settings/settings.ts`. Chaque réglage est une clé de `malleposte.yaml` dans le répertoire de l’installation, une option de la ligne de commande et une variable d’environnement ; l’option l’emporte, puis la variable, puis le fichier.',
    columns: ['clé', 'option', 'variable', 'type', 'défaut', 'sens'],
    required: 'obligatoire',
    empty: 'vide',
    terms: {
      text: 'texte',
      list: 'liste',
      map: 'nom: texte',
      'list (regexp)': 'liste (regexp)',
      path: 'chemin',
      address: 'adresse',
      boolean: 'booléen',
      disposal: 'rangement',
      days: 'jours',
      bytes: 'octets',
      files: 'fichiers',
      mails: 'messages',
      seconds: 'secondes',
    },
  },
};

const renderRow = (setting: SettingDescription, words: PageWords): string => {
  const term = (word: string): string => words.terms[word] ?? word;
  const unit = setting.unit === '' ? '' : ` ${term(setting.unit)}`;
  const type = setting.range === undefined ? term(setting.type) : `${setting.range[0]}–${setting.range[1]}${unit}`;
  const initial = setting.default === undefined ? words.required : setting.default === '' ? words.empty : `\`${setting.default}\``;
  const isInFileOnly = setting.type === 'map';
  const cells = [
    `\`${setting.key}\``,
    isInFileOnly ? '–' : `\`${setting.flag}\``,
    isInFileOnly ? '–' : `\`${setting.variable}\``,
    type.replaceAll('|', '\\|'),
    initial,
    setting.help,
  ];
  return `| ${cells.join(' | ')} |`;
};
