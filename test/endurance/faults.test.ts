/** A full disk, a home that may not be written, a database that somebody else holds: told in a sentence, nothing lost, and well again afterwards. */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { distantStatus } from '../../src/jobs/status.ts';
import { fillMailbox } from '../bench/mailbox.ts';
import { openCompany } from '../journeys/company.ts';
import { mailhostPlace } from '../journeys/place.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';
import { expectMergedOnce } from './audit.ts';
import { describeProof } from './length.ts';
import { type Office, openOffice, type Parcel } from './office.ts';
import { answerOf, type Ended, runProgram } from './program.ts';
import { mailsIn } from './receive-kills.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malleposte-faults-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const receive = (home: string): Promise<Ended> => runProgram(['receive', '--home', home]);
const send = (home: string): Promise<Ended> => runProgram(['send', '--force', '--home', home]);

async function fill(host: Mailhost, office: Office, seq = 1): Promise<readonly Parcel[]> {
  const parcels = [await office.parcel(0, seq, 600_000), await office.parcel(1, seq, 200_000)];
  await host.empty('site01');
  await fillMailbox(
    host,
    'common',
    parcels.flatMap(({ mails }) => mails),
  );
  return parcels;
}

/** A file system of its own; undefined where none can be mounted. */
async function smallDisk(name: string): Promise<string | undefined> {
  const place = join(folder, name);
  await mkdir(place);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', place]).status !== 0) return undefined;
  onTestFinished(() => void spawnSync('umount', ['-l', place]));
  return place;
}

const noMount = 'a small file system can only be mounted by root';

/** Takes what is left of the disk, but for some KiB. */
async function fillDisk(place: string, leftKb: number): Promise<string> {
  const filler = join(place, 'filler');
  const { stdout } = spawnSync('df', ['-k', '--output=avail', place], { encoding: 'utf8' });
  const left = Number(stdout.trim().split('\n').at(-1)) - leftKb;
  await writeFile(filler, Buffer.alloc(Math.max(0, left) * 1024));
  return filler;
}

describeProof('when the ground gives way', (host) => {
  it('a full disk ends receive with status 1 and a sentence, four nights running; with room again all is merged once', async (context) => {
    const place = await smallDisk('full-office');
    if (place === undefined) return context.skip(noMount);
    const office = await openOffice(host(), place, { protocol: 'imap', agencies: 2 });
    const parcels = await fill(host(), office);
    const filler = await fillDisk(place, 300);
    for (let night = 1; night <= 4; night += 1) {
      const run = await receive(office.home);
      expect({ night, status: run.status, said: run.stderr + run.stdout }).toMatchObject({
        status: 1,
        said: expect.stringMatching(/disk|space/i),
      });
    }
    expect(await mailsIn(host(), 'common')).toBeGreaterThan(0);
    await rm(filler);
    answerOf(await runProgram(['receive', '--home', office.home, '--json', '--quiet']));
    await expectMergedOnce(host(), office, parcels);
  }, 300_000);

  it('a full disk ends send with status 1 and a sentence; with room again the parcel goes, and both ends agree', async (context) => {
    const disk = await smallDisk('full-agency');
    if (disk === undefined) return context.skip(noMount);
    const place = mailhostPlace(host(), 'imap', 'starttls');
    await place.empty();
    const company = await openCompany(place);
    onTestFinished(() => company.close());
    await company.enrol('lyon', 'site01');
    const home = join(disk, 'lyon');
    await cp(company.homeOf('lyon'), home, { recursive: true });
    const filler = await fillDisk(disk, 60);
    for (let night = 1; night <= 3; night += 1) {
      const run = await send(home);
      expect({ night, status: run.status, said: run.stderr + run.stdout }).toMatchObject({
        status: 1,
        said: expect.stringMatching(/disk|space/i),
      });
    }
    await rm(filler);
    expect([0, 3]).toContain((await send(home)).status);
    await company.receive();
    await rm(company.homeOf('lyon'), { recursive: true });
    await cp(home, company.homeOf('lyon'), { recursive: true });
    await company.send('lyon');
    expect(await company.asAgency('lyon', distantStatus)).toMatchObject({ upToDate: true });
  }, 300_000);

  it('a home that may not be written is told in a sentence, and its mail waits', async (context) => {
    const place = await smallDisk('read-only');
    if (place === undefined) return context.skip(noMount);
    const office = await openOffice(host(), place, { protocol: 'imap', agencies: 2 });
    const parcels = await fill(host(), office);
    const waiting = await mailsIn(host(), 'common');
    expect(spawnSync('mount', ['-o', 'remount,ro', place]).status).toBe(0);
    const run = await receive(office.home);
    expect([1, 2, 5]).toContain(run.status);
    expect(run.stderr).not.toMatch(/\bat .*\.ts:\d+/);
    expect(await mailsIn(host(), 'common')).toBe(waiting);
    expect(spawnSync('mount', ['-o', 'remount,rw', place]).status).toBe(0);
    answerOf(await runProgram(['receive', '--home', office.home, '--json', '--quiet']));
    await expectMergedOnce(host(), office, parcels);
  }, 300_000);

  it('a database that another program holds for a moment is waited for; held for longer, the run ends with status 1 and the next one works', async () => {
    const office = await openOffice(host(), folder, { protocol: 'imap', agencies: 2, name: 'busy' });
    answerOf(await runProgram(['receive', '--home', office.home, '--json', '--quiet']));
    for (const [seq, heldMs] of [3_000, 60_000].entries()) {
      const parcels = await fill(host(), office, seq + 1);
      const holder = new Database(office.database);
      holder.exec('begin immediate');
      const letGo = setTimeout(() => holder.close(), heldMs);
      const run = await receive(office.home);
      clearTimeout(letGo);
      holder.close();
      expect({ heldMs, status: run.status, said: run.stderr }).toMatchObject({ status: heldMs < 5_000 ? 0 : 1 });
      if (heldMs > 5_000) expect(run.stderr + run.stdout).toMatch(/another|busy/i);
      answerOf(await runProgram(['receive', '--home', office.home, '--json', '--quiet']));
      await expectMergedOnce(host(), office, parcels);
    }
  }, 300_000);
});
