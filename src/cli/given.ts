/**
 * What a person gave to one command: the flags of the command line first, then the environment variables. Values are checked
 * here by the kind that the option declares, so that a wrong variable is refused in the same words as a wrong flag.
 */
import { err, ok, type Result } from '../result.ts';
import type { Expected, UsageError } from '../words/usage.ts';
import { isDay } from './days.ts';

/** How the text of an option is read. A list of strings is a choice. */
export type Reading = 'flag' | 'text' | 'whole-number' | 'time' | 'date' | 'day' | 'yes-or-no' | 'list' | readonly string[];

export type OptionDefinition = {
  /** Kebab-case, without dashes. */
  readonly name: string;
  /** Placeholder of the value; absent for a flag. */
  readonly value?: string;
  readonly reading: Reading;
  readonly variable: string;
  /** One sentence, already in the language of the person. */
  readonly help: string;
  readonly isHidden?: boolean;
  /** Key of the setting that this option sets. */
  readonly setting?: string;
};

export type Value = string | number | boolean | readonly string[];

export type Given = {
  readonly arguments: readonly string[];
  readonly values: ReadonlyMap<string, Value>;
  readonly definitions: readonly OptionDefinition[];
};

type Sources = {
  readonly definitions: readonly OptionDefinition[];
  readonly arguments: readonly string[];
  /** By name, as the parser left them: true for a flag, a text, or a list of texts. */
  readonly flags: ReadonlyMap<string, unknown>;
  readonly variables: Readonly<Record<string, string | undefined>>;
};

/** Reads and checks all options of a command. */
export function readGiven(sources: Sources): Result<Given, UsageError> {
  const values = new Map<string, Value>();
  for (const definition of sources.definitions) {
    const written = writtenFor(definition, sources);
    if (!written) continue;
    const value = readValue(definition, written);
    if (!value.ok) return value;
    values.set(definition.name, value.value);
  }
  return ok({ arguments: sources.arguments, values, definitions: sources.definitions });
}

export const textOf = (given: Given, name: string): string | undefined => {
  const value = given.values.get(name);
  return typeof value === 'string' ? value : undefined;
};

export const numberOf = (given: Given, name: string): number | undefined => {
  const value = given.values.get(name);
  return typeof value === 'number' ? value : undefined;
};

export const isOn = (given: Given, name: string): boolean => given.values.get(name) === true;

// ---------------------------------------------------------------- reading

type Written = { readonly source: string; readonly texts: readonly string[] };

function writtenFor(definition: OptionDefinition, { flags, variables }: Sources): Written | undefined {
  const flag = flags.get(definition.name);
  const source = `--${definition.name}`;
  if (flag === true) return { source, texts: ['yes'] };
  if (typeof flag === 'string') return { source, texts: [flag] };
  if (Array.isArray(flag)) return { source, texts: flag.map(String) };
  const variable = variables[definition.variable];
  if (variable === undefined || variable === '') return undefined;
  return { source: definition.variable, texts: definition.reading === 'list' ? splitList(variable) : [variable] };
}

const splitList = (text: string): readonly string[] =>
  text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');

function readValue({ reading }: OptionDefinition, { source, texts }: Written): Result<Value, UsageError> {
  if (reading === 'list') return ok(texts);
  const text = texts.at(-1) ?? '';
  const value =
    typeof reading === 'string' ? readers[reading](text.trim(), text) : reading.find((choice) => choice === text.trim().toLowerCase());
  if (value !== undefined) return ok(value);
  const expected: Expected = reading === 'flag' ? 'yes-or-no' : reading;
  return err({ kind: 'invalid-value', option: source, value: text, expected });
}

const readYesOrNo = (text: string): boolean | undefined => {
  if (/^(?:1|true|yes|y|on|oui|o)$/i.test(text)) return true;
  return /^(?:0|false|no|n|off|non)$/i.test(text) ? false : undefined;
};

const readers: Readonly<Record<Exclude<Extract<Reading, string>, 'list'>, (text: string, untrimmed: string) => Value | undefined>> = {
  flag: readYesOrNo,
  'yes-or-no': readYesOrNo,
  text: (_text, untrimmed) => untrimmed,
  'whole-number': (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
  time: (text) => (/^(?:[01]?\d|2[0-3])[:h][0-5]\d$/.test(text) ? text.replace('h', ':').padStart(5, '0') : undefined),
  day: (text) => (isDay(text) ? text.toLowerCase() : undefined),
  date: (text) => (Number.isNaN(Date.parse(text)) || !/^\d{4}-\d\d-\d\d(?:T.*)?$/.test(text) ? undefined : text),
};
