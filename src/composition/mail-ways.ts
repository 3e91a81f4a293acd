/**
 * The way to the mail servers: transports from settings, stored or given passwords, and what certificates are trusted; for a home, or for
 * settings that nobody saved. Ignores what is mailed.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { loadSettings } from '../disk/settings-file.ts';
import type { MailPasswords, OpenReach, Reach } from '../jobs/home.ts';
import type { JobError } from '../jobs/installation.ts';
import type { Secrets } from '../keys/port.ts';
import { openSecrets } from '../keys/secrets.ts';
import { err, ok, type Result } from '../result.ts';
import { type MailUrl, parseMailUrl } from '../settings/mail-url.ts';
import type { Settings } from '../settings/settings.ts';
import type { MemoryPostOffice } from '../transport/memory.ts';
import { openMailboxAt, openOutboxAt } from '../transport/open.ts';
import type { Credentials, TlsTrust, TransportError } from '../transport/port.ts';
import { checkSettings, laidOver } from './homes.ts';

/** Of both servers; `ca` alone for others of the company. */
export type Trust = { readonly mailbox: TlsTrust; readonly outbox: TlsTrust; readonly ca?: string };

/** `given` is the content of an authority that is not saved yet; `file-unreadable` when the settings name a file that is not there. */
export async function trustOf(home: string, settings: Settings, given?: string): Promise<Result<Trust, JobError>> {
  const authority = given === undefined ? await readAuthority(home, settings) : ok({ ca: given });
  if (!authority.ok) return authority;
  const ca = authority.value;
  const pin = (fingerprint: string): TlsTrust => (fingerprint === '' ? ca : { ...ca, fingerprint });
  return ok({ mailbox: pin(settings.mailboxFingerprint), outbox: pin(settings.outboxFingerprint), ...ca });
}

async function readAuthority(home: string, { tlsCa }: Settings): Promise<Result<{ readonly ca?: string }, JobError>> {
  const path = tlsCa === '' ? '' : isAbsolute(tlsCa) ? tlsCa : join(home, tlsCa);
  if (path !== '' && !existsSync(path)) return err({ kind: 'file-unreadable', path, cause: 'ENOENT', retry: 'never' });
  return ok(path === '' ? {} : { ca: await readFile(path, 'utf8') });
}

type MailWay = {
  readonly settings: Settings;
  readonly secrets: Pick<Secrets, 'get'>;
  readonly trust: Trust;
  readonly postOffice: MemoryPostOffice | undefined;
};

/** The two transports of these settings; nothing is dialled, and no password read, before one is opened. */
export function openTransports({ settings, secrets, trust, postOffice }: MailWay): Pick<Reach, 'openMailbox' | 'openOutbox'> {
  const mailboxUrl = urlOf(settings.mailbox);
  const outboxUrl = urlOf(settings.outbox);
  const memory = postOffice ? { postOffice } : {};
  return {
    openMailbox: async (options) => {
      const credentials = credentialsFor(mailboxUrl, await secrets.get('mailbox'));
      if (!credentials.ok) return credentials;
      return openMailboxAt(mailboxUrl, { credentials: credentials.value, trust: trust.mailbox, ...memory })(options);
    },
    openOutbox: async (options) => {
      const credentials = credentialsFor(outboxUrl, (await secrets.get('outbox')) ?? (await secrets.get('mailbox')));
      if (!credentials.ok) return credentials;
      return openOutboxAt(outboxUrl, { credentials: credentials.value, trust: trust.outbox, ...memory })(options);
    },
  };
}

type ReachPlace = { readonly passwords: MailPasswords; readonly postOffice: MemoryPostOffice | undefined };

/** As `OpenReach` says (jobs/home.ts); `passwords` of the place are those of the environment, which win over stored ones. */
export async function openReach(place: ReachPlace, options: Parameters<OpenReach>[0]): Promise<Result<Reach, JobError>> {
  const { home, tlsCa } = options;
  const settings = await settingsToTry(options);
  if (!settings.ok) return settings;
  const trust = await trustOf(home ?? '', settings.value, tlsCa);
  if (!trust.ok) return trust;
  const stored = home === undefined ? undefined : await openSecrets(home, { store: 'auto', environment: place.passwords });
  const get: Secrets['get'] = async (name) => options.passwords[name] || (stored ? stored.get(name) : place.passwords[name]);
  const transports = openTransports({ settings: settings.value, secrets: { get }, trust: trust.value, postOffice: place.postOffice });
  return ok({ settings: settings.value, ...transports });
}

/** A site that has not chosen its dossier yet can try its mail servers all the same. */
async function settingsToTry({ home, settings }: Parameters<OpenReach>[0]): Promise<Result<Settings, JobError>> {
  const known = home === undefined ? undefined : await loadSettings(home);
  if (known && !known.ok && known.error.kind !== 'home-missing') return known;
  return checkSettings(home ?? '', known?.ok ? laidOver(known.value, settings) : { dossier: '.', ...settings });
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
