/**
 * The mailbox contract and the outbox on a private Dovecot and Exim: IMAP and POP3, SMTP submission, each with implicit TLS and
 * with STARTTLS. Skipped, with the reason, where they are not installed.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMailboxAt, openOutboxAt } from '../../src/transport/open.ts';
import type { Credentials, MailToPost, OpenOutbox, TlsTrust } from '../../src/transport/port.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';
import { type Backend, collect, describeMailbox, kindOf, limit, must } from './contract.ts';
import { bigMail, mailOf, samples } from './samples.ts';
import { urlOf } from './urls.ts';

const user = 'common';
const login: Credentials = { user, type: 'password', password: `${user}-pw` };

const digest = (raw: Buffer): string => createHash('sha256').update(raw).digest('hex');

/** URL schemes, each with the service of the mail host behind it. */
const mailboxes = { imaps: 'imaps', imap: 'imap', pop3s: 'pop3s', pop3: 'pop3' } as const;
const outboxes = { smtps: 'smtps', smtp: 'submission' } as const;

const backendOn = (host: Mailhost, scheme: keyof typeof mailboxes): Backend => {
  const url = (name: string): string => `${scheme}://${user}@${name}:${host.ports[mailboxes[scheme]]}`;
  const options = { trust: { ca: host.ca }, timeoutMs: 10_000 };
  return {
    open: openMailboxAt(urlOf(url('127.0.0.1')), { ...options, credentials: login }),
    withWrongPassword: openMailboxAt(urlOf(url('localhost')), { ...options, credentials: { ...login, password: 'wrong' } }),
    withUnknownHost: openMailboxAt(urlOf(url('no-such-host.invalid')), { ...options, credentials: login }),
    deliver: (raw) => host.deliver(user, raw),
    picture: async () => (await host.messages(user)).map(({ raw, flags }) => `${flags} ${digest(raw)}`).sort(),
    empty: () => host.empty(user),
    ...(scheme.startsWith('imap') ? foldersOf(host) : {}),
    prepends: true,
    marksFetched: scheme.startsWith('pop3'),
    close: async () => undefined,
  };
};

/** Folders, flags, and a name that no folder may have: IMAP only. */
const foldersOf = (host: Mailhost): Required<Pick<Backend, 'moved' | 'flagged' | 'refuse'>> => ({
  moved: async (folder) => {
    const path = join(host.folder, 'mail', user, 'Maildir', `.${folder}`);
    const files = (await readdir(path, { recursive: true })).filter((file) => /^(?:new|cur)./.test(file));
    return Promise.all(files.map((file) => readFile(join(path, file))));
  },
  flagged: async () => (await host.messages(user)).filter(({ flags }) => /F.*S/.test(flags)).map(({ raw }) => raw),
  refuse: async () => ({ disposal: { how: 'move', folder: 'no//name' }, relent: async () => undefined }),
});

const letter = (raw: Buffer): MailToPost => ({
  from: 'site01@mail.test',
  to: 'common@mail.test',
  raw,
  messageId: '<malleposte.1@mail.test>',
});

