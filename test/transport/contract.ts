/**
 * What every mailbox and outbox must do, whatever is behind it: one suite for memory, Maildir, POP3 and IMAP, in this process
 * and on real servers. A backend says how to start it and what it cannot have; the reason stands in the test's name.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../src/result.ts';
import type { Disposal, FetchedMail, Mailbox, MailSummary, OpenMailbox, TransportError } from '../../src/transport/port.ts';
import { bigMail, mailOf, samples } from './samples.ts';

export type Backend = {
  readonly open: OpenMailbox;
  /** Puts a mail into the mailbox and waits until it is there. */
  deliver(raw: Buffer): Promise<void>;
  /** Everything that a person would see changed: mails, their flags, their bytes; sorted. */
  picture(): Promise<readonly string[]>;
  empty(): Promise<void>;
  /** What lies in another folder of the mailbox; absent where there are none, and mails are neither moved nor flagged. */
  moved?(folder: string): Promise<readonly Buffer[]>;
  /** The waiting mails that are flagged and seen. */
  flagged?(): Promise<readonly Buffer[]>;
  /** Makes the mailbox refuse a disposal until it is called back, and says which. */
  refuse?(): Promise<{ readonly disposal: Disposal; relent(): Promise<void> }>;
  /** Servers on the way put trace headers in front of a mail. */
  readonly prepends?: boolean;
  readonly marksFetched?: boolean;
  /** A backend with logins and hosts gives openers that must fail. */
  readonly withWrongPassword?: OpenMailbox;
  readonly withUnknownHost?: OpenMailbox;
  /** Takes the server away, with all its connections; the suite calls it last. */
  stop?(): Promise<void>;
  close(): Promise<void>;
};

export const limit = 40_000_000;

export const must = <T>(outcome: Result<T, TransportError>): T => {
  if (!outcome.ok) throw new Error(`unexpected ${JSON.stringify(outcome.error)}`);
  return outcome.value;
};

export const kindOf = (outcome: Result<unknown, TransportError>): string => (outcome.ok ? 'ok' : outcome.error.kind);

export const collect = async (
  mails: AsyncIterable<Result<FetchedMail, TransportError>>,
): Promise<readonly Result<FetchedMail, TransportError>[]> => {
  const all: Result<FetchedMail, TransportError>[] = [];
  for await (const mail of mails) all.push(mail);
  return all;
};

const idsOf = (summaries: readonly MailSummary[]): readonly string[] => summaries.map(({ id }) => id);

const subjectOf = ({ headers }: MailSummary): string => /^Subject: (.*)\r?$/m.exec(Buffer.from(headers).toString('latin1'))?.[1] ?? '';

/** Servers on the way put headers in front; some keep line ends as LF. */
const endsAs = (mail: Buffer, raw: Buffer): boolean =>
  mail.toString('latin1').replaceAll('\r\n', '\n').endsWith(raw.toString('latin1').replaceAll('\r\n', '\n'));

