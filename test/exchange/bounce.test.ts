/** What each mail of fixtures/mails means, and that no bytes whatever make the reader throw, wait or invent an id. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bounce, isAutomatic, mayBeBounce, readBounce } from '../../src/exchange/bounce.ts';
import { type BounceCause, isSizeRefusal } from '../../src/exchange/bounce-cause.ts';
import { readHeaders } from '../../src/exchange/headers.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { idOf, mailNamed, mailNames } from './mails.ts';

const read = (raw: Buffer): Bounce | undefined => readBounce(raw, defaultLimits);

type Row = readonly [name: string, ids: readonly string[], cause: BounceCause, status: string, detail: string, form: 'strict' | 'guessed'];

const bounces: readonly Row[] = [
  ['bounce-cut-off', ['1e'], 'too-large', '5.3.4', '552 5.3.4 Message size exceeds fixed limit', 'guessed'],
  ['bounce-domino-not-listed', ['12'], 'bad-address', '5.0.0', 'User iparc (iparc@siege.example) not listed in Domino Directory', 'strict'],
  ['bounce-exchange-french-html-only', ['05'], 'too-large', '', 'La taille de ce message dépasse', 'guessed'],
  ['bounce-exchange-french-quota', ['04'], 'mailbox-full', '5.2.2', '550 5.2.2 STOREDRV.Deliver; mailbox full', 'strict'],
  ['bounce-exim-unknown-user', ['01'], 'bad-address', '', '550 no such user here', 'guessed'],
  ['bounce-expired-after-five-days', ['14'], 'expired', '4.4.1', '421 mx.siege.example is resting', 'strict'],
  ['bounce-global-utf8', ['17'], 'mailbox-full', '5.2.2', '552 5.2.2 boîte pleine', 'strict'],
  ['bounce-gmail-policy-552-5.7.0', ['06'], 'policy', '5.7.0', '552-5.7.0 Blocked: the content may be a security issue.', 'strict'],
  ['bounce-gmx-german-unknown-user', ['10'], 'bad-address', '', 'Ihre Nachricht konnte nicht zugestellt werden', 'guessed'],
  ['bounce-microsoft-365-german-blocked-attachment', ['13'], 'policy', '5.7.1', '550 5.7.1 TRANSPORT.RULES.RejectMessage', 'strict'],
  ['bounce-nested-base64', ['0d'], 'policy', '5.7.1', '554 5.7.1 attachment type .malle is not allowed here', 'guessed'],
  ['bounce-of-a-receipt', ['1a', '1b'], 'policy', '5.7.606', 'access denied', 'strict'],
  ['bounce-one-of-two-reached', ['16'], 'bad-address', '5.4.4', 'Host or domain name not found', 'strict'],
  ['bounce-postfix-too-large', ['02'], 'too-large', '5.3.4', '552 5.3.4 Message size exceeds fixed limit', 'strict'],
  ['bounce-qmail', ['03'], 'bad-address', '5.1.1', '550 5.1.1 <iparc@siege.example>: user unknown in the table', 'guessed'],
  ['bounce-sendmail-from-nobody', ['19'], 'bad-address', '5.1.2', '550 5.1.2 <iparc@siege.example>... Host unknown', 'guessed'],
  ['bounce-two-content-types', ['1d'], 'too-large', '5.2.3', '', 'guessed'],
  ['bounce-without-report-part', ['15'], 'bad-address', '5.1.1', 'The message was returned. Reason: #5.1.1', 'guessed'],
  ['bounce-yahoo-over-quota', ['11'], 'mailbox-full', '', '552: 192.0.2.25: Requested mail action aborted', 'guessed'],
  ['delayed-exim-text', ['08'], 'delayed', '4.7.1', '451 4.7.1 greylisted, please come back', 'guessed'],
  ['delayed-postfix', ['07'], 'delayed', '4.4.1', 'connect to mx.siege.example[192.0.2.25]:25: timed out', 'strict'],
];

/** With what the headers alone say: whether it is worth downloading, whether it is automatic. */
const others: readonly (readonly [name: string, mayBe: boolean, automatic: boolean])[] = [
  ['forged-bounce-without-id', true, true],
  ['list-post', false, true],
  ['out-of-office-french', true, true],
  ['question-of-a-person', false, false],
  ['read-receipt', false, true],
  ['renamed-by-gateway', false, false],
  ['stripped-by-gateway', false, false],
  ['success-dsn', true, true],
  ['success-microsoft-french', true, true],
];

