/**
 * The composition root: reads settings, opens adapters, hands them to a job or a door. The only file that knows all rooms;
 * main.ts calls it for real homes, tests and the demo call it with their own clock, version or memory post office.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { ChangeHome } from './cli/environment.ts';
import type { Collecting } from './collecting/port.ts';
import { openDisk } from './disk/disk.ts';
import { createHomeFolder } from './disk/home-folder.ts';
import { takeLock } from './disk/lock.ts';
import { loadSettings, saveSettings } from './disk/settings-file.ts';
import { defaultSizes } from './exchange/volumes.ts';
import { openHooks } from './hooks/hooks.ts';
import type { Common, CreateHome, Installation, JobError, OpenInstallation, Reached } from './jobs/installation.ts';
import { ensureOrganisation } from './jobs/organisation.ts';
import { createKeys, openKeys } from './keys/keys.ts';
import type { Secrets } from './keys/port.ts';
import { openSecrets } from './keys/secrets.ts';
import { verify } from './keys/signatures.ts';
import { openGlpi } from './outputs/glpi.ts';
import { openReading } from './reading/pool.ts';
import type { Reading } from './reading/port.ts';
import { err, ok, type Result } from './result.ts';
import { type MailUrl, parseMailUrl } from './settings/mail-url.ts';
import { problemLine } from './settings/problems.ts';
import { readSettings, type Settings, type SettingsInput } from './settings/settings.ts';
import { openCommonStore, openOutpostStore, openRegister } from './store/open.ts';
import { openEmlMailbox, openEmlOutbox } from './transport/eml-folder.ts';
import type { MemoryPostOffice } from './transport/memory.ts';
import { openMailboxAt, openOutboxAt } from './transport/open.ts';
import type { Credentials, OpenMailbox, OpenOutbox, TlsTrust, TransportError } from './transport/port.ts';

export type Composition = {
  readonly openInstallation: OpenInstallation;
  readonly createHome: CreateHome;
  readonly changeHome: ChangeHome;
  readonly homeRole: (home: string) => Promise<'common' | 'distant' | null>;
};

export type Circumstances = {
  readonly version: string;
  readonly now: () => Date;
  /** Language of letters where the settings say `auto`. */
  readonly language: 'fr' | 'en';
  /** Passwords given by the environment for this process only. */
  readonly passwords?: { readonly mailbox?: string; readonly outbox?: string };
  /** What this process was asked to do, for whoever finds the home locked. */
  readonly holder?: string;
  readonly host?: string;
  /** The environment, of which hooks see a part. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly timeZone?: string;
  /** For `memory:` URLs. */
  readonly postOffice?: MemoryPostOffice;
  /** Parsing in a process of its own where nothing is said. */
  readonly reading?: Reading;
  /** Told at each crash point that a job passes. */
  readonly reached?: Reached;
};

/** Opens homes under the given circumstances. */
export function compose(circumstances: Circumstances): Composition {
  return {
    openInstallation: (options) => openInstallation(circumstances, options),
    createHome,
    changeHome,
    homeRole: async (home) => {
      const settings = await loadSettings(home);
      return settings.ok ? settings.value.role : null;
    },
  };
}

/** Makes the folder, the keys and the settings file; what a person gave is checked first and nothing is half made. */
const createHome: CreateHome = async (given) => {
  const settings = settingsToKeep(given.settings, given.tlsCa);
  const checked = checkSettings(given.home, settings);
  if (!checked.ok) return checked;
  const created = await createHomeFolder(given.home);
  if (!created.ok) return created;
  await createKeys(given.home);
  return keepAll(given.home, settings, given);
};

/** Changes what is given and keeps the rest; keys and memory are not touched. */
const changeHome: ChangeHome = async (given) => {
  const known = await loadSettings(given.home);
  if (!known.ok) return known;
  const settings = settingsToKeep({ ...withoutDefaults(known.value), ...given.settings }, given.tlsCa);
  const checked = checkSettings(given.home, settings);
  return checked.ok ? keepAll(given.home, settings, given) : checked;
};

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

