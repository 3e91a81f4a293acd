/**
 * HOME/malleposte.yaml: read with the flags and variables of one run laid over it, written with every setting explained in the
 * installation's language. No secret is ever in it: a URL with a password does not pass the schema.
 */
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../result.ts';
import { problemLine, type SettingsProblem } from '../settings/problems.ts';
import { readSettings, type Settings, type SettingsInput } from '../settings/settings.ts';
import { renderSettingsText } from '../settings/settings-text.ts';
import { readYaml } from '../settings/yaml-text.ts';
import { writeDurably } from './durable-files.ts';
import { attempt, isMissing } from './file-errors.ts';
import type { DiskError } from './port.ts';

const settingsFile = 'malleposte.yaml';

/** `overrides` win over the file, for this run only. Without the file there is no home: `home-missing`. */
export const loadSettings = async (home: string, overrides: Partial<SettingsInput> = {}): Promise<Result<Settings, DiskError>> => {
  const path = join(home, settingsFile);
  return attempt(path, async () => {
    const text = await readFile(path, 'utf8').catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error)));
    if (text === undefined) return err({ kind: 'home-missing', path: home, retry: 'never' });
    const written = readYaml(text);
    if (!written.ok) return invalid(path, [written.error]);
    const settings = readSettings(layOver(written.value, overrides));
    return settings.ok ? settings : invalid(path, settings.error.problems);
  });
};

/** Hex SHA-256 of the file as it stands; `home-missing` without one. */
export const settingsRevision = async (home: string): Promise<Result<string, DiskError>> => {
  const path = join(home, settingsFile);
  return attempt(path, async () => {
    const bytes = await readFile(path).catch((error: unknown) => (isMissing(error) ? undefined : Promise.reject(error)));
    return bytes === undefined ? err({ kind: 'home-missing', path: home, retry: 'never' }) : ok(hash('sha256', bytes, 'hex'));
  });
};

/** Checks, then replaces the file at once, mode 0600. `language` is that of its comments. */
export const saveSettings = async (
  home: string,
  input: SettingsInput,
  language: 'fr' | 'en' = languageOf(input),
): Promise<Result<void, DiskError>> => {
  const path = join(home, settingsFile);
  return attempt(path, async () => {
    const checked = readSettings(input);
    if (!checked.ok) return invalid(path, checked.error.problems);
    await writeDurably(path, renderSettingsText(input, language));
    return ok(undefined);
  });
};

const invalid = (path: string, problems: readonly SettingsProblem[]): Result<never, DiskError> =>
  err({ kind: 'settings-invalid', path, problems: problems.map(problemLine), retry: 'never' });

const layOver = (written: unknown, overrides: Partial<SettingsInput>): unknown => {
  if (!isObject(written)) return written ?? overrides;
  const limits = isObject(written['limits']) ? { limits: { ...written['limits'], ...overrides.limits } } : {};
  return { ...written, ...overrides, ...limits };
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const languageOf = ({ language }: SettingsInput): 'fr' | 'en' => {
  if (language === 'fr' || language === 'en') return language;
  return new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('fr') ? 'fr' : 'en';
};
