/** Clocks that jump, by faketime, in the real program: nothing is lost, nothing is sent for ever, numbers still rise. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { distantStatus } from '../../src/jobs/status.ts';
import { type Company, openCompany } from '../journeys/company.ts';
import { mailhostPlace, type Place } from '../journeys/place.ts';
import { tinyInventory } from '../journeys/tiny-inventory.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';

import { withDatabase } from './audit.ts';
import { describeProof, isLong } from './length.ts';
import { answerOf, runProgram } from './program.ts';

const isThere = spawnSync('faketime', ['--version']).error === undefined;
const site = 'lyon';

/** Without TLS: certificates have a time of their own. */
function plainPlace(host: Mailhost): Place {
  return {
    ...mailhostPlace(host, 'imap', 'starttls'),
    mailbox: (user) => `imap://${user}@127.0.0.1:${host.ports.imap}/INBOX?tls=off`,
    outbox: (user) => `smtp://${user}@127.0.0.1:${host.ports.submission}?tls=off`,
    ca: '',
  };
}

type Story = { readonly company: Company; readonly place: Place };

/** The real program, at a time as `faketime -f` takes it: `-2d`, `+400d`, `@2038-01-19 03:14:05`. */
async function at(time: string, story: Story, command: 'send' | 'receive'): Promise<Record<string, unknown>> {
  await story.place.settled();
  const home = command === 'send' ? story.company.homeOf(site) : story.company.office;
  const variables = { FAKETIME_DONT_FAKE_MONOTONIC: '1', TZ: 'Europe/Paris' };
  return answerOf(await runProgram([command, '--home', home, '--json', '--quiet'], { wrapper: ['faketime', '-f', time], variables }));
}

const lastReceipt = ({ company }: Story): number =>
  withDatabase(join(company.office, 'dossier', 'dossier.db'), (db) =>
    Number(db.prepare('select lastReceipt from siteProgress where site = ?').pluck().get(site)),
  );

const farJumps = ['@2026-10-25 02:59:58', '@2038-01-19 04:14:05'];
const jumps = ['-2d', '+400d', ...(isLong ? farJumps : []), '+0'];

describeProof('when the clock jumps', (host) => {
  it(`both ends go through ${jumps.join(', ')}, and agree each time`, async (context) => {
    if (!isThere) return context.skip('faketime is not installed');
    const place = plainPlace(host());
    await place.empty();
    const company = await openCompany(place);
    onTestFinished(() => company.close());
    const story = { company, place };
    await company.enrol(site, 'site01');
    let receipt = 0;
    let time = 0;
    for (const jump of jumps) {
      time += 1;
      await company.writeDossierFile(site, `jump-${time}.ocs`, tinyInventory({ name: `PC-${time}`, date: `2026-11-0${time} 08:00:00` }));
      await at(jump, story, 'send');
      await at(jump, story, 'receive');
      expect(lastReceipt(story)).toBeGreaterThan(receipt);
      receipt = lastReceipt(story);
      // Whatever the jump made due, the third run in a row has nothing more to send.
      await at(jump, story, 'send');
      await at(jump, story, 'receive');
      expect({ jump, ...(await at(jump, story, 'send')) }).toMatchObject({ outcome: 'greeting' });
      await at(jump, story, 'receive');
    }
    answerOf(await runProgram(['send', '--force', '--home', company.homeOf(site), '--json', '--quiet']));
    await place.settled();
    await company.receive();
    await company.send(site);
    expect(await company.asAgency(site, distantStatus)).toMatchObject({ upToDate: true });
    const names = await company.asOffice((common) => common.store.assets({}));
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining(jumps.map((_, index) => `PC-${index + 1}`)));
  }, 400_000);

  it('an inventory dated years ahead is not believed, and a later one with a true date wins', async () => {
    const place = plainPlace(host());
    await place.empty();
    const company = await openCompany(place);
    onTestFinished(() => company.close());
    await company.enrol(site, 'site01');
    const story = { company, place };
    const send = () => runProgram(['send', '--force', '--home', company.homeOf(site), '--json', '--quiet']);
    const trueDate = (): string => new Date().toISOString().slice(0, 19).replace('T', ' ');
    for (const [dateOf, os] of [
      // Not believed, its file's date counts; the true one is later, as it is asked for after a sending and a reception.
      [() => '2038-01-19 04:14:05', 'Windows 12'],
      [trueDate, 'Debian 13'],
    ] as const) {
      await company.writeDossierFile(site, 'pc.ocs', tinyInventory({ name: 'PC-X', date: dateOf(), os }));
      answerOf(await send());
      await story.place.settled();
      answerOf(await runProgram(['receive', '--home', company.office, '--json', '--quiet']));
    }
    const assets = await company.asOffice((common) => common.store.assets({}));
    const machine = assets.find(({ name }) => name === 'PC-X');
    expect(machine).toMatchObject({ os: 'Debian 13' });
    expect(Date.parse(machine?.inventoryDate ?? '')).toBeLessThan(Date.now() + 86_400_000);
  }, 300_000);
});
