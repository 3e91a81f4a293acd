/** A mail that ends the program each time it is touched, on the real servers: everybody else's is merged, and it is tried three times. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillMailbox } from '../bench/mailbox.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';
import { quarantined, withDatabase } from './audit.ts';
import { describeProof } from './length.ts';
import { type Office, openOffice, type Parcel } from './office.ts';
import { answerOf, type Ended, runProgram, type Starting, startProgram } from './program.ts';
import { openProxy } from './proxy.ts';
import { mailsIn } from './receive-kills.ts';

const others = Number(process.env['MALLEPOSTE_OTHERS'] ?? '99');
const preload = fileURLToPath(new URL('children/poison.mjs', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-poison-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The poison is the smallest and lies first: nothing but the order of attempts keeps it from being first each time. */
async function fill(host: Mailhost, office: Office): Promise<Parcel> {
  const poison = await office.parcel(0, 1, 1);
  const mails = [...poison.mails];
  for (let agency = 1; agency <= others; agency += 1) mails.push(...(await office.parcel(agency, 1, 2_000)).mails);
  await fillMailbox(host, 'common', mails);
  return poison;
}

const merged = ({ database }: Office): unknown =>
  withDatabase(database, (db) => db.prepare("select count(*) from parcelResult where status = 'applied'").pluck().get());

const attempts = ({ database }: Office): unknown =>
  withDatabase(database, (db) => db.prepare("select state, attempts from arrival where state <> 'done'").all());

const receive = (office: Office, starting: Starting): Promise<Ended> =>
  runProgram(['receive', '--home', office.home, '--json', '--quiet'], starting);

describeProof('a mail that ends the program', (host) => {
  it('acceptance 5: three runs end at it, all other parcels are merged by then, it is put into quarantine whole and never tried again', async () => {
    const office = await openOffice(host(), folder, { protocol: 'imap', agencies: others + 1, name: 'reading' });
    const poison = await fill(host(), office);
    const variables = { NODE_OPTIONS: `--import=${preload}`, POISON_SITE: poison.site };
    for (const attempt of [1, 2, 3]) {
      expect((await receive(office, { variables })).signal).toBe('SIGKILL');
      expect(attempts(office)).toContainEqual({ state: 'trying', attempts: attempt });
    }
    expect(merged(office)).toBe(others);
    answerOf(await receive(office, { variables }));
    const kept = (await quarantined(office.home)).filter((name) => !name.endsWith('.txt'));
    expect(kept).toHaveLength(1);
    const raw = await readFile(join(office.home, 'quarantine', kept[0] ?? ''));
    expect(raw.toString('latin1').replaceAll('\r\n', '\n')).toBe(poison.mails[0]?.toString('latin1').replaceAll('\r\n', '\n'));
    expect(await noteBeside(office, kept[0] ?? '')).toContain('attempts');
    expect(answerOf(await receive(office, { variables }))).toMatchObject({ messages: 0 });
    expect(await mailsIn(host(), 'common')).toBe(1);
    expect(merged(office)).toBe(others);
  }, 400_000);

  it('acceptance 5: one that ends it while it is fetched is not even fetched a fifth time, and the answers to the others go out', async () => {
    const proxy = await openProxy(host().ports.imap);
    const office = await openOffice(host(), folder, { protocol: 'imap', agencies: others + 1, mailboxPort: proxy.port, name: 'fetching' });
    const poison = await fill(host(), office);
    const mark = markOf(poison);
    let kill = (): void => undefined;
    let seen = '';
    proxy.watch((direction, chunk) => {
      if (direction !== 'down') return;
      seen = seen.slice(-mark.length) + chunk.toString('latin1');
      if (seen.includes(mark)) kill();
    });
    const ends: (string | null)[] = [];
    for (let run = 1; run <= 5; run += 1) {
      seen = '';
      const started = startProgram(['receive', '--home', office.home, '--json', '--quiet']);
      kill = started.kill;
      ends.push((await started.ended).signal);
    }
    expect(ends).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL', null]);
    await proxy.close();
    expect(merged(office)).toBe(others);
    expect(attempts(office)).toEqual([{ state: 'passed', attempts: 4 }]);
    const posted = withDatabase(office.database, (db) => db.prepare("select count(*) from outgoing where state = 'sent'").pluck().get());
    expect(posted).toBe(others);
  }, 400_000);
});

/** A piece of the poison's attachment, which the listing never shows. */
function markOf({ mails }: Parcel): string {
  const lines = (mails[0]?.toString('latin1') ?? '').split(/\r?\n/);
  return lines.findLast((line) => /^[A-Za-z0-9+/=]{60,}$/.test(line)) ?? '';
}

/** The reason stands in a text beside the mail. */
async function noteBeside({ home }: Office, name: string): Promise<string> {
  const place = join(home, 'quarantine');
  const [note = ''] = (await readdir(place)).filter((other) => other.startsWith(name) && other !== name);
  return readFile(join(place, note), 'utf8');
}