function checkSettings(path: string, settings: unknown): Result<Settings, JobError> {
  const checked = readSettings(settings);
  return checked.ok ? checked : err({ kind: 'settings-invalid', path, problems: checked.error.problems.map(problemLine), retry: 'never' });
}

type Kept = Pick<Parameters<ChangeHome>[0], 'passwords' | 'passwordStore' | 'tlsCa'>;

async function keepAll(home: string, settings: SettingsInput, { passwords, passwordStore, tlsCa }: Kept): Promise<Result<void, JobError>> {
  if (tlsCa !== undefined) await writeFile(join(home, caFile), tlsCa);
  const secrets = await openSecrets(home, { store: passwordStore });
  if (passwords.mailbox !== undefined) await secrets.put('mailbox', passwords.mailbox);
  if (passwords.outbox !== undefined) await secrets.put('outbox', passwords.outbox);
  return saveSettings(home, settings);
}

type Opening = Parameters<OpenInstallation>[0];

async function openInstallation(circumstances: Circumstances, options: Opening): Promise<Result<Installation, JobError>> {
  const home = resolve(options.home);
  const settings = await settingsOf(home, options);
  if (!settings.ok) return settings;
  const lock = options.lock ? takeLock(home, circumstances.holder ?? 'malleposte') : undefined;
  if (lock && !lock.ok) return lock;
  const release = (): void => lock?.value.release();
  try {
    const opened = await openRole(circumstances, home, settings.value, release);
    if (!opened.ok) release();
    return opened;
  } catch (failure) {
    release();
    throw failure;
  }
}

/** `--dossier` of one run is meant from where the person stands. */
function settingsOf(home: string, options: Opening): Promise<Result<Settings, JobError>> {
  const dossier = options.dossier === undefined ? {} : { dossier: resolve(options.dossier) };
  const mirror = options.overrides?.mirrorFolder ? { mirrorFolder: resolve(options.overrides.mirrorFolder) } : {};
  return loadSettings(home, { ...options.overrides, ...dossier, ...mirror });
}

async function openRole(
  circumstances: Circumstances,
  home: string,
  settings: Settings,
  release: () => void,
): Promise<Result<Installation, JobError>> {
  const ports = await openPorts(circumstances, home, settings);
  if (!ports.ok) return ports;
  if (settings.role === 'distant') {
    const store = await openOutpostStore(join(home, 'malleposte.db'));
    const distant = { ...ports.value, settings: { ...settings, dossier: resolve(home, settings.dossier) }, store };
    return ok({ role: 'distant', home, distant, close: () => closeAll([store, ports.value.reading], release) });
  }
  const folder = resolve(home, settings.dossier === '' ? 'dossier' : settings.dossier);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const register = await openRegister(join(home, 'malleposte.db'));
  const store = await openCommonStore(join(folder, 'dossier.db'));
  const { org } = await ensureOrganisation(register, ports.value.keys);
  const mirrorFolder = settings.mirrorFolder === '' ? '' : resolve(home, settings.mirrorFolder);
  const intranet = settings.intranet === '' ? '' : resolve(folder, settings.intranet);
  const common = { ...ports.value, settings: { ...settings, dossier: folder, mirrorFolder, intranet }, register, store, org };
  return ok({ role: 'common', home, common, close: () => closeAll([store, register, ports.value.reading], release) });
}

async function closeAll(stores: readonly { close(): Promise<void> }[], release: () => void): Promise<void> {
  for (const store of stores) await store.close();
  release();
}

async function openPorts(circumstances: Circumstances, home: string, settings: Settings) {
  const keys = await openKeys(home);
  if (!keys.ok) return keys;
  const secrets = await openSecrets(home, { store: 'auto', ...(circumstances.passwords ? { environment: circumstances.passwords } : {}) });
  const trust = await trustOf(home, settings);
  if (!trust.ok) return trust;
  const timeZone = circumstances.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return ok({
    keys: keys.value,
    verify,
    disk: openDisk(home, settings),
    reading: circumstances.reading ?? openReading(),
    ...openTransports(circumstances, settings, secrets, trust.value),
    mailFolder: { mailbox: openEmlMailbox, outbox: openEmlOutbox },
    collecting,
    hooks: openHooks({ home, variables: circumstances.variables ?? {} }),
    outputs: {
      glpi: (url: string) =>
        openGlpi({ url, version: circumstances.version, ...(trust.value.ca === undefined ? {} : { ca: trust.value.ca }) }),
    },
    language: settings.language === 'auto' ? circumstances.language : settings.language,
    pageWords: () => openPageWords(timeZone),
    version: circumstances.version,
    host: circumstances.host ?? hostname(),
    timeZone,
    now: circumstances.now,
    pause: (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms)),
    randomHex: (bytes: number) => randomBytes(bytes).toString('hex'),
    sizes: defaultSizes,
    reached: circumstances.reached ?? (() => undefined),
    configuredAt: await whenConfigured(home),
  });
}

