/** The text of malleposte.yaml: every setting explained in one language; those that were not given stand as comments with their default. */
import { stringify } from 'yaml';
import { describeSettings, type SettingDescription } from './describe.ts';
import type { SettingsInput } from './settings.ts';

/** YAML that reads back as `input`. */
export const renderSettingsText = (input: SettingsInput, language: 'fr' | 'en'): string => {
  const all = describeSettings(language);
  const plain = all.filter(({ key }) => !key.includes('.')).map((setting) => renderField(setting, input));
  const limits = all.filter(({ key }) => key.startsWith(group)).map((setting) => ({ ...setting, key: setting.key.slice(group.length) }));
  return `${heading[language]}\n\n${plain.join('\n')}\n${renderLimits(limits, input.limits ?? {})}`;
};

const group = 'limits.';

const heading = {
  fr: '# Réglages de Malleposte. Ce qui commence par « # » a sa valeur par défaut. Aucun mot de passe n’a sa place ici.',
  en: '# Settings of Malleposte. What begins with “#” has its default. No password has a place here.',
};

/** A comment line, then `key: value`, or `# key: default` when the value was not given. */
const renderField = (setting: SettingDescription, values: object): string => {
  const value: unknown = Reflect.get(values, setting.key);
  const unit = setting.unit === '' ? '' : ` (${setting.unit})`;
  const line =
    value === undefined ? `# ${setting.key}: ${writtenDefault(setting)}` : stringify({ [setting.key]: value }, { lineWidth: 0 }).trimEnd();
  return `# ${setting.help}${unit}\n${line}\n`;
};

const writtenDefault = (setting: SettingDescription): string => {
  if (setting.type === 'map') return '{}';
  if (setting.type.startsWith('list')) return '[]';
  return setting.default === undefined || setting.default === '' ? "''" : setting.default;
};

const renderLimits = (limits: readonly SettingDescription[], values: object): string => {
  const isGiven = Object.keys(values).length > 0;
  const lines = limits.flatMap((setting) => renderField(setting, values).trimEnd().split('\n'));
  const indented = lines.map((line) => (isGiven ? `  ${line}` : line.replace(/^# /, '#   ')));
  return `${isGiven ? '' : '# '}limits:\n${indented.join('\n')}\n`;
};