describe('a bounce', () => {
  it.each(bounces)('%s is read', (...row: Row) => {
    const [name, ids, cause, status, detail, form] = row;
    const bounce = read(mailNamed(name));
    expect(bounce).toEqual({
      messageIds: ids.map(idOf),
      cause,
      status,
      detail: expect.stringContaining(detail),
      isStrict: form === 'strict',
    });
    expect(bounce?.detail.length).toBeLessThanOrEqual(300);
  });

  it.each(bounces)('%s is known by its headers, and nobody answers it', (name) => {
    const headers = readHeaders(mailNamed(name));
    expect(mayBeBounce(headers)).toBe(true);
    expect(isAutomatic(headers)).toBe(true);
  });

  it.each(others)('%s is none', (name, mayBe, automatic) => {
    const headers = readHeaders(mailNamed(name));
    expect(read(mailNamed(name))).toBeUndefined();
    expect(mayBeBounce(headers)).toBe(mayBe);
    expect(isAutomatic(headers)).toBe(automatic);
  });

  it('stands in one of these tables, whatever fixture there is', () => {
    expect([...bounces, ...others].map(([name]) => name).sort()).toEqual(mailNames);
  });

  it('is none when it is larger than a mail may be', () => {
    const raw = mailNamed('bounce-qmail');
    expect(readBounce(raw, { ...defaultLimits, maxMessageBytes: raw.length - 1 })).toBeUndefined();
  });

  it('brings no control or direction character into a log, and no more than 300 characters', () => {
    const said = `550 5.1.1 \u001b[31m\u202eno such user ${'x'.repeat(5000)}`;
    const raw = mailNamed('delayed-postfix').toString('latin1').replace('Action: delayed', 'Action: failed');
    const bounce = read(Buffer.from(raw.replace('X-Postfix; connect', `smtp; ${said} `), 'utf8'));
    expect(bounce?.detail).toMatch(/^550 5\.1\.1 \[31mno such user x{200,}$/);
    expect(bounce?.detail).toHaveLength(300);
  });

  it('with a hundred thousand ids gives twenty', () => {
    const ids = Array.from({ length: 100_000 }, (_, at) => `malleposte.${at.toString(16).padStart(32, '0')}@x.test`);
    const startedAt = performance.now();
    expect(read(Buffer.concat([mailNamed('bounce-qmail'), Buffer.from(ids.join('\n'))]))?.messageIds).toHaveLength(20);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('automatic mail', () => {
  const automatic = (...lines: readonly string[]): boolean => isAutomatic(readHeaders(Buffer.from(lines.join('\r\n'))));

  it('is known by any of the signs that programs leave', () => {
    const signs = ['Auto-Submitted: auto-replied', 'Precedence: junk', 'Precedence: auto_reply', 'List-Id: <a.b>', 'Return-Path: <>'];
    for (const sign of [...signs, 'X-Autoreply: yes', 'X-Autorespond: x']) expect(automatic(sign), sign).toBe(true);
  });

  it('is not what a person sends, nor what says that it is ours', () => {
    expect(automatic('From: a@x.test', 'Auto-Submitted: no', 'Precedence: normal', 'X-Auto-Response-Suppress: All')).toBe(false);
    expect(automatic('Auto-Submitted: auto-generated', `Message-ID: <${idOf('aa')}>`)).toBe(false);
  });
});

describe('a refusal at SMTP means "too large"', () => {
  it.each([
    ['5.3.4', '552 5.3.4 Message size exceeds fixed limit'],
    ['5.2.3', '552-5.2.3 Your mail is over 25 MB'],
    ['', '552 Message size exceeds maximum permitted'],
    ['552', 'no'],
    ['5.3.0', '552 5.3.0 no'],
    ['5.0.0', '554 5.0.0 message too big'],
    ['5.7.1', '550 5.7.1 message size exceeds what the policy allows'],
    ['5.6.0', '554 5.6.0 La taille du message dépasse la taille autorisée'],
  ])('with %s, %s', (code, answer) => expect(isSizeRefusal(code, answer)).toBe(true));

  it.each([
    ['5.7.0', '552-5.7.0 This content may be a security issue'],
    ['5.2.2', '552 5.2.2 <iparc> Quota exceeded'],
    ['', '552 Requested mail action aborted: exceeded storage allocation'],
    ['', '552 attachment blocked'],
    ['5.1.1', '550 5.1.1 no such user'],
    ['4.3.1', '452 4.3.1 insufficient system storage'],
    ['', '550 host 192.0.2.55 said 10.552.3.1'],
    ['', ''],
  ])('but not with %s, %s', (code, answer) => expect(isSizeRefusal(code, answer)).toBe(false));
});

describe('whatever arrives', () => {
  const fixture = fc.constantFrom(...mailNames);

  /** All that a mail could be seen to quote: its bytes, and those of its encoded lines. */
  const visible = (raw: Buffer): string => {
    const text = raw.toString('latin1');
    const unfolded = text.replace(/=[ \t]*\r?\n/g, '').replace(/[=+]([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    return `${text}\n${unfolded}`;
  };

  it('a truncated mail never makes it throw, at any byte, nor invent an id', () => {
    for (const name of mailNames) {
      const raw = mailNamed(name);
      for (let length = 0; length < raw.length; length++) {
        const ids = read(raw.subarray(0, length))?.messageIds ?? [];
        if (name !== 'bounce-nested-base64') for (const id of ids) expect(visible(raw)).toContain(id);
      }
    }
  });

  it('a mutated mail never makes it throw, nor yield an id that it does not hold', () => {
    const mutation = fc.record({
      at: fc.nat(8000),
      cut: fc.nat(40),
      put: fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('\r\n\r\n', '--', ':', '=')),
    });
    fc.assert(
      fc.property(fixture, fc.array(mutation, { minLength: 1, maxLength: 6 }), (name, mutations) => {
        let raw = mailNamed(name);
        for (const { at, cut, put } of mutations) {
          const place = at % raw.length;
          raw = Buffer.concat([raw.subarray(0, place), Buffer.from(put), raw.subarray(place + cut)]);
        }
        const bounce = read(raw);
        const seen = visible(raw);
        for (const id of bounce?.messageIds ?? []) {
          expect(id).toMatch(/^malleposte\.[0-9a-f]{32}@[A-Za-z0-9.-]+$/);
          expect(name === 'bounce-nested-base64' || seen.includes(id), id).toBe(true);
        }
        expect(bounce?.detail ?? '').not.toMatch(/[\r\n\u0000-\u001f]/);
      }),
      { numRuns: 2000 },
    );
  });

  it('hostile bounces take no time', () => {
    const head = 'From: MAILER-DAEMON@x.test\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n';
    const id = idOf('ff');
    const fillings: Readonly<Record<string, string>> = {
      'beginnings of ids': 'malleposte.'.repeat(1_000_000),
      'one long line of digits': '4.4.'.repeat(1_000_000),
      'opening tags': '<p'.repeat(2_000_000),
      'words that begin phrases': 'message size exceed message quota '.repeat(100_000),
      dashes: '-'.repeat(4_000_000),
      blanks: ' '.repeat(4_000_000),
      'empty lines': '\r\n'.repeat(2_000_000),
      'blank lines': ' \r\n'.repeat(1_000_000),
      fields: 'Action: failed\r\n\r\n'.repeat(200_000),
      folds: `Diagnostic-Code: x${'\r\n y'.repeat(1_000_000)}`,
      'reply codes': '552 '.repeat(1_000_000),
      'message-id lines': 'Message-ID:\r\n'.repeat(300_000),
    };
    for (const type of [
      'text/plain',
      'text/html',
      'message/delivery-status',
      'message/rfc822',
      'text/plain\r\nContent-Transfer-Encoding: quoted-printable',
    ]) {
      for (const [name, filling] of Object.entries(fillings)) {
        const raw = Buffer.from(`${head}Content-Type: ${type}\r\n\r\n${filling}\r\n${id}\r\n--b--\r\n`);
        const startedAt = performance.now();
        read(raw);
        expect(performance.now() - startedAt, `${type}: ${name}`).toBeLessThan(1500);
      }
    }
  });
});
