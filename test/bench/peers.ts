/**
 * The programs that the benchmark sets beside ours: mbsync, which only pulls the mails, and peer.py, the receiver that one would
 * write with Python's standard library. Both log in to the private Dovecot over plain IMAP.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Measurement, measure } from './measure.ts';

export type PeerMailbox = { readonly port: number; readonly user: string; readonly password: string };

export type PeerRun = Measurement & {
  readonly mails: number;
  /** Inventories taken in; 0 for a peer that only pulls. */
  readonly inventories: number;
  /** Seconds per stage, where the peer tells. */
  readonly stages: Readonly<Record<string, number>>;
};

export type Missing = { readonly skipped: string };

const mbsync = 'mbsync';
const peer = fileURLToPath(new URL('peer.py', import.meta.url));

/** Pulls all mails into a new Maildir below `folder`, leaving them on the server. `fsync`: as mbsync does by default. */
export async function runMbsync(mailbox: PeerMailbox, folder: string, fsync: boolean): Promise<PeerRun | Missing> {
  if (spawnSync(mbsync, ['--version']).error !== undefined) return { skipped: 'mbsync is not installed (package isync)' };
  const place = join(folder, 'mbsync');
  await rm(place, { recursive: true, force: true });
  await mkdir(place, { recursive: true });
  const configuration = join(place, 'mbsyncrc');
  await writeFile(configuration, mbsyncrc(mailbox, place, fsync));
  const measured = await measure(mbsync, ['--quiet', '--quiet', '--config', configuration, 'pull']);
  if (measured.exitCode !== 0) throw new Error(`mbsync ended with ${measured.exitCode}`);
  return { ...measured, mails: countMails(join(place, 'INBOX')), inventories: 0, stages: {} };
}

const countMails = (maildir: string): number => ['new', 'cur'].reduce((sum, part) => sum + readdirSync(join(maildir, part)).length, 0);

const mbsyncrc = ({ port, user, password }: PeerMailbox, place: string, fsync: boolean): string => `
FSync ${fsync ? 'yes' : 'no'}

IMAPAccount bench
Host 127.0.0.1
Port ${port}
User ${user}
Pass "${password}"
SSLType None
AuthMechs LOGIN

IMAPStore remote
Account bench

MaildirStore local
Path ${place}/
Inbox ${place}/INBOX

Channel pull
Far :remote:
Near :local:
Patterns INBOX
Create Near
Sync Pull
SyncState *
`;

/**
 * Receives all mails of the mailbox into an SQLite database and deletes them on the server. `skipUnchanged`: inventories known
 * by their SHA-256 are not parsed again.
 */
export async function runPythonPeer(mailbox: PeerMailbox, database: string, skipUnchanged = false): Promise<PeerRun | Missing> {
  const python = findPython();
  if (python === null) return { skipped: 'python3 with sqlite3 is not installed' };
  const options = skipUnchanged ? ['--skip-unchanged'] : [];
  const measured = await measure(python, [peer, String(mailbox.port), mailbox.user, mailbox.password, database, ...options]);
  if (measured.exitCode !== 0) throw new Error(`peer.py ended with ${measured.exitCode}`);
  const told: { mails: number; machines: number; skipped: number; stages: Record<string, number> } = JSON.parse(measured.stdout);
  return { ...measured, mails: told.mails, inventories: told.machines + told.skipped, stages: told.stages };
}

/** The program itself: what is called python3 may be a shim that starts slowly. */
function findPython(): string | null {
  try {
    return execFileSync('python3', ['-c', 'import sqlite3, sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
  } catch {
    return null; // no Python, or one without SQLite
  }
}
