/** Two receivers at one mailbox: of the same home, of two homes with a dossier each, and overlapping because the server is slow. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillMailbox } from '../bench/mailbox.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';
import { expectDossier, expectMergedOnce, expectSound, withDatabase } from './audit.ts';
import { describeProof } from './length.ts';
import { type Office, openOffice, type Parcel } from './office.ts';
import { answerOf, type Ended, runProgram } from './program.ts';
import { openProxy } from './proxy.ts';

const agencies = 30;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-rivals-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const receive = (home: string): Promise<Ended> => runProgram(['receive', '--home', home, '--json', '--quiet']);

async function fill(host: Mailhost, office: Office): Promise<readonly Parcel[]> {
  const parcels: Parcel[] = [];
  for (let agency = 0; agency < agencies; agency += 1) parcels.push(await office.parcel(agency, 1, agency % 5 === 0 ? 300_000 : 5_000));
  await host.empty('site01');
  await fillMailbox(
    host,
    'common',
    parcels.flatMap(({ mails }) => mails),
  );
  return parcels;
}

describeProof('two receivers at once', (host) => {
  it('of one home: the second ends at once with status 4, and the first does its work, however slow the server', async () => {
    const proxy = await openProxy(host().ports.imap);
    proxy.delay(150);
    const office = await openOffice(host(), folder, { protocol: 'imap', agencies, mailboxPort: proxy.port, name: 'slow' });
    const parcels = await fill(host(), office);
    const first = receive(office.home);
    await lockTaken(office.home);
    const second = await receive(office.home);
    expect(second.status).toBe(4);
    expect(JSON.parse(second.stdout)).toMatchObject({ error: expect.anything() });
    answerOf(await first);
    await proxy.close();
    await expectMergedOnce(host(), office, parcels);
  }, 300_000);

  it.each(['imap', 'pop3'] as const)('of two homes, by %s: nothing twice in one dossier, every parcel in one of them', async (protocol) => {
    const office = await openOffice(host(), folder, { protocol, agencies, name: `one-${protocol}` });
    const home = join(folder, `other-${protocol}`);
    await cp(office.home, home, { recursive: true });
    const twin: Office = { ...office, home, database: join(home, 'dossier', 'dossier.db') };
    const parcels = await fill(host(), office);
    const both = await Promise.all([receive(office.home), receive(twin.home)]);
    for (const run of both) expect([0, 1, 3]).toContain(run.status);
    for (const { home: place } of [office, twin]) answerOf(await receive(place));
    expect((await host().messages('common')).length).toBe(0);
    expectSound(office);
    expectSound(twin);
    const nowhere = parcels.filter((parcel) => !isWhole(office, parcel) && !isWhole(twin, parcel));
    const split = nowhere.filter(({ mails }) => mails.length > 1);
    // A parcel whose volumes went to two dossiers is whole in none: each says in its receipts what it holds, and the site sends again.
    expect(nowhere.filter((parcel) => !split.includes(parcel)).map(({ site }) => site)).toEqual([]);
    for (const { site } of split) expect(held(office, site) + held(twin, site)).toBeGreaterThan(0);
    for (const at of [office, twin]) expect(appliedTwice(at)).toEqual([]);
  }, 300_000);
});

/** The line that tells people who holds the home. */
async function lockTaken(home: string): Promise<void> {
  const { existsSync } = await import('node:fs');
  for (let round = 0; round < 2_000 && !existsSync(join(home, 'lock.txt')); round += 1)
    await new Promise((resume) => setTimeout(resume, 10));
}

function isWhole(office: Office, parcel: Parcel): boolean {
  try {
    expectDossier(office, [parcel]);
    return true;
  } catch {
    return false; // it is in the other dossier
  }
}

const held = ({ database }: Office, site: string): number =>
  withDatabase(database, (db) => Number(db.prepare('select count(*) from volume where site = ?').pluck().get(site)));

const appliedTwice = ({ database }: Office): readonly unknown[] =>
  withDatabase(database, (db) =>
    db.prepare("select site from parcelResult where status = 'applied' group by site, epoch, seq having count(*) > 1").all(),
  );
