/**
 * The composition root: reads settings, opens adapters, hands them to a job or a door. The only file that knows all rooms;
 * main.ts calls it for real homes, tests and the demo call it with their own clock, version or memory post office.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { CreateHome, Installation, JobError, OpenInstallation } from './jobs/installation.ts';
import { openDisk } from './disk/disk.ts';
import { createHomeFolder } from './disk/home.ts';
import { takeLock } from './disk/lock.ts';
import { loadSettings, saveSettings } from './disk/settings-file.ts';
import { createKeys, openKeys, verify } from './keys/keys.ts';
import type { Secrets } from './keys/port.ts';
import { openSecrets } from './keys/secrets.ts';
import { err, ok, type Result } from './result.ts';
import { type MailUrl, parseMailUrl } from './settings/mail-url.ts';
import { readSettings, type Settings, type SettingsInput } from './settings/settings.ts';
import { openCommonStore, openOutpostStore, openRegister } from './store/open.ts';
import type { MemoryPostOffice } from './transport/memory.ts';
import { openMailboxAt, openOutboxAt } from './transport/open.ts';
import type { Credentials, OpenMailbox, OpenOutbox, TlsTrust, TransportError } from './transport/port.ts';

export type Composition = {
  readonly openInstallation: OpenInstallation;
  readonly createHome: CreateHome;
  readonly homeRole: (home: string) => Promise<'common' | 'distant' | null>;
};

export type Circumstances = {
  readonly version: string;
  readonly now: () => Date;
  /** Language of letters where the settings say `auto`. */
  readonly language: 'fr' | 'en';
  /** Passwords given by the environment for this process only. */
  readonly passwords?: { readonly mailbox?: string; readonly outbox?: string };
  readonly host?: string;
  readonly timeZone?: string;
  /** For `memory:` URLs. */
  readonly postOffice?: MemoryPostOffice;
};

/** Opens homes under the given circumstances. */
export function compose(circumstances: Circumstances): Composition {
  return {
    openInstallation: (options) => openInstallation(circumstances, options),
    createHome,
    homeRole: async (home) => {
      const settings = await loadSettings(home);
      return settings.ok ? settings.value.role : null;
    },
  };
}

const createHome: CreateHome = async ({ home, settings: given, passwords, passwordStore, tlsCa }) => {
  const dossier = given.dossier ? { dossier: resolve(given.dossier) } : {};
  const settings: SettingsInput = { ...given, ...dossier, ...(tlsCa === undefined ? {} : { tlsCa: caFile }) };
  const checked = readSettings(settings);
  if (!checked.ok) return err({ ...checked.error, path: home, problems: checked.error.problems.map((problem) => `${problem.path}: ${problem.code}`) });
  const created = await createHomeFolder(home, tlsCa === undefined ? [] : [{ path: caFile, content: tlsCa }]);
  if (!created.ok) return created;
  await createKeys(home);
  const secrets = await openSecrets(home, { store: passwordStore });
  if (passwords.mailbox !== undefined) await secrets.put('mailbox', passwords.mailbox);
  if (passwords.outbox !== undefined) await secrets.put('outbox', passwords.outbox);
  return saveSettings(home, settings);
};

const caFile = 'tls-ca.pem';

type Opening = Parameters<OpenInstallation>[0];

async function openInstallation(circumstances: Circumstances, options: Opening): Promise<Result<Installation, JobError>> {
  const home = resolve(options.home);
  const settings = await settingsOf(home, options);
  if (!settings.ok) return settings;
  const lock = options.lock ? takeLock(home, `malleposte (${process.pid})`) : undefined;
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

async function settingsOf(home: string, options: Opening): Promise<Result<Settings, JobError>> {
  const loaded = await loadSettings(home);
  if (!loaded.ok) return loaded;
  const dossier = options.dossier === undefined ? {} : { dossier: resolve(options.dossier) };
  const given = { ...loaded.value, ...options.overrides, ...dossier };
  const checked = options.overrides || options.dossier !== undefined ? readSettings(given) : loaded;
  if (checked.ok) return checked;
  const problems = checked.error.problems.map((problem) => (typeof problem === 'string' ? problem : `${problem.path}: ${problem.code}`));
  return err({ kind: 'settings-invalid', path: home, problems, retry: 'never' });
}

async function openRole(circumstances: Circumstances, home: string, settings: Settings, release: () => void): Promise<Result<Installation, JobError>> {
  const ports = await openPorts(circumstances, home, settings);
  if (!ports.ok) return ports;
  if (settings.role === 'distant') {
    const store = await openOutpostStore(join(home, 'malleposte.db'));
    const distant = { ...ports.value, settings: { ...settings, dossier: resolve(home, settings.dossier) }, store };
    return ok({ role: 'distant', home, distant, close: () => closeAll([store], release) });
  }
  const folder = resolve(home, settings.dossier === '' ? 'dossier' : settings.dossier);
  const register = await openRegister(join(home, 'malleposte.db'));
  const store = await openCommonStore(join(folder, 'dossier.db'));
  const common = { ...ports.value, settings: { ...settings, dossier: folder }, register, store };
  return ok({ role: 'common', home, common, close: () => closeAll([store, register], release) });
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
  return ok({
    keys: keys.value,
    verify,
    disk: openDisk(home),
    ...openTransports(circumstances, settings, secrets, trust.value),
    language: settings.language === 'auto' ? circumstances.language : settings.language,
    version: circumstances.version,
    host: circumstances.host ?? hostname(),
    timeZone: circumstances.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: circumstances.now,
    pause: (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms)),
    randomHex: (bytes: number) => randomBytes(bytes).toString('hex'),
  });
}

type Trust = { readonly mailbox: TlsTrust; readonly outbox: TlsTrust };

async function trustOf(home: string, settings: Settings): Promise<Result<Trust, JobError>> {
  const path = settings.tlsCa === '' ? '' : isAbsolute(settings.tlsCa) ? settings.tlsCa : join(home, settings.tlsCa);
  if (path !== '' && !existsSync(path)) return err({ kind: 'file-unreadable', path, cause: 'ENOENT', retry: 'never' });
  const ca = path === '' ? {} : { ca: await readFile(path, 'utf8') };
  const pin = (fingerprint: string): TlsTrust => (fingerprint === '' ? ca : { ...ca, fingerprint });
  return ok({ mailbox: pin(settings.mailboxFingerprint), outbox: pin(settings.outboxFingerprint) });
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
      return openMailboxAt(mailboxUrl, { credentials: credentials.value, trust: trust.mailbox, doneFolder: settings.doneFolder, ...memory })(options);
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
  if (password === undefined || password === '') return err({ kind: 'credentials', host: url.host, user: url.user, answer: 'no-password', retry: 'never' });
  return ok(url.auth === 'xoauth2' ? { user: url.user, type: 'xoauth2', accessToken: password } : { user: url.user, type: 'password', password });
}
