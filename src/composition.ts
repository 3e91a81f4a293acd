/**
 * The composition root: reads settings, opens adapters, hands them to a job or a door. The only file that knows all rooms;
 * main.ts calls it for real homes, tests and the demo call it with their own clock, version or memory post office.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { Collecting } from './collecting/port.ts';
import { changeHome, createHome } from './composition/homes.ts';
import { openReach, openTransports, trustOf } from './composition/mail-ways.ts';
import { scheduledTask } from './composition/scheduled-task.ts';
import { openDisk } from './disk/disk.ts';
import { takeLock } from './disk/lock.ts';
import { loadSettings, settingsRevision } from './disk/settings-file.ts';
import { defaultSizes } from './exchange/volumes.ts';
import { openHooks } from './hooks/hooks.ts';
import type { ChangeHome, CreateHome, MailPasswords, OpenReach, SettingsRevision } from './jobs/home.ts';
import type { Common, Installation, JobError, OpenInstallation, Reached } from './jobs/installation.ts';
import { ensureOrganisation } from './jobs/organisation.ts';
import type { Scheduling } from './jobs/schedule.ts';
import { openAccess } from './keys/access.ts';
import { openKeys } from './keys/keys.ts';
import type { Access } from './keys/port.ts';
import { openSecrets } from './keys/secrets.ts';
import { verify } from './keys/signatures.ts';
import { openGlpi } from './outputs/glpi.ts';
import { openReading } from './reading/pool.ts';
import type { Reading } from './reading/port.ts';
import { ok, type Result } from './result.ts';
import { openScheduler } from './scheduler/scheduler.ts';
import type { Settings } from './settings/settings.ts';
import { openCommonStore, openOutpostStore, openRegister } from './store/open.ts';
import { openEmlMailbox, openEmlOutbox } from './transport/eml-folder.ts';
import type { MemoryPostOffice } from './transport/memory.ts';

export type Composition = Scheduling & {
  readonly openInstallation: OpenInstallation;
  readonly createHome: CreateHome;
  readonly changeHome: ChangeHome;
  readonly settingsRevision: SettingsRevision;
  readonly openReach: OpenReach;
  /** Which passwords the environment gives; they win over stored ones. */
  readonly givenPasswords: { readonly mailbox: boolean; readonly outbox: boolean };
  readonly openAccess: (home: string) => Access;
  readonly homeRole: (home: string) => Promise<'common' | 'distant' | null>;
};

export type Circumstances = {
  readonly version: string;
  readonly now: () => Date;
  /** Language of letters where the settings say `auto`. */
  readonly language: 'fr' | 'en';
  /** Passwords given by the environment for this process only. */
  readonly passwords?: MailPasswords;
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
  const { passwords } = circumstances;
  return {
    givenPasswords: { mailbox: Boolean(passwords?.mailbox), outbox: Boolean(passwords?.outbox) },
    openInstallation: (options) => openInstallation(circumstances, options),
    createHome,
    changeHome,
    scheduler: openScheduler,
    scheduledTask,
    settingsRevision,
    openReach: (options) => openReach({ passwords: circumstances.passwords ?? {}, postOffice: circumstances.postOffice }, options),
    openAccess: (home) => openAccess(home, { now: circumstances.now }),
    homeRole: async (home) => {
      const settings = await loadSettings(home);
      return settings.ok ? settings.value.role : null;
    },
  };
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
    const opened = await openRole(circumstances, home, {
      settings: settings.value,
      stop: options.stop ?? new AbortController().signal,
      release,
    });
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
  { settings, stop, release }: Wanted & { readonly release: () => void },
): Promise<Result<Installation, JobError>> {
  const ports = await openPorts(circumstances, home, { settings, stop });
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

type Wanted = { readonly settings: Settings; readonly stop: AbortSignal };

async function openPorts(circumstances: Circumstances, home: string, { settings, stop }: Wanted) {
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
    ...openTransports({ settings, secrets, trust: trust.value, postOffice: circumstances.postOffice }),
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
    stop,
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
