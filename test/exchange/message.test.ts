/** Our mails: written once and for all, found again after any journey, and nothing else taken for one. */
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../src/exchange/base64.ts';
import { defaultLimits, type Limits } from '../../src/exchange/limits.ts';
import { findEnvelope, findEnvelopeByParser } from '../../src/exchange/message.ts';
import { readOwnShape } from '../../src/exchange/own-shape.ts';
import { altered } from '../hostile/gateways.ts';
import { attachmentPart, multipart, textPart, topHeaders, wrappedAt } from '../hostile/mail-forge.ts';
import { envelopeOf, inventoryLike, mailWith } from './samples.ts';

const envelope = envelopeOf(inventoryLike(30_000, 3).subarray(0, 30_001));

const outcomeOf = async (raw: Buffer | string, limits: Limits = defaultLimits): Promise<string> => {
  const found = await findEnvelope(Buffer.isBuffer(raw) ? raw : Buffer.from(raw, 'latin1'), limits);
  return found.ok ? (found.value.bytes.equals(envelope) ? 'found' : 'another') : found.error.reason;
};

describe('a composed mail', () => {
  it('has the headers of the protocol, a plain text and one attachment, and CRLF everywhere', async () => {
    const raw = await mailWith(envelope, { auto: 'replied', inReplyTo: 'asked@mail.test' });
    expect(raw.toString('latin1')).not.toMatch(/[^\r]\n|\r[^\n]/);
    const mail = await simpleParser(raw);
    expect(mail.messageId).toBe('<malleposte.00112233445566778899aabbccddeeff@mail.test>');
    expect(mail.inReplyTo).toBe('<asked@mail.test>');
    expect(mail.references).toBe('<asked@mail.test>');
    expect(mail.headers.get('auto-submitted')).toBe('auto-replied');
    expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
    expect(mail.headers.get('x-malleposte')).toBe('1');
    expect(mail.date).toEqual(new Date('2026-11-22T02:00:00Z'));
    expect(mail.from?.value).toEqual([{ address: 'lyon@mail.test', name: 'Agence de Lyon' }]);
    expect(mail.text).toContain('Inventaires du site « lyon » : 12 fichiers.');
    expect(mail.html).toBe(false);
    expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['01234567-1.malle', 'application/octet-stream'],
    ]);
    expect(raw.toString('latin1')).toContain('\r\nSubject: Iparc Distant : Inventaire lyon 3.42 1/1\r\n');
  });

  it('is the same bytes each time it is composed', async () => {
    expect((await mailWith(envelope)).equals(await mailWith(envelope))).toBe(true);
  });

  it('lets no name or subject add a header or a recipient', async () => {
    const raw = await mailWith(envelope, {
      subject: 'x\r\nBcc: evil@x.test',
      from: { name: 'a\r\nBcc: evil@x.test', address: 'lyon@mail.test' },
    });
    const mail = await simpleParser(raw);
    expect(mail.bcc).toBeUndefined();
    expect(mail.to).toMatchObject({ value: [{ address: 'commun@mail.test' }] });
  });
});

