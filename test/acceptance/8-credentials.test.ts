/**
 * Acceptance 8 (reference mail.md §4): refused passwords and servers that slow us down. No loss, no lock-out, an alarm, and the way back
 * by itself. There is no OAuth yet, so that tokens which die, rotate or are revoked have no test here: they come with it.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitStatusOf } from '../../src/cli/exit.ts';
import { receive } from '../../src/jobs/receive.ts';
import { send } from '../../src/jobs/send.ts';
import { openMailboxAt } from '../../src/transport/open.ts';
import { explain } from '../../src/words/explanation.ts';
import { type Company, expectOk, openCompany } from '../journeys/company.ts';
import { embeddedPlace } from '../journeys/place.ts';
import { urlOf } from '../transport/urls.ts';
import { type ImapBox, openImapBox } from './imap-box.ts';
import { officePlace } from './office-place.ts';
import { keepOpen } from './open-house.ts';
import { openSmtpBox, type SmtpBox } from './smtp-box.ts';

const everyFiveMinutes = 1 / 288;

let company: Company;

afterEach(() => company.close());

/** Both servers of the head office refuse or take what a test wants; the agency posts by the same SMTP server. */
describe('acceptance 8: the servers of a company', () => {
  let imap: ImapBox;
  let smtp: SmtpBox;
  let place: ReturnType<typeof officePlace>;
  beforeEach(async () => {
    imap = await openImapBox();
    smtp = await openSmtpBox((raw) => place.postOffice.deliver(/^To: (.*)$/m.exec(raw.toString())?.[1]?.trim() ?? '', raw));
    place = officePlace(imap, { site01: smtp.url('site01') });
    company = await openCompany(place);
    await company.enrol('lyon', 'site01');
  });
  afterEach(async () => {
    await imap.close();
    await smtp.close();
  });

  const heard = (box: ImapBox | SmtpBox, command: RegExp): number => box.server.heard.filter((line) => command.test(line)).length;

  it('a wrong password for a day, a run every five minutes: one login an hour, and back by itself', () =>
    keepOpen({ company, place }, 'lyon', async ({ common, ...house }) => {
      await house.send();
      await place.settled();
      const before = heard(imap, /^\S+ LOGIN /);
      imap.answers = { LOGIN: ['$ NO [AUTHENTICATIONFAILED] wrong'] };
      const kinds = new Set<string>();
      for (let run = 0; run < 288; run += 1) {
        const received = await receive(common, { dryRun: false });
        kinds.add(received.ok ? 'ok' : `${received.error.kind} ${exitStatusOf(received.error)}`);
        company.passDays(everyFiveMinutes);
      }
      expect([...kinds]).toEqual(['credentials 5']);
      const logins = heard(imap, /^\S+ LOGIN /) - before;
      expect(logins).toBeLessThanOrEqual(24);
      expect(logins).toBeGreaterThan(20);
      const contact = await common.store.contact(common.settings.mailbox);
      expect(contact).toMatchObject({ failure: 'credentials', failures: logins });
      expect(await common.store.traceList({ newestFirst: true, limit: 500, kind: 'connection', outcome: 'failed' })).toHaveLength(288);
      imap.answers = {};
      let runs = 0;
      for (; !(await receive(common, { dryRun: false })).ok; runs += 1) company.passDays(everyFiveMinutes);
      expect(runs).toBeLessThanOrEqual(12);
      expect(await common.store.contact(common.settings.mailbox)).toMatchObject({ failure: '', failures: 0 });
      expect((await common.store.results('lyon', 9)).map(({ status }) => status)).toEqual(['applied']);
    }));

  it('a password that SMTP refuses for a day: one login an hour too, the parcel stays queued, and goes by itself', () =>
    keepOpen({ company, place }, 'lyon', async ({ agency, ...house }) => {
      smtp.replies = { AUTH: '535 5.7.8 wrong' };
      const before = heard(smtp, /^AUTH /);
      for (let run = 0; run < 288; run += 1) {
        const sent = await send(agency, { force: false, dryRun: false });
        expect(sent.ok ? sent.value.unsent.map(({ error }) => error) : [sent.error.kind]).toContain('credentials');
        company.passDays(everyFiveMinutes);
      }
      expect(heard(smtp, /^AUTH /) - before).toBeLessThanOrEqual(24);
      smtp.replies = {};
      company.passDays(1 / 24);
      await house.send();
      expect(await house.receive()).toMatchObject({ merged: 1 });
    }));

  it.each([
    { reply: '432 4.3.2 slow down', command: '.', attempts: 6, kind: 'deferred' },
    { reply: '450 4.7.1 greylisted', command: 'RCPT', attempts: 6, kind: 'deferred' },
    { reply: '421 4.3.2 closing', command: 'MAIL', attempts: 96, kind: 'unreachable' },
  ])('$reply, a run every quarter of an hour for a day: at most $attempts attempts, nothing is lost', ({
    reply,
    command,
    attempts,
    kind,
  }) =>
    keepOpen({ company, place }, 'lyon', async ({ agency, ...house }) => {
      smtp.replies = { [command]: reply };
      const before = heard(smtp, /^MAIL /);
      const kinds = new Set<string>();
      for (let run = 0; run < 96; run += 1) {
        const sent = await send(agency, { force: false, dryRun: false });
        for (const error of sent.ok ? sent.value.unsent.map((mail) => mail.error) : [sent.error.kind]) kinds.add(error);
        company.passDays(3 * everyFiveMinutes);
      }
      expect([...kinds]).toEqual([kind]);
      expect(heard(smtp, /^MAIL /) - before).toBeLessThanOrEqual(attempts);
      smtp.replies = {};
      company.passDays(0.5);
      await house.send();
      expect(await house.receive()).toMatchObject({ merged: 1, duplicates: 0 });
    }));

  it('a connection that dies in the middle of FETCH: nothing is lost, the next run begins it again', () =>
    keepOpen({ company, place }, 'lyon', async ({ common, ...house }) => {
      await house.send();
      await place.settled();
      imap.answers = {
        'UID FETCH': (peer, tag, command) => {
          if (!/BODY(?:\.PEEK)?\[\]/i.test(command)) return imap.obey(peer, tag, command);
          const raw = [...imap.mails.values()][0]!.raw.toString('latin1');
          peer.send(`* 1 FETCH (UID ${[...imap.mails.keys()][0]} BODY[] {${raw.length}}\r\n${raw.slice(0, raw.length / 2)}`);
          peer.reset();
        },
      };
      expect(await receive(common, { dryRun: false })).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
      expect(await common.store.contact(common.settings.mailbox)).toMatchObject({ failure: 'unreachable', failures: 1 });
      expect(imap.mails.size).toBe(1);
      imap.answers = {};
      expect(await house.receive()).toMatchObject({ merged: 1, duplicates: 0 });
    }));

  it('5xx: the mail is not tried again, the cause is named with a remedy, and the next parcel goes', () =>
    keepOpen({ company, place }, 'lyon', async ({ agency, ...house }) => {
      smtp.replies = { '.': '550 5.7.1 attachment blocked by policy' };
      const sent = await send(agency, { force: false, dryRun: false });
      expect(sent).toMatchObject({ ok: false, error: { kind: 'refused' } });
      const [event] = await agency.store.traceList({ newestFirst: true, limit: 1, outcome: 'refused' });
      expect(event?.reason).toContain('550 5.7.1 attachment blocked by policy');
      const answer = '550 5.7.1 attachment blocked by policy';
      const error = { kind: 'refused', host: 'mail.test', code: '5.7.1', answer, retry: 'never' } as const;
      for (const language of ['fr', 'en'] as const) {
        const { what, why, remedy } = explain(error, language);
        expect(`${what} ${why}`).toContain('5.7.1');
        expect(remedy).toMatch(/\.malle|administrat/);
      }
      const posted = smtp.taken.length;
      smtp.replies = {};
      expect(await house.send({ force: true })).toMatchObject({ outcome: 'parcel', unsent: [] });
      expect(smtp.taken).toHaveLength(posted + 1);
      expect(await house.receive()).toMatchObject({ merged: 1 });
    }));
});

describe('acceptance 8: a mailbox that another session holds', () => {
  it('-ERR [IN-USE]: the run waits for the next, says so, and nothing is lost', async () => {
    const place = await embeddedPlace('tls');
    try {
      company = await openCompany(place);
      await company.enrol('lyon', 'site01');
      await company.send('lyon');
      const credentials = { user: 'common', type: 'password', password: place.password('common') } as const;
      const open = openMailboxAt(urlOf(place.mailbox('common')), { credentials, trust: { ca: place.ca } });
      const other = expectOk(await open({ readOnly: true }));
      const refused = await company.asOffice((common) => receive(common, { dryRun: false }));
      expect(refused).toMatchObject({ ok: false, error: { kind: 'busy', answer: expect.stringContaining('[IN-USE]') } });
      expectOk(await other.close());
      expect(await company.receive()).toMatchObject({ merged: 1 });
    } finally {
      await place.close();
    }
  });
});
