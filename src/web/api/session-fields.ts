/** The settings as a form shows them: their description, in groups, and which of them have proposals. */
import { describeSettings, type SettingDescription } from '../../settings/describe.ts';
import { suggest } from '../../settings/suggest.ts';
import type { Language } from '../../words/language.ts';
import type { SettingField } from '../contract/session-routes.ts';

const groups: Readonly<Record<string, readonly string[]>> = {
  site: ['role', 'site', 'name', 'organisation', 'language'],
  mail: [
    ...['address', 'mailbox', 'outbox', 'tlsCa', 'mailboxFingerprint', 'outboxFingerprint'],
    ...['afterMerged', 'afterRefused', 'afterQuarantined', 'markerDistant', 'markerCommon'],
  ],
  dossier: [
    ...['dossier', 'mirrorFolder', 'intranet', 'glpiUrl', 'everyDays', 'include', 'exclude', 'strip'],
    ...['queries', 'keySoftware', 'blockedIdentifiers', 'fields'],
  ],
  exchange: ['seal', 'volumeBytes', 'graceDays', 'alertNewVersion', 'propagatePreferences', 'invitationDays'],
  keeping: ['quarantineDays', 'backupMails', 'backupDays', 'hookSeconds'],
  telling: ['digest', 'digestTo', 'digestSites'],
};

/** A setting that nobody has put into a group yet stands among the others, and is reachable all the same. */
const groupOf = (key: string): string =>
  key.startsWith('limits.') ? 'limits' : (Object.keys(groups).find((group) => groups[group]?.includes(key)) ?? 'others');

export const settingFields = (language: Language): readonly SettingField[] => describeSettings(language).map(fieldOf);

const fieldOf = ({ key, type, default: initial, range, unit, help }: SettingDescription): SettingField => ({
  ...{ key, group: groupOf(key), type, unit, help },
  default: initial ?? null,
  least: range?.[0] ?? null,
  most: range?.[1] ?? null,
  proposes: proposes(key, type, initial),
});

/** Choices are chosen, and a proposal that is the default says nothing new. */
function proposes(key: string, type: string, initial: string | undefined): boolean {
  if (type === 'boolean' || type.includes(' | ')) return false;
  const known = { role: 'common', address: 'parc@example.org', site: 'lyon', name: 'Lyon', organisation: 'Exemple' } as const;
  return suggest(key, known).some((proposal) => proposal !== initial);
}