/** Loaded when it is used: it takes a while, and one command needs it. */
const collecting: Collecting = {
  machine: async () => (await import('./collecting/machine.ts')).findMachine(),
};

/** Loaded when pages are drawn. */
async function openPageWords(timeZone: string): ReturnType<Common['pageWords']> {
  const [{ openPages }, { openSpeech }] = await Promise.all([import('./words/pages.ts'), import('./words/speech.ts')]);
  return { fr: openPages(openSpeech('fr', timeZone)), en: openPages(openSpeech('en', timeZone)) };
}

/** `init`, `join` and their like write the settings file even when only a password changes. */
const whenConfigured = async (home: string): Promise<Date> => (await stat(join(home, 'malleposte.yaml'))).mtime;

type Trust = { readonly mailbox: TlsTrust; readonly outbox: TlsTrust; readonly ca?: string };

async function trustOf(home: string, settings: Settings): Promise<Result<Trust, JobError>> {
  const path = settings.tlsCa === '' ? '' : isAbsolute(settings.tlsCa) ? settings.tlsCa : join(home, settings.tlsCa);
  if (path !== '' && !existsSync(path)) return err({ kind: 'file-unreadable', path, cause: 'ENOENT', retry: 'never' });
  const ca = path === '' ? {} : { ca: await readFile(path, 'utf8') };
  const pin = (fingerprint: string): TlsTrust => (fingerprint === '' ? ca : { ...ca, fingerprint });
  return ok({ mailbox: pin(settings.mailboxFingerprint), outbox: pin(settings.outboxFingerprint), ...ca });
}

function openTransports(
  circumstances: Circumstances,
  settings: Settings,
  secrets: Secrets,
  trust: Trust,
): { readonly openMailbox: OpenMailbox; readonly openOutbox: OpenOutbox } {
  const mailboxUrl = urlOf(settings.mailbox);
  const outboxUrl = urlOf(settings.outbox);
  const memory = circumstances.postOffice ? { postOffice: circumstances.postOffice } : {};
  return {
    openMailbox: async (options) => {
      const credentials = credentialsFor(mailboxUrl, await secrets.get('mailbox'));
      if (!credentials.ok) return credentials;
      return openMailboxAt(mailboxUrl, {
        credentials: credentials.value,
        trust: trust.mailbox,
        ...memory,
      })(options);
    },
    openOutbox: async (options) => {
      const credentials = credentialsFor(outboxUrl, (await secrets.get('outbox')) ?? (await secrets.get('mailbox')));
      if (!credentials.ok) return credentials;
      return openOutboxAt(outboxUrl, { credentials: credentials.value, trust: trust.outbox, ...memory })(options);
    },
  };
}

function urlOf(text: string): MailUrl {
  const url = parseMailUrl(text);
  if (!url.ok) throw new Error('mail addresses are checked when settings are read');
  return url.value;
}

/** No user, no login (a local relay); a user without a stored password cannot log in. */
function credentialsFor(url: MailUrl, password: string | undefined): Result<Credentials | undefined, TransportError> {
  if (url.user === '' || url.protocol === 'maildir' || url.protocol === 'memory') return ok(undefined);
  if (password === undefined || password === '')
    return err({ kind: 'credentials', host: url.host, user: url.user, answer: 'no-password', retry: 'never' });
  return ok(
    url.auth === 'xoauth2' ? { user: url.user, type: 'xoauth2', accessToken: password } : { user: url.user, type: 'password', password },
  );
}