describe('the envelope of a mail', () => {
  it('comes with the same headers by the short way and by the parser', async () => {
    const raw = await altered('trace-headers-on-top', envelope);
    const parsed = await findEnvelopeByParser(raw, defaultLimits);
    const found = await findEnvelope(raw, defaultLimits);
    expect(found).toMatchObject({ ok: true, value: { headers: { returnPath: 'lyon@mail.test' } } });
    expect(parsed.ok && parsed.value.headers).toEqual(found.ok && found.value.headers);
  });

  it('is found by the short way as composed and with other line widths, of every length', async () => {
    for (let length = 0; length < 200; length++) {
      const content = envelopeOf(inventoryLike(300, length).subarray(0, length));
      const raw = await mailWith(
        content,
        length % 2 === 0 ? {} : { text: 'Plain ASCII.\n', from: { name: 'Été', address: 'x@mail.test' } },
      );
      expect(readOwnShape(raw, defaultLimits.maxHeaderBytes)?.equals(content)).toBe(true);
    }
    for (const name of [
      'base64-wrapped-at-64',
      'base64-wrapped-at-60',
      'base64-on-one-line',
      'trace-headers-on-top',
      'empty-lines-at-the-end',
    ]) {
      const raw = await altered(name, envelope);
      expect(readOwnShape(raw, defaultLimits.maxHeaderBytes)?.equals(envelope), name).toBe(true);
    }
  });

  it('never differs between the two ways, whatever byte of a mail changes', async () => {
    const raw = await mailWith(envelopeOf(Buffer.from('short body')));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(raw.length - 1),
        fc.constantFrom(0, 10, 13, 32, 34, 45, 58, 59, 61, 65, 95, 0xe9),
        fc.boolean(),
        async (at, byte, isInserted) => {
          const changed = Buffer.concat([raw.subarray(0, at), Buffer.from([byte]), raw.subarray(isInserted ? at : at + 1)]);
          const short = readOwnShape(changed, defaultLimits.maxHeaderBytes);
          if (!short) return;
          const parsed = await findEnvelopeByParser(changed, defaultLimits);
          expect(parsed.ok && parsed.value.bytes.equals(short)).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('a mail is refused', () => {
  it('without an envelope', async () => {
    expect(await outcomeOf('')).toBe('no-envelope');
    expect(await outcomeOf(`${topHeaders}\r\nBonjour`)).toBe('no-envelope');
    expect(await outcomeOf(topHeaders + multipart([textPart, attachmentPart(Buffer.from('PK\u0003\u0004'))]))).toBe('no-envelope');
    expect(await outcomeOf(topHeaders + multipart([textPart, attachmentPart(Buffer.from('MALLEPOSTE/2\nkind: DATA\n'))]))).toBe(
      'no-envelope',
    );
  });

  it('with two different ones', async () => {
    const other = envelopeOf(Buffer.from('other'));
    expect(await outcomeOf(topHeaders + multipart([attachmentPart(envelope), attachmentPart(other)]))).toBe('ambiguous');
    const forwarded = `Content-Type: message/rfc822\r\n\r\n${(await mailWith(other)).toString('latin1')}`;
    expect(await outcomeOf(topHeaders + multipart([attachmentPart(envelope), forwarded]))).toBe('ambiguous');
  });

  it('when two readers could read it differently', async () => {
    const twice = `Content-Type: text/plain\r\n${topHeaders}${multipart([attachmentPart(envelope)])}`;
    expect(await outcomeOf(twice)).toBe('ambiguous');
    const boundaries = `${topHeaders}Content-Type: multipart/mixed; boundary=a; boundary=outer-1\r\n\r\n--outer-1\r\n${attachmentPart(envelope)}\r\n--outer-1--\r\n`;
    expect(await outcomeOf(boundaries)).toBe('ambiguous');
    const encodings = attachmentPart(envelope, 'Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: 7bit');
    expect(await outcomeOf(topHeaders + multipart([encodings]))).toBe('ambiguous');
  });

  it('at every place where it can be cut', async () => {
    const raw = await mailWith(envelopeOf(inventoryLike(3000, 5)));
    const closing = raw.lastIndexOf('--=_malleposte');
    const places = Array.from({ length: 60 }, (_, index) => Math.floor(((index + 1) * (closing - 1)) / 60));
    for (const place of places)
      expect(['truncated', 'no-envelope', 'unparsable'], `at ${place}`).toContain(await outcomeOf(raw.subarray(0, place)));
    expect(await outcomeOf(raw.subarray(0, closing))).toBe('truncated');
  });

  it('when an outer boundary ends a multipart that was still open', async () => {
    const inner = multipart([textPart, attachmentPart(envelope)], { boundary: 'inner' }).replace('--inner--', '');
    expect(await outcomeOf(topHeaders + multipart([inner, textPart]))).toBe('truncated');
  });

  it('when its base64 is damaged, by both ways', async () => {
    const raw = (await mailWith(envelope)).toString('latin1');
    const start = raw.lastIndexOf('\r\n\r\n') + 300;
    for (const damage of ['*', '-', '_', '=', '\u00e9', '', 'AB', '=\r\n=']) {
      expect(await outcomeOf(`${raw.slice(0, start)}${damage}${raw.slice(start + 1)}`), JSON.stringify(damage)).toBe('unparsable');
    }
  });
});

describe('limits hold before a MIME parser sees the mail', () => {
  const many = (count: number): string => topHeaders + multipart(Array.from({ length: count }, () => textPart));
  const nested = (depth: number, content: string): string =>
    depth === 0 ? content : multipart([nested(depth - 1, content)], { boundary: `level-${depth}` });

  it('on the mail, its header blocks, its parts and its depth', async () => {
    expect(await outcomeOf(await mailWith(envelope), { ...defaultLimits, maxMessageBytes: 20_000 })).toBe('limits');
    expect(await outcomeOf(`X: ${'y'.repeat(300_000)}\r\n${topHeaders}${attachmentPart(envelope)}`)).toBe('limits');
    expect(await outcomeOf(topHeaders + multipart([`X: ${'y'.repeat(300_000)}\r\n${attachmentPart(envelope)}`]))).toBe('limits');
    expect(await outcomeOf(many(20))).toBe('no-envelope');
    expect(await outcomeOf(many(21))).toBe('limits');
    expect(await outcomeOf(topHeaders + nested(4, attachmentPart(envelope)))).toBe('found');
    expect(await outcomeOf(topHeaders + nested(5, attachmentPart(envelope)))).toBe('limits');
  });

  it('through forwarded mails too', async () => {
    const forwarded = (depth: number): string =>
      depth === 0 ? topHeaders + attachmentPart(envelope) : `${topHeaders}Content-Type: message/rfc822\r\n\r\n${forwarded(depth - 1)}`;
    expect(await outcomeOf(forwarded(4))).toBe('found');
    expect(await outcomeOf(forwarded(5))).toBe('limits');
  });

  it('and hostile structures take no time', async () => {
    const hostile: readonly string[] = [
      many(20_000),
      topHeaders + nested(3000, textPart),
      `${topHeaders}Content-Type: multipart/mixed${'; a=b'.repeat(50_000)}; boundary=x\r\n\r\n--x--`,
      `${topHeaders}Content-Type: multipart/mixed; boundary=${' '.repeat(200_000)}x\r\n\r\n--x--`,
      `${topHeaders}From: ${'"(<,@'.repeat(50_000)}\r\nContent-Type: ${'text/plain;'.repeat(10_000)}\r\n\r\nx`,
      `${topHeaders}Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x'.repeat(500_000)}`,
      `${topHeaders}Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--\n'.repeat(1_000_000)}`,
      topHeaders + multipart([`Content-Transfer-Encoding: quoted-printable\r\n\r\n${'='.repeat(2_000_000)}`]),
      topHeaders + multipart([`Content-Transfer-Encoding: base64\r\n\r\n${'='.repeat(2_000_000)}`]),
    ];
    for (const [index, mail] of hostile.entries()) {
      const startedAt = performance.now();
      expect(['limits', 'no-envelope', 'ambiguous', 'unparsable', 'truncated']).toContain(await outcomeOf(mail));
      expect(performance.now() - startedAt, `hostile mail ${index}`).toBeLessThan(5000);
    }
  });

  it('and no arrangement of MIME words makes it throw', async () => {
    const word = fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=a\r\n',
      '--a\r\n',
      '--a--\r\n',
      '\r\n',
      'Content-Type: message/rfc822\r\n',
      'Content-Transfer-Encoding: base64\r\n',
      'TUFMTEVQT1NURS8xCg==',
      'begin 644 a\r\n',
      '-34%,3$503U-412\\Q"@``\r\n`\r\nend\r\n',
      'eJ8+IgEA',
      'Content-Type: multipart/mixed; boundary*0=a; boundary*1*=%61\r\n',
      ' ',
      '--b',
      '\0',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 25 }), async (words) => {
        const found = await findEnvelope(Buffer.from(words.join('')), defaultLimits);
        expect(found.ok ? found.value.bytes.toString() : found.error.kind).toMatch(/^(MALLEPOSTE\/1\n|bad-message)/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('strict base64', () => {
  it('decodes what any program wraps, and nothing that is damaged', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 500 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom('\r\n', '\n', ' \r\n'),
        (bytes, width, end) => {
          const content = Buffer.from(bytes);
          expect(decodeBase64(Buffer.from(wrappedAt(width, end)(content)))?.equals(content)).toBe(true);
        },
      ),
    );
    for (const text of ['QQ=', 'QQ', 'Q===', 'QUJD=', 'QQ==QQ==', 'QU*D', 'QU-D', 'QUJDR', '====', 'QUJD\u00a0']) {
      expect(decodeBase64(Buffer.from(text, 'latin1')), text).toBeUndefined();
    }
  });
});
