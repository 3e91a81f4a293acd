/**
 * npm run bench: a mailbox of 1,000 parcels of 10 inventories of about 100 KB on the private Dovecot; how fast `receive` takes
 * them in, beside mbsync and the yardstick receiver on mailboxes with the same inventories, in the same run. Options:
 * --mails N, --rounds N. Nothing is asserted: the ratios are to be read.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Mailhost, startMailhost } from '../mailhost/mailhost.ts';
import { inventories } from './inventories.ts';
import { fillMailbox } from './mailbox.ts';
import { measure } from './measure.ts';
import { type Office, openOffice } from './office.ts';
import { type Missing, type PeerRun, runMbsync, runPythonPeer } from './peers.ts';
import { plainZipMail } from './plain-mails.ts';
import { type Row, table } from './table.ts';

const { values } = parseArgs({ options: { mails: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '1' } } });
const mails = Number(values.mails);
const perMail = 10;
const seed = 1;
const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

const host = await startMailhost({ users: ['peer'] });
if ('skipped' in host) {
  process.stdout.write(`bench skipped: ${host.skipped}\n`);
} else {
  const folder = await mkdtemp(join(tmpdir(), 'malleposte-bench-'));
  try {
    for (let round = 1; round <= Number(values.rounds); round += 1) await playRound(host, join(folder, String(round)));
  } finally {
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function playRound(at: Mailhost, folder: string): Promise<void> {
  const office = await openOffice(at, folder, mails);
  const peerDatabase = join(folder, 'peer.db');
  for (const generation of [1, 2]) {
    const ours = await fillMailbox(at, 'common', ourMails(office, generation));
    const theirs = await fillMailbox(at, 'peer', plainMails(generation));
    process.stdout.write(
      `\n${generation === 1 ? 'First delivery' : 'Second delivery, 10 % changed'}: ${mails} parcels of ${perMail} inventories, `,
    );
    process.stdout.write(`${megabytes(ours.bytes)} MB of mail for us, ${megabytes(theirs.bytes)} MB for the peers\n`);
    const peer = { port: at.ports.imap, user: 'peer', password: 'peer-pw' };
    const rows = [
      rowOf('mbsync, fetching only', await runMbsync(peer, folder, false)),
      await receiveRow(office),
      rowOf('yardstick receiver', await runPythonPeer(peer, peerDatabase, generation > 1)),
    ];
    process.stdout.write(
      `${table(
        rows.filter((row) => row !== null),
        'yardstick receiver',
      )}\n`,
    );
  }
}

async function* ourMails(office: Office, generation: number): AsyncGenerator<Buffer> {
  for (let mail = 0; mail < mails; mail += 1)
    yield office.parcelMail(mail, generation, inventories(mail * perMail, perMail, { seed, generation }));
}

function* plainMails(generation: number): Generator<Buffer> {
  for (let mail = 0; mail < mails; mail += 1) yield plainZipMail(mail, inventories(mail * perMail, perMail, { seed, generation }));
}

async function receiveRow(office: Office): Promise<Row> {
  const run = await measure(process.execPath, [program, 'receive', '--home', office.home, '--json', '--quiet']);
  const told: { merged: number; inventories: { read: number } } = JSON.parse(run.stdout);
  if (told.merged !== mails) throw new Error(`merged ${told.merged} of ${mails} parcels: ${run.stdout}`);
  return { name: 'malleposte receive', ...run, mails: told.merged, inventories: mails * perMail };
}

function rowOf(name: string, run: PeerRun | Missing): Row | null {
  if ('skipped' in run) {
    process.stdout.write(`${name} skipped: ${run.skipped}\n`);
    return null;
  }
  return { name, ...run };
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}