export const describeMailbox = (name: string, start: () => Promise<Backend>): void => {
  describe(`the mailbox contract on ${name}`, () => {
    let backend: Backend;
    const readWrite = async (): Promise<Mailbox> => must(await backend.open({ readOnly: false }));
    const subjects = async (): Promise<readonly string[]> => {
      const mailbox = await readWrite();
      const waiting = must(await mailbox.list());
      must(await mailbox.close());
      return waiting.map(subjectOf);
    };
    const deliverAll = async (...raws: readonly Buffer[]): Promise<void> => {
      for (const raw of raws) await backend.deliver(raw);
    };

    beforeAll(async () => {
      backend = await start();
    });
    beforeEach(() => backend.empty());
    afterAll(() => backend?.close());

    it('an empty mailbox lists nothing and is no error (L7)', async () => {
      const mailbox = await readWrite();
      expect(must(await mailbox.list())).toEqual([]);
      expect(await collect(mailbox.fetch([], limit))).toEqual([]);
      must(await mailbox.dispose([], { how: 'delete' }));
      must(await mailbox.close());
    });

    it('lists every waiting mail in order of arrival, with its headers and without its body', async () => {
      await deliverAll(mailOf('one', 'body one\r\n'), mailOf('two', 'body two\r\n'), mailOf('three', 'body three\r\n'));
      const mailbox = await readWrite();
      const waiting = must(await mailbox.list());
      expect(waiting.map(subjectOf)).toEqual(['one', 'two', 'three']);
      expect(new Set(idsOf(waiting)).size).toBe(3);
      expect(waiting.some(({ headers }) => Buffer.from(headers).includes('body'))).toBe(false);
      must(await mailbox.close());
    });

    it.each(samples)('fetches a mail with $quirk byte for byte', async ({ raw }) => {
      await deliverAll(raw);
      const mailbox = await readWrite();
      const [waiting] = must(await mailbox.list());
      const [fetched] = await collect(mailbox.fetch([waiting!.id], limit));
      const mail = must(fetched!);
      expect(backend.prepends ? mail.raw.subarray(-raw.length) : mail.raw).toEqual(raw);
      expect(mail.raw.length).toBe(waiting!.bytes);
      must(await mailbox.close());
    });

    it('fetches a mail of 5 MB byte for byte', async () => {
      const raw = bigMail();
      await deliverAll(raw);
      const mailbox = await readWrite();
      const [waiting] = must(await mailbox.list());
      const [fetched] = await collect(mailbox.fetch([waiting!.id], limit));
      expect(must(fetched!).raw.subarray(-raw.length).equals(raw)).toBe(true);
      must(await mailbox.close());
    });

    it('fetches many mails in the order asked for, across batches', async () => {
      const names = Array.from({ length: 45 }, (_, at) => `mail ${at}`);
      await deliverAll(...names.map((name) => mailOf(name, `${name}\r\n`)));
      const mailbox = await readWrite();
      const backwards = [...idsOf(must(await mailbox.list()))].reverse();
      const fetched = await collect(mailbox.fetch(backwards, limit));
      expect(fetched.map((mail) => must(mail).id)).toEqual(backwards);
      expect(fetched.map((mail) => must(mail).raw.toString('latin1').split('\r\n').at(-2))).toEqual([...names].reverse());
      must(await mailbox.close());
    });

    it('a mail that is gone or too large is an error in its place and the others come', async () => {
      await deliverAll(mailOf('first', 'a\r\n'), mailOf('large', `${'x'.repeat(900)}\r\n`.repeat(10)), mailOf('last', 'c\r\n'));
      const mailbox = await readWrite();
      const [first, large, last] = idsOf(must(await mailbox.list()));
      const fetched = await collect(mailbox.fetch([first!, 'no-such-id', large!, last!], 5_000));
      expect(fetched.map(kindOf)).toEqual(['ok', 'gone', 'too-large', 'ok']);
      must(await mailbox.close());
    });

    it('goes on after a consumer that stops early', async () => {
      await deliverAll(...Array.from({ length: 25 }, (_, at) => mailOf(`mail ${at}`, 'x\r\n')));
      const mailbox = await readWrite();
      const ids = idsOf(must(await mailbox.list()));
      for await (const fetched of mailbox.fetch(ids, limit)) {
        must(fetched);
        break;
      }
      must(await mailbox.dispose([ids[0]!], { how: 'delete' }));
      must(await mailbox.close());
      expect((await subjects()).length).toBe(24);
    });

    it('deletes the mails named and no others, for good', async () => {
      await deliverAll(mailOf('keep one', 'x\r\n'), mailOf('drop', 'x\r\n'), mailOf('keep two', 'x\r\n'), mailOf('drop too', 'x\r\n'));
      const mailbox = await readWrite();
      const [, drop, , dropToo] = idsOf(must(await mailbox.list()));
      must(await mailbox.dispose([drop!, dropToo!], { how: 'delete' }));
      must(await mailbox.close());
      expect(await subjects()).toEqual(['keep one', 'keep two']);
    });

    it('an id outlives the session', async () => {
      await deliverAll(mailOf('keep', 'x\r\n'), mailOf('drop', 'x\r\n'));
      const before = await readWrite();
      const [keep, drop] = idsOf(must(await before.list()));
      must(await before.close());
      const after = await readWrite();
      const [fetched] = await collect(after.fetch([keep!], limit));
      expect(must(fetched!).raw.includes('Subject: keep')).toBe(true);
      must(await after.dispose([drop!], { how: 'delete' }));
      must(await after.close());
      expect(await subjects()).toEqual(['keep']);
    });

    it('deleting a mail that is already gone is no error', async () => {
      await deliverAll(mailOf('drop', 'x\r\n'), mailOf('keep', 'x\r\n'));
      const first = await readWrite();
      const [drop] = idsOf(must(await first.list()));
      must(await first.dispose([drop!], { how: 'delete' }));
      must(await first.close());
      const second = await readWrite();
      must(await second.dispose([drop!], { how: 'delete' }));
      must(await second.close());
      expect(await subjects()).toEqual(['keep']);
    });

    it('lists of the ids asked for those that are there, asked from the server again', async () => {
      await deliverAll(mailOf('one', 'x\r\n'), mailOf('two', 'x\r\n'), mailOf('three', 'x\r\n'), mailOf('four', 'x\r\n'));
      const first = await readWrite();
      const all = must(await first.list());
      const [one, two, three, four] = idsOf(all);
      expect(must(await first.list([]))).toEqual([]);
      expect(must(await first.list([four!, 'no-such-id', one!, one!]))).toEqual([all[0], all[3]]);
      must(await first.dispose([two!], { how: 'delete' }));
      expect(idsOf(must(await first.list([two!, three!])))).toEqual([three]);
      must(await first.close());
      const second = await readWrite();
      expect(must(await second.list([three!, two!, one!])).map(subjectOf)).toEqual(['one', 'three']);
      must(await second.close());
    });

    it('moves the mails named into a folder that it makes, unchanged, and no others (mailboxes with folders)', async (context) => {
      if (!backend.moved) return context.skip('this backend has one folder only');
      const raws = [mailOf('away', 'x\r\n'), mailOf('keep', 'x\r\n'), mailOf('away too', 'y\r\n')];
      await deliverAll(...raws);
      const mailbox = await readWrite();
      const [away, , awayToo] = idsOf(must(await mailbox.list()));
      must(await mailbox.dispose([away!, awayToo!], { how: 'move', folder: 'Done' }));
      must(await mailbox.dispose([away!], { how: 'move', folder: 'Done' }));
      must(await mailbox.close());
      expect(await subjects()).toEqual(['keep']);
      const moved = await backend.moved('Done');
      expect(moved.length).toBe(2);
      for (const raw of [raws[0]!, raws[2]!]) expect(moved.filter((mail) => endsAs(mail, raw)).length).toBe(1);
    });

    it('flags the mails named and no others; they stay and are listed (mailboxes with flags)', async (context) => {
      if (!backend.flagged) return context.skip('this backend has no flags');
      const raws = [mailOf('flagged', 'x\r\n'), mailOf('plain', 'y\r\n')];
      await deliverAll(...raws);
      const mailbox = await readWrite();
      const before = idsOf(must(await mailbox.list()));
      must(await mailbox.dispose([before[0]!], { how: 'flag' }));
      must(await mailbox.dispose([before[0]!], { how: 'flag' }));
      expect(idsOf(must(await mailbox.list()))).toEqual(before);
      must(await mailbox.close());
      const flagged = await backend.flagged();
      expect(flagged.map((mail) => endsAs(mail, raws[0]!))).toEqual([true]);
    });

    it('a disposal that it does not know touches nothing, and the session goes on', async (context) => {
      if (backend.moved) return context.skip('this backend knows them all');
      await deliverAll(mailOf('one', 'x\r\n'));
      const mailbox = await readWrite();
      const ids = idsOf(must(await mailbox.list()));
      for (const disposal of [{ how: 'move', folder: 'Done' }, { how: 'flag' }] as const)
        expect(await mailbox.dispose(ids, disposal)).toMatchObject({
          error: { kind: 'unsupported', disposal: disposal.how, retry: 'never' },
        });
      expect(idsOf(must(await mailbox.list()))).toEqual(ids);
      must(await mailbox.dispose(ids, { how: 'delete' }));
      must(await mailbox.close());
      expect(await subjects()).toEqual([]);
    });

    it('a disposal that is refused says so, takes nothing, and the session goes on', async (context) => {
      if (!backend.refuse) return context.skip('this server refuses nothing on request; the scripted ones do');
      await deliverAll(mailOf('one', 'x\r\n'), mailOf('two', 'x\r\n'));
      const mailbox = await readWrite();
      const ids = idsOf(must(await mailbox.list()));
      const { disposal, relent } = await backend.refuse();
      expect(await mailbox.dispose(ids, disposal)).toMatchObject({ error: { kind: 'disposal-refused', retry: 'later' } });
      expect(idsOf(must(await mailbox.list()))).toEqual(ids);
      await relent();
      must(await mailbox.dispose([ids[0]!], { how: 'delete' }));
      must(await mailbox.close());
      expect(await subjects()).toEqual(['two']);
    });

    it('an id that never was takes nobody’s mail', async () => {
      await deliverAll(mailOf('one', 'x\r\n'), mailOf('two', 'x\r\n'));
      const mailbox = await readWrite();
      const ids = idsOf(must(await mailbox.list()));
      // IMAP sees that the id is none of its UIDVALIDITY; for the others it is a mail that is gone.
      expect(['ok', 'protocol']).toContain(kindOf(await mailbox.dispose(['1:1', 'no-such-id'], { how: 'delete' })));
      expect(idsOf(must(await mailbox.list()))).toEqual(ids);
      must(await mailbox.close());
      expect(await subjects()).toEqual(['one', 'two']);
    });

    it('read-only, listing and fetching leave everything as it was, unread, and disposing is a bug', async () => {
      await deliverAll(mailOf('one', 'x\r\n'), mailOf('two', 'y\r\n'));
      const before = await backend.picture();
      const mailbox = must(await backend.open({ readOnly: true }));
      const ids = idsOf(must(await mailbox.list()));
      expect((await collect(mailbox.fetch(ids, limit))).map(kindOf)).toEqual(['ok', 'ok']);
      await expect(mailbox.dispose(ids, { how: 'delete' })).rejects.toThrow('read-only');
      must(await mailbox.close());
      expect(await backend.picture()).toEqual(before);
    });

    it('listing marks nothing as read, read-write neither', async () => {
      await deliverAll(mailOf('one', 'x\r\n'));
      const before = await backend.picture();
      const mailbox = await readWrite();
      must(await mailbox.list());
      must(await mailbox.close());
      expect(await backend.picture()).toEqual(before);
    });

    it('fetching marks nothing as read, read-write neither', async (context) => {
      if (backend.marksFetched) return context.skip('RETR is a reading for this POP3 server; read-only we ask by TOP');
      await deliverAll(mailOf('one', 'x\r\n'));
      const before = await backend.picture();
      const mailbox = await readWrite();
      await collect(mailbox.fetch(idsOf(must(await mailbox.list())), limit));
      must(await mailbox.close());
      expect(await backend.picture()).toEqual(before);
    });

    it('a wrong password is a matter of credentials, for a person (backends with a login)', async (context) => {
      if (!backend.withWrongPassword) return context.skip('this backend has no login');
      const outcome = await backend.withWrongPassword({ readOnly: true });
      expect(outcome).toMatchObject({ ok: false, error: { kind: 'credentials', retry: 'never' } });
    });

    it('an unknown host is unreachable and stops at the name (backends with a host)', async (context) => {
      if (!backend.withUnknownHost) return context.skip('this backend has no host');
      const steps: string[] = [];
      const outcome = await backend.withUnknownHost({ readOnly: true, onStep: (step) => steps.push(step) });
      expect(kindOf(outcome)).toBe('unreachable');
      expect(steps).toEqual(['name']);
    });

    it('a server that goes away is an error, never an empty mailbox (L5), and then unreachable', async (context) => {
      if (!backend.stop) return context.skip('this backend has no server');
      await deliverAll(mailOf('one', 'x\r\n'));
      const mailbox = await readWrite();
      const ids = idsOf(must(await mailbox.list()));
      await backend.stop();
      expect(kindOf(await mailbox.list())).toBe('unreachable');
      expect((await collect(mailbox.fetch(ids, limit))).map(kindOf)).toEqual(['unreachable']);
      expect(kindOf(await mailbox.dispose(ids, { how: 'delete' }))).toBe('unreachable');
      // With nothing to lose there may be nothing to say.
      expect(['ok', 'unreachable']).toContain(kindOf(await mailbox.close()));
      expect(kindOf(await backend.open({ readOnly: true }))).toBe('unreachable');
    });
  });
};
