/**
 * Making and changing a home: what a person gave is checked first, and nothing is half made. Keys and memory of one that exists are not
 * touched. Ignores mail and databases.
 */
import { join, resolve } from 'node:path';
import { writeDurably } from '../disk/durable-files.ts';
import { attempt } from '../disk/file-errors.ts';
import { createHomeFolder } from '../disk/home-folder.ts';
import type { DiskError } from '../disk/port.ts';
import { loadSettings, saveSettings, settingsRevision } from '../disk/settings-file.ts';
import type { ChangeHome, CreateHome } from '../jobs/home.ts';
import type { JobError } from '../jobs/installation.ts';
import { createKeys } from '../keys/keys.ts';
import { openSecrets } from '../keys/secrets.ts';
import { err, ok, type Result } from '../result.ts';
import { problemLine } from '../settings/problems.ts';
import { readSettings, type Settings, type SettingsInput } from '../settings/settings.ts';

/** Makes the folder, the keys and the settings file; what a person gave is checked first and nothing is half made. */
export const createHome: CreateHome = async (given) => {
  const settings = settingsToKeep(given.settings, given.tlsCa);
  const checked = checkSettings(given.home, settings);
  if (!checked.ok) return checked;
  const created = await createHomeFolder(given.home);
  if (!created.ok) return created;
  await createKeys(given.home);
  return keepAll(given.home, settings, given);
};

/** Changes what is given and keeps the rest; keys and memory are not touched. Two changes of one process are made one after the other. */
export const changeHome: ChangeHome = (given) => inTurn(resolve(given.home), () => changeNow(given));

async function changeNow(given: Parameters<ChangeHome>[0]): Promise<Result<void, JobError>> {
  const { home, expectedRevision } = given;
  const revision = await settingsRevision(home);
  if (!revision.ok) return revision;
  if (expectedRevision !== undefined && expectedRevision !== revision.value) return err({ kind: 'settings-changed', retry: 'never' });
  const known = await loadSettings(home);
  if (!known.ok) return known;
  const settings = settingsToKeep(laidOver(known.value, given.settings), given.tlsCa);
  const checked = checkSettings(home, settings);
  return checked.ok ? keepAll(home, settings, given) : checked;
}

/** The change that each home's next one waits for. */
const changes = new Map<string, Promise<unknown>>();

async function inTurn<T>(home: string, change: () => Promise<T>): Promise<T> {
  const before = changes.get(home) ?? Promise.resolve();
  const made = before.then(change);
  const settled = made.catch(() => undefined); // whoever asked gets the exception
  changes.set(home, settled);
  await settled;
  if (changes.get(home) === settled) changes.delete(home);
  return made;
}

/** These settings in the place of those that stand, the others as they are. */
export const laidOver = (standing: Settings, changed: Partial<SettingsInput>): SettingsInput => ({
  ...withoutDefaults(standing),
  ...changed,
});

/** What somebody chose once: a value that is the default anyway stays a comment in the file. */
function withoutDefaults(settings: Settings): SettingsInput {
  const { role, address, mailbox, outbox } = settings;
  const plain = readSettings({ role, address, mailbox, outbox, dossier: '.' });
  const defaults: Partial<Settings> = plain.ok ? plain.value : {};
  const isChosen = ([key, value]: readonly [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify(defaults[key as keyof Settings]);
  return { ...Object.fromEntries(Object.entries(settings).filter(isChosen)), role, address, mailbox, outbox };
}

const caFile = 'tls-ca.pem';

/** A relative folder is meant from where the person stands, not from the home. */
function settingsToKeep<S extends SettingsInput>(settings: S, tlsCa: string | undefined): S {
  const dossier = settings.dossier ? { dossier: resolve(settings.dossier) } : {};
  const mirror = settings.mirrorFolder ? { mirrorFolder: resolve(settings.mirrorFolder) } : {};
  return { ...settings, ...dossier, ...mirror, ...(tlsCa === undefined ? {} : { tlsCa: caFile }) };
}

/** `settings-invalid` with every problem; `path` is what the person is told of. */
export function checkSettings(path: string, settings: unknown): Result<Settings, JobError> {
  const checked = readSettings(settings);
  return checked.ok ? checked : err({ kind: 'settings-invalid', path, problems: checked.error.problems.map(problemLine), retry: 'never' });
}

type Kept = Pick<Parameters<ChangeHome>[0], 'passwords' | 'passwordStore' | 'tlsCa'>;

async function keepAll(home: string, settings: SettingsInput, { passwords, passwordStore, tlsCa }: Kept): Promise<Result<void, JobError>> {
  const authority = tlsCa === undefined ? ok(undefined) : await keepAuthority(join(home, caFile), tlsCa);
  if (!authority.ok) return authority;
  const secrets = await openSecrets(home, { store: passwordStore });
  if (passwords.mailbox !== undefined) await secrets.put('mailbox', passwords.mailbox);
  if (passwords.outbox !== undefined) await secrets.put('outbox', passwords.outbox);
  return saveSettings(home, settings);
}

/** At once or not at all: the one that stands is what every connection trusts. */
const keepAuthority = (path: string, text: string): Promise<Result<void, DiskError>> =>
  attempt(path, async () => ok(await writeDurably(path, text)));
