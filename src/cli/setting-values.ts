/** From options to settings: keys in their groups, paths made absolute. */
import type { SettingsInput } from '../settings/settings.ts';
import { absolutePath } from './context.ts';
import type { Given, Value } from './given.ts';

/** Settings that are paths: written by a person relative to where that person stands. */
const pathSettings = new Set(['dossier', 'tlsCa']);

/** The settings among the options given, as the file malleposte.yaml would hold them. */
export function settingsGiven(given: Given): Partial<SettingsInput> {
  const settings: Record<string, unknown> = {};
  for (const { name, setting } of given.definitions) {
    const value = given.values.get(name);
    if (setting === undefined || value === undefined) continue;
    place(settings, setting.split('.'), settingValue(setting, value));
  }
  // What the options may hold is what the schema describes; the composition checks it again, as a whole.
  return settings as Partial<SettingsInput>;
}

const settingValue = (setting: string, value: Value): Value =>
  pathSettings.has(setting) && typeof value === 'string' && value !== '' ? absolutePath(value) : value;

function place(settings: Record<string, unknown>, path: readonly string[], value: Value): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    settings[key] = value;
    return;
  }
  const group = { ...(settings[key] as Record<string, unknown> | undefined) };
  place(group, rest, value);
  settings[key] = group;
}
