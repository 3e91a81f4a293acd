import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { missing, python } from '../embedded/programs.ts';
import { startMailhost } from './mailhost.ts';
import { describeWithMailhost } from './with-mailhost.ts';

const noPython = missing('python3');
const script = fileURLToPath(new URL('mailhost.sh', import.meta.url));

const mail = (subject: string, body = 'Bonjour') => Buffer.from(`Subject: ${subject}\r\n\r\n${body}\r\n`, 'latin1');

/** Living processes whose command line names the folder, or Dovecot's instance. */
const processesOf = (folder: string, base: number) =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        return line.includes(folder) || line.startsWith(`dovecot-mailhost-${base}/`);
      } catch {
        return false; // it has ended meanwhile
      }
    });

describeWithMailhost(
  'the private mail host',
  (host) => {
    test('takes mail by LMTP in order, shows it in the Maildir, and empties a mailbox', async () => {
      await host().deliver('common', [mail('one', '.dot\r\n..\r\n\xe9'), mail('two')]);
      const [first, second] = await host().messages('common');
      expect(first).toMatchObject({ folder: 'new', flags: '' });
      expect(first?.raw.toString('latin1')).toMatch(/\nSubject: one\n\n\.dot\n\.\.\n\xe9\n$/);
      expect(second?.raw.toString('latin1')).toMatch(/\nSubject: two\n/);
      await host().empty('common');
      expect(await host().messages('common')).toEqual([]);
      expect(await host().messages('site02')).toEqual([]);
      await expect(host().messages('nobody')).rejects.toThrow(RangeError);
    });

    test('refuses mail for unknown users by LMTP', async () => {
      await expect(host().deliver('nobody', mail('x'))).rejects.toThrow(/250 expected, 550/);
    });

    test('a second `up` changes nothing and `status` says up', () => {
      const pid = readFileSync(`${host().folder}/run/master.pid`, 'utf8');
      expect(spawnSync('bash', [script, 'up', host().folder]).status).toBe(0);
      expect(readFileSync(`${host().folder}/run/master.pid`, 'utf8')).toBe(pid);
      expect(execFileSync('bash', [script, 'status', host().folder], { encoding: 'utf8' })).toBe('up\n');
    });

    test.for(['imap', 'imaps'] as const)('Python logs in and reads over %s', async (service, { skip }) => {
      skip(noPython !== null, noPython ?? '');
      await host().empty('ops');
      await host().deliver('ops', mail('one'));
      const ran = await login(service, "assert box.select()[1] == [b'1']; box.fetch('1', '(RFC822)'); box.logout()");
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(await host().messages('ops')).toMatchObject([{ folder: 'cur', flags: 'S' }]);
    });

    test.for(['pop3', 'pop3s'] as const)('Python logs in and deletes over %s', async (service, { skip }) => {
      skip(noPython !== null, noPython ?? '');
      await host().empty('ops');
      await host().deliver('ops', mail('one'));
      const ran = await login(service, 'assert box.stat()[0] == 1; box.dele(1); box.quit()');
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(await host().messages('ops')).toEqual([]);
    });

    test.for(['submission', 'smtps'] as const)('Python posts over %s after a login only', async (service, { skip }) => {
      skip(noPython !== null, noPython ?? '');
      await host().empty('extra');
      const ran = await login(
        service,
        `
try: box.sendmail('x@mail.test', ['extra@mail.test'], b'Subject: x\\r\\n\\r\\n'); assert False
except smtplib.SMTPRecipientsRefused as error: assert error.recipients['extra@mail.test'][0] == 550
try: box.login('site01', 'wrong'); assert False
except smtplib.SMTPAuthenticationError as error: assert error.smtp_code == 535
box.login('site01', 'site01-pw')
refused = box.sendmail('site01@mail.test', ['extra@mail.test', 'nobody@mail.test', 'x@example.org'], b'Subject: posted\\r\\n\\r\\nBody\\r\\n')
assert sorted(refused) == ['nobody@mail.test', 'x@example.org'], refused
box.quit()`,
      );
      expect(ran).toMatchObject({ code: 0, err: '' });
      await expect.poll(() => host().messages('extra'), { timeout: 5_000 }).toHaveLength(1);
    });

    /** Runs a Python program with `box` connected to a service, encrypted, and logged in where there is a mailbox. */
    const login = (service: keyof ReturnType<typeof host>['ports'], program: string) =>
      python(connected + program, service, String(host().ports[service]), host().caFile);
  },
  { users: ['extra'] },
);

const connected = `
import sys, ssl, imaplib, poplib, smtplib
service, port, ca = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)
if service == 'imaps': box = imaplib.IMAP4_SSL('localhost', int(port), ssl_context=context)
if service == 'imap': box = imaplib.IMAP4('localhost', int(port)); box.starttls(context)
if service == 'pop3s': box = poplib.POP3_SSL('localhost', int(port), context=context)
if service == 'pop3': box = poplib.POP3('localhost', int(port)); box.stls(context)
if service == 'smtps': box = smtplib.SMTP_SSL('localhost', int(port), context=context)
if service == 'submission': box = smtplib.SMTP('localhost', int(port)); box.starttls(context=context)
if service.startswith('imap'): box.login('ops', 'ops-pw')
if service.startswith('pop3'): box.user('ops'); box.pass_('ops-pw')
`;

test('after stop, no process and no file is left', async ({ skip }) => {
  const host = await startMailhost();
  if ('skipped' in host) return skip(host.skipped);
  expect(processesOf(host.folder, host.base).length).toBeGreaterThan(4);
  await host.stop();
  await host.stop();
  expect(processesOf(host.folder, host.base)).toEqual([]);
  expect(existsSync(host.folder)).toBe(false);
});

test('two hosts live side by side, and a base that is taken is refused without harm', async ({ skip }) => {
  const [one, other] = await Promise.all([startMailhost(), startMailhost({ maxSize: '1M' })]);
  if ('skipped' in one || 'skipped' in other) return skip('skipped' in one ? one.skipped : '');
  await expect(startMailhost({ base: one.base })).rejects.toThrow(/is taken/);
  await one.deliver('common', mail('one'));
  expect(await other.messages('common')).toEqual([]);
  expect(await one.messages('common')).toHaveLength(1);
  await Promise.all([one.stop(), other.stop()]);
});

test('when the tests are killed, the guard takes everything down', async ({ skip }) => {
  const program = new URL('mailhost.ts', import.meta.url).href;
  const tests = `const { startMailhost } = await import(${JSON.stringify(program)}); console.log(JSON.stringify(await startMailhost())); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', tests], { stdio: ['ignore', 'pipe', 'inherit'] });
  const host: { skipped?: string; folder: string; base: number } = JSON.parse(String((await once(child.stdout, 'data'))[0]));
  child.kill('SIGKILL');
  if (host.skipped !== undefined) return skip(host.skipped);
  expect(existsSync(host.folder)).toBe(true);
  await expect.poll(() => processesOf(host.folder, host.base), { timeout: 10_000, interval: 100 }).toEqual([]);
  await expect.poll(() => existsSync(host.folder)).toBe(false);
});
