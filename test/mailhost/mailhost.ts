/**
 * A private real mail host (Dovecot and Exim, see mailhost.sh) for one test file: found programs, free ports, a temporary
 * folder, and nothing left behind, even when the tests are killed: a guard watches this process.
 */
import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deliverByLmtp } from './lmtp.ts';

export type MailhostUser = { readonly name: string; readonly password: string; readonly address: string };

export type MaildirMail = {
  readonly file: string;
  readonly folder: 'new' | 'cur';
  /** Letters after `:2,`, as `S` for seen; empty in `new`. */
  readonly flags: string;
  /** The bytes on disk: line ends are LF there. */
  readonly raw: Buffer;
};

export type Mailhost = {
  readonly host: '127.0.0.1';
  readonly base: number;
  readonly ports: Readonly<Record<'lmtp' | 'smtp' | 'submission' | 'smtps' | 'imap' | 'imaps' | 'pop3' | 'pop3s', number>>;
  readonly caFile: string;
  /** The CA in PEM. */
  readonly ca: string;
  /** `common`, `ops`, `site01` to `site10` and those asked for, each with the password NAME-pw. */
  readonly users: readonly MailhostUser[];
  /** Everything of this host, logs included. */
  readonly folder: string;
  /** Straight into the mailbox, by LMTP. */
  deliver(user: string, mails: Buffer | Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void>;
  /** Drops all mail of a user; UIDVALIDITY changes. */
  empty(user: string): Promise<void>;
  /** What lies in the INBOX, in order of arrival (Maildir storage only). */
  messages(user: string): Promise<readonly MaildirMail[]>;
  /** Stops the servers and deletes the folder. May be called twice. */
  stop(): Promise<void>;
};

export type Unavailable = { readonly skipped: string };

export type MailhostOptions = {
  /** Ports begin there; a free place is looked for when absent. */
  readonly base?: number;
  /** Names of more mailboxes: lower-case letters, digits and `_.+-`. */
  readonly users?: readonly string[];
  readonly storage?: 'maildir' | 'mdbox';
  /** The largest mail that SMTP takes, in Exim's notation (`1M`); 128M when absent. */
  readonly maxSize?: string;
};

const script = fileURLToPath(new URL('mailhost.sh', import.meta.url));
const offsets = { lmtp: 24, smtp: 25, submission: 587, smtps: 465, imap: 143, imaps: 993, pop3: 110, pop3s: 995 } as const;
const systemPath = `${process.env.PATH ?? ''}:/usr/sbin:/sbin:/usr/local/sbin`;
const attempts = 8;

/** Below the ports that systems hand out by themselves (32768 and more). */
const lowestBase = 12_000;
const highestBase = 31_500;

/** Starts a host in about half a second; `skipped` says which program is missing. Rejects when one is there and does not start. */
export async function startMailhost(options: MailhostOptions = {}): Promise<Mailhost | Unavailable> {
  const skipped = whyUnavailable();
  if (skipped !== null) return { skipped };
  for (let attempt = 1; ; attempt += 1) {
    const base = options.base ?? (await freeBase());
    const folder = await privateFolder();
    try {
      await run(['up', folder], environment(base, options));
      return await describeHost(base, folder);
    } catch (error) {
      await clear(folder);
      const taken = /is taken|did not start/.test(String(error)); // somebody else was faster
      if (!taken || options.base !== undefined || attempt === attempts) throw error;
    }
  }
}

let reason: string | null | undefined;

/** null when a host can be started here; else what is missing, for the message of a skipped test. */
export function whyUnavailable(): string | null {
  reason ??= lookAround();
  return reason;
}

function lookAround(): string | null {
  if (process.platform !== 'linux') return 'the private mail host needs Linux';
  const answers = (program: string, parameter: string) => spawnSync(program, [parameter], { encoding: 'utf8', env: { PATH: systemPath } });
  const found = (program: string, parameter: string) => answers(program, parameter).error === undefined;
  if (!found('bash', '--version')) return 'bash is not installed';
  if (!found('openssl', 'version')) return 'openssl is not installed';
  if (!found('setpriv', '--version')) return 'setpriv is not installed';
  if (!found('exim4', '-bV') && !found('exim', '-bV')) return 'exim4 is not installed (package exim4-daemon-light)';
  if (!found('dovecot', '--version')) return 'dovecot is not installed (packages dovecot-imapd, dovecot-pop3d, dovecot-lmtpd)';
  const version = answers('dovecot', '--version').stdout.trim();
  return version.startsWith('2.3.') ? null : `dovecot 2.3 is needed, this is ${version}`;
}

async function describeHost(base: number, folder: string): Promise<Mailhost> {
  const entries = Object.entries(offsets).map(([service, offset]) => [service, base + offset]);
  const caFile = join(folder, 'tls', 'ca.pem');
  const users = await readUsers(folder);
  const boxOf = (name: string) => {
    if (!users.some((user) => user.name === name)) throw new RangeError(`no mailbox ${name} on the mail host`);
    return join(folder, 'mail', name, 'Maildir');
  };
  return {
    host: '127.0.0.1',
    base,
    ports: Object.fromEntries(entries) as Mailhost['ports'],
    caFile,
    ca: await readFile(caFile, 'utf8'),
    users,
    folder,
    deliver: (user, mails) => {
      const delivery = { port: base + offsets.lmtp, from: 'postmaster@mail.test', to: `${user}@mail.test` };
      return deliverByLmtp(delivery, Buffer.isBuffer(mails) ? [mails] : mails);
    },
    empty: (user) => run(['empty', folder, user], {}),
    messages: async (user) => readMaildir(boxOf(user)),
    stop: () => clear(folder),
  };
}

async function readUsers(folder: string): Promise<readonly MailhostUser[]> {
  const lines = (await readFile(join(folder, 'users'), 'utf8')).matchAll(/^([^:]+):\{PLAIN\}([^:]+):/gm);
  return [...lines].map(([, name = '', password = '']) => ({ name, password, address: `${name}@mail.test` }));
}

async function readMaildir(maildir: string): Promise<readonly MaildirMail[]> {
  const mails: MaildirMail[] = [];
  for (const folder of ['new', 'cur'] as const) {
    const files = await readdir(join(maildir, folder)).catch(() => []); // no mail has ever come
    for (const file of files) {
      const flags = /:2,([A-Za-z]*)$/.exec(file)?.[1] ?? '';
      mails.push({ file, folder, flags, raw: await readFile(join(maildir, folder, file)) });
    }
  }
  return mails.sort((one, other) => (one.file < other.file ? -1 : 1));
}

// ---------------------------------------------------------------- starting and ending

function environment(base: number, { users = [], storage = 'maildir', maxSize = '128M' }: MailhostOptions): NodeJS.ProcessEnv {
  const wishes = { MH_BASE: String(base), MH_USERS: users.join(' '), MH_STORAGE: storage, MH_MAXSIZE: maxSize };
  return { ...wishes, MH_OWNER: String(process.pid) };
}

function run(parameters: readonly string[], wishes: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile('bash', [script, ...parameters], { env: { PATH: systemPath, ...wishes } }, (error, _out, complaint) => {
      if (error === null) resolve();
      else reject(new Error(complaint.trim() || error.message));
    });
  });
}

async function clear(folder: string): Promise<void> {
  const marked = await stat(join(folder, '.mailhost')).catch(() => null);
  if (marked === null) await rm(folder, { recursive: true, force: true });
  else await run(['wipe', folder], {});
}

async function freeBase(): Promise<number> {
  for (;;) {
    const base = lowestBase + Math.floor(Math.random() * (highestBase - lowestBase));
    const free = await Promise.all(Object.values(offsets).map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A new folder that the mail host's user can reach, also when root's own temporary folder is closed to others. */
async function privateFolder(): Promise<string> {
  for (const parent of [tmpdir(), '/var/tmp']) {
    if (!(await isReachable(parent))) continue;
    const folder = await mkdtemp(join(parent, 'malleposte-mh-'));
    await chmod(folder, 0o755); // it will belong to the mail host's user
    return folder;
  }
  throw new Error('no temporary folder can be reached by the mail host’s user; set TMPDIR to one that is open to all');
}

/** Are this folder and all above it searchable by everybody? */
async function isReachable(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  return (mode & 0o001) !== 0 && (folder === dirname(folder) || isReachable(dirname(folder)));
}