describeWithMailhost('real mail servers', (host) => {
  describeMailbox('Dovecot by IMAP over TLS', async () => backendOn(host(), 'imaps'));
  describeMailbox('Dovecot by POP3 over TLS', async () => backendOn(host(), 'pop3s'));

  it.each(['imap', 'pop3'] as const)('Dovecot by %s and STARTTLS lists, fetches and disposes', async (scheme) => {
    const backend = backendOn(host(), scheme);
    await backend.empty();
    await host().deliver(user, [mailOf('keep', 'x\r\n'), mailOf('drop', 'x\r\n')]);
    const mailbox = must(await backend.open({ readOnly: false }));
    const ids = must(await mailbox.list()).map(({ id }) => id);
    expect((await collect(mailbox.fetch(ids, limit))).map((mail) => must(mail).id)).toEqual(ids);
    must(await mailbox.dispose(ids.slice(1), { how: 'delete' }));
    must(await mailbox.close());
    expect((await host().messages(user)).map(({ raw }) => raw.includes('Subject: keep'))).toEqual([true]);
  });

  describe('Dovecot by IMAP', () => {
    const open = (folder = 'INBOX'): ReturnType<ReturnType<typeof openMailboxAt>> =>
      openMailboxAt(urlOf(`imaps://${user}@localhost:${host().ports.imaps}/${folder}`), {
        credentials: login,
        trust: { ca: host().ca },
        timeoutMs: 10_000,
      })({ readOnly: false });

    it('moves mails into a folder with letters beyond ASCII', async () => {
      await host().empty(user);
      await host().deliver(
        user,
        Array.from({ length: 30 }, (_, at) => mailOf(`mail ${at}`, 'x\r\n')),
      );
      const mailbox = must(await open());
      const ids = must(await mailbox.list()).map(({ id }) => id);
      must(await mailbox.dispose(ids, { how: 'move', folder: 'Traités' }));
      expect(must(await mailbox.list())).toEqual([]);
      must(await mailbox.close());
      const done = must(await open(encodeURIComponent('Traités')));
      expect(must(await done.list()).length).toBe(30);
      must(await done.close());
    });

    it('says which folder there is not', async () => {
      expect(await open('Nowhere')).toMatchObject({ error: { kind: 'no-such-folder', folder: 'Nowhere', retry: 'never' } });
    });

    it('reports a mail that somebody else removed meanwhile as gone, and goes on', async () => {
      await host().empty(user);
      await host().deliver(user, [mailOf('one', 'x\r\n'), mailOf('two', 'x\r\n'), mailOf('three', 'x\r\n')]);
      const mailbox = must(await open());
      const ids = must(await mailbox.list()).map(({ id }) => id);
      const other = must(await open());
      must(await other.dispose([ids[1]!], { how: 'delete' }));
      must(await other.close());
      expect((await collect(mailbox.fetch(ids, limit))).map(kindOf)).toEqual(['ok', 'gone', 'ok']);
      must(await mailbox.close());
    });
  });

  describe.each(Object.keys(outboxes) as (keyof typeof outboxes)[])('Exim by %s', (scheme) => {
    const opener = (
      trust: TlsTrust,
      credentials: Credentials | undefined = { user: 'site01', type: 'password', password: 'site01-pw' },
    ): OpenOutbox =>
      openOutboxAt(urlOf(`${scheme}://site01@localhost:${host().ports[outboxes[scheme]]}`), { credentials, trust, timeoutMs: 10_000 });

    it('brings mails over unchanged, several by one connection, 5 MB too', async () => {
      await host().empty(user);
      const raws = [...samples.map(({ raw }) => raw), bigMail()];
      const outbox = must(await opener({ ca: host().ca })({}));
      expect(must(await outbox.maxBytes())).toBe(128 * 1024 * 1024);
      for (const raw of raws) must(await outbox.post(letter(raw)));
      await outbox.close();
      await expect.poll(async () => (await host().messages(user)).length, { timeout: 10_000 }).toBe(raws.length);
      const mailbox = must(await backendOn(host(), 'pop3s').open({ readOnly: true }));
      const ids = must(await mailbox.list()).map(({ id }) => id);
      const arrived = (await collect(mailbox.fetch(ids, limit))).map((mail) => must(mail).raw);
      must(await mailbox.close());
      for (const raw of raws) expect(arrived.some((mail) => endsAs(mail, raw))).toBe(true);
    });

    it('refuses an unknown recipient for good and defers what it cannot deliver now, then goes on', async () => {
      const outbox = must(await opener({ ca: host().ca })({}));
      const mail = letter(mailOf('one', 'x\r\n'));
      expect(await outbox.post({ ...mail, to: 'nobody@mail.test' })).toMatchObject({ error: { kind: 'refused', retry: 'never' } });
      expect(await outbox.post({ ...mail, to: 'defer@mail.test' })).toMatchObject({ error: { kind: 'deferred', retry: 'later' } });
      must(await outbox.post({ ...mail, to: 'devnull@mail.test' }));
      await outbox.close();
    });

    it('wants the right password and a trusted certificate', async () => {
      const wrong: Credentials = { user: 'site01', type: 'password', password: 'wrong' };
      expect(kindOf(await opener({ ca: host().ca }, wrong)({}))).toBe('credentials');
      const untrusted = await opener({})({});
      expect(kindOf(untrusted)).toBe('certificate');
      const fingerprint = untrusted.ok || untrusted.error.kind !== 'certificate' ? '' : untrusted.error.fingerprint;
      expect(fingerprint).toBe(await fingerprintOf(host()));
      await must(await opener({ fingerprint })({})).close();
    });
  });
});

/** Exim and Dovecot put their headers in front, and Exim takes a blank at the end of a header away. */
const endsAs = (mail: Buffer, raw: Buffer): boolean => mail.subarray(-raw.length).equals(raw);

const fingerprintOf = async (host: Mailhost): Promise<string> => {
  const { X509Certificate } = await import('node:crypto');
  return new X509Certificate(await readFile(join(host.folder, 'tls', 'server.pem'))).fingerprint256;
};
