/** What is kept of headers in a listing, and how UIDs are written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerBlockOf, keptHeadersOf } from '../../src/transport/headers.ts';
import { asRange, idOf, uidOf, uidsIn } from '../../src/transport/imap-ids.ts';

const block = Buffer.from(
  `${'Received: from a\r\n\tby b\r\n'.repeat(200)}SUBJECT : one\r\n two\r\nX-Subject: no\r\nMessage-ID: <a@b>\r\n\r\n`,
  'latin1',
);

describe('the headers of a listing', () => {
  it('are kept whole in a mailbox of usual size', () => {
    expect(keptHeadersOf(block, 1_000)).toEqual(block);
  });

  it('are cut to the fields that tell mails apart in a huge one, folds and all', () => {
    expect(keptHeadersOf(block, 50_000).toString()).toBe('SUBJECT : one\r\n two\r\nMessage-ID: <a@b>\r\n\r\n');
  });

  it('stay within their share, whatever they are', () => {
    expect(keptHeadersOf(Buffer.from(`Subject: ${'x'.repeat(100_000)}\r\n\r\n`), 1_000_000).length).toBe(1_024);
  });

  it('end at the first empty line', () => {
    expect(headerBlockOf(Buffer.from('a: b\r\n\r\nbody\r\n\r\n')).toString()).toBe('a: b\r\n\r\n');
  });
});

describe('UIDs', () => {
  it('come back from a range as they went into it', () => {
    const uid = fc.integer({ min: 1, max: 4_294_967_295 });
    fc.assert(
      fc.property(fc.uniqueArray(uid, { minLength: 1, maxLength: 200 }), (uids) => {
        expect(uidsIn(asRange(uids))).toEqual([...uids].sort((a, b) => a - b));
      }),
    );
  });

  it('of a hostile range are bounded, and nonsense is none', () => {
    expect(uidsIn('1:4294967295').length).toBe(2_000_000);
    for (const range of ['', '*', '1:*', '-1', 'x', '0']) expect(uidsIn(range), range).toEqual([]);
  });

  it('are read back from ids of the same UIDVALIDITY only', () => {
    const headers = Buffer.from('Subject: x\r\n\r\n');
    expect(uidOf(idOf('77', 5, headers), '77')).toBe(5);
    expect(uidOf(idOf('77', 5, headers), '78')).toBeUndefined();
    expect(uidOf(idOf('0', 5, headers), '0')).toBe(5);
    expect(uidOf('0:5', '0')).toBeUndefined();
  });
});
