/** Mails whose structure is a weapon, a contradiction, or broken. Judged by `findEnvelope`, then as an envelope. */
import { mailWith } from '../exchange/samples.ts';
import { accepted, type HostileCase, ignored, noise, type Outcome, refused } from './case.ts';
import { envelope, otherEnvelope } from './envelope-forge.ts';
import { attachmentPart, crlf, latin1, mailOf, multipart, rawPart, textPart, topHeaders, uuencoded } from './mail-forge.ts';
import { attachment, attachmentData, attachmentInProperties, messageAttributes, properties, sized, tnef } from './tnef-forge.ts';

const mail = (name: string, says: string, expect: Outcome, make: () => Buffer | string | Promise<Buffer>): HostileCase => ({
  name,
  says,
  expect,
  build: async () => {
    const made = await make();
    return typeof made === 'string' ? latin1(topHeaders + made) : made;
  },
});

const found = accepted('the envelope');
const nothing = ignored('no-envelope');
const limits = refused('limits');
const ambiguous = refused('ambiguous');
const truncated = refused('truncated');
const unparsable = refused('unparsable');

const part = attachmentPart(envelope);
const otherPart = attachmentPart(otherEnvelope);

const nested = (depth: number, content: string): string =>
  depth === 0 ? content : multipart([nested(depth - 1, content)], { boundary: `level-${depth}` });

const forwarded = (depth: number): string =>
  depth === 0 ? topHeaders + part : `${topHeaders}Content-Type: message/rfc822${crlf}${crlf}${forwarded(depth - 1)}`;

const sizes: readonly HostileCase[] = [
  mail('ten-thousand-parts', 'Ten thousand parts.', limits, () => mailOf(...Array.from({ length: 10_000 }, () => textPart))),
  mail('parts-at-the-limit', 'Nineteen texts and our attachment.', found, () =>
    mailOf(...Array.from({ length: 19 }, () => textPart), part),
  ),
  mail('parts-beyond-the-limit', 'Twenty texts and our attachment.', limits, () =>
    mailOf(...Array.from({ length: 20 }, () => textPart), part),
  ),
  mail('depth-4', 'Our attachment in four multiparts.', found, () => nested(4, part)),
  mail('depth-5', 'Our attachment in five.', limits, () => nested(5, part)),
  mail('depth-50', 'Our attachment in fifty.', limits, () => nested(50, part)),
  mail('forwarded-once', 'Our mail in a mail.', found, () => latin1(forwarded(1))),
  mail('forwarded-six-times', 'Our mail in a mail in a mail, six times.', limits, () => latin1(forwarded(6))),
  mail('header-of-300-kib', 'A header of 300 KiB.', limits, () => `X: ${'y'.repeat(300_000)}${crlf}${part}`),
  mail('part-header-of-300-kib', 'The header of a part, of 300 KiB.', limits, () => multipart([`X: ${'y'.repeat(300_000)}${crlf}${part}`])),
  mail(
    'twenty-thousand-boundaries',
    'A Content-Type with twenty thousand boundaries.',
    limits,
    () => `Content-Type: multipart/mixed${'; boundary=b'.repeat(20_000)}${crlf}${crlf}--b--`,
  ),
  mail('forty-thousand-parameters', 'Forty thousand parameters that nobody asked for.', found, () =>
    multipart([part]).replace('multipart/mixed', `multipart/mixed${'; a=b'.repeat(40_000)}`),
  ),
  mail(
    'boundary-in-a-hundred-pieces',
    'A boundary in a hundred pieces.',
    limits,
    () => `Content-Type: multipart/mixed${Array.from({ length: 100 }, (_, index) => `; boundary*${index}=b`).join('')}${crlf}${crlf}x`,
  ),
  mail(
    'near-delimiters',
    'Half a million lines that nearly are a delimiter.',
    truncated,
    () => `Content-Type: multipart/mixed; boundary=x${crlf}${crlf}${'--y\n'.repeat(500_000)}`,
  ),
  mail(
    'address-by-the-hundred-thousand',
    'A sender of a hundred thousand brackets and quotes.',
    found,
    () => `From: ${'"(<,@'.repeat(40_000)}${crlf}${part}`,
  ),
  mail('nothing', 'No byte at all.', nothing, () => Buffer.alloc(0)),
  mail('noise', 'A megabyte of noise.', nothing, () => noise(1_000_000, 3)),
];

/** A mail with this Content-Type around one part with our envelope. */
const typed = (type: string, boundary = 'outer-1'): string =>
  `Content-Type: ${type}${crlf}${crlf}--${boundary}${crlf}${part}${crlf}--${boundary}--${crlf}`;

const ambiguities: readonly HostileCase[] = [
  mail(
    'type-twice',
    'Two Content-Types: one reader sees a text, the other our attachment.',
    ambiguous,
    () => `Content-Type: text/plain${crlf}${multipart([part])}`,
  ),
  mail('encoding-twice', 'Two encodings of one part.', ambiguous, () =>
    multipart([attachmentPart(envelope, `Content-Type: a/b${crlf}Content-Transfer-Encoding: 7bit`)]),
  ),
  mail('boundary-twice', 'Two boundaries.', ambiguous, () => typed('multipart/mixed; boundary=a; boundary=outer-1')),
  mail('boundary-plain-and-in-pieces', 'A boundary, and another in pieces: readers of RFC 2231 and others part here.', ambiguous, () =>
    typed('multipart/mixed; boundary=outer-1; boundary*0=a; boundary*1=b'),
  ),
  mail('boundary-piece-missing', 'The second piece of a boundary is missing.', ambiguous, () =>
    typed('multipart/mixed; boundary*0=outer; boundary*2=-1'),
  ),
  mail('boundary-empty', 'An empty boundary.', unparsable, () => typed('multipart/mixed; boundary=""', '')),
  mail('boundary-absent', 'A multipart without a boundary.', unparsable, () => typed('multipart/mixed')),
  mail('boundary-with-a-line-end', 'A boundary whose percent signs hide a line end.', unparsable, () =>
    typed("multipart/mixed; boundary*=us-ascii''outer%0D%0A-1"),
  ),
  mail(
    'boundary-used-twice',
    'The inner multipart has the outer one’s boundary: whichever a reader means, our attachment is the same.',
    found,
    () => multipart([multipart([part])]),
  ),
  mail('boundary-prefix-of-another', 'The outer boundary begins like the inner one.', found, () =>
    multipart([multipart([part], { boundary: 'outer-1-inner' })]),
  ),
  mail('two-envelopes', 'Two different envelopes.', ambiguous, () => mailOf(part, otherPart)),
  mail('two-envelopes-one-forwarded', 'One envelope, and another in a forwarded mail.', ambiguous, async () =>
    mailOf(part, rawPart('Content-Type: message/rfc822', await mailWith(otherEnvelope))),
  ),
  mail('two-envelopes-one-in-winmail-dat', 'One envelope, and another in a winmail.dat.', ambiguous, () =>
    mailOf(part, attachmentPart(tnef(attachment(otherEnvelope)))),
  ),
  mail('two-envelopes-one-uuencoded', 'Our mail as composed, and another envelope uuencoded in its text.', ambiguous, async () => {
    const raw = (await mailWith(envelope)).toString('latin1');
    return latin1(
      raw.replace(
        /(quoted-printable\r\n\r\n)/,
        `$1begin 644 x${crlf}${uuencoded(otherEnvelope).replaceAll('=', '=3D').replaceAll('$', '$$$$')}${crlf}end${crlf}`,
      ),
    );
  }),
  mail('two-envelopes-one-as-text', 'One envelope, and another that is the text.', ambiguous, () =>
    mailOf(attachmentPart(otherEnvelope, 'Content-Type: text/plain'), part),
  ),
  mail(
    'message-partial',
    'A piece of a mail that a server cut in two.',
    nothing,
    () => `Content-Type: message/partial; id=a; number=1; total=2${crlf}${crlf}${topHeaders}${part}`,
  ),
  mail('smuggled-line-ends', 'A delimiter behind a bare CR, which some servers take for a line end.', found, () =>
    mailOf(`${textPart}\r--outer-1\r${otherPart.replaceAll(crlf, '\r')}`, part),
  ),
  mail('mixed-line-ends', 'Half of the lines end with LF, half with CRLF.', found, () => {
    let line = 0;
    return latin1(
      mailOf(textPart, part)
        .toString('latin1')
        .replaceAll(crlf, () => (line++ % 2 === 0 ? '\n' : crlf)),
    );
  }),
  mail('header-with-nul', 'NUL in a header.', found, () => `X-A: a\0b${crlf}${part}`),
  mail(
    'header-with-bare-cr',
    'A bare CR in a header, behind which another Content-Type stands.',
    found,
    () => `X-A: a\rContent-Type: text/plain${crlf}${part}`,
  ),
  mail('header-without-a-colon', 'A header line without a colon.', found, () => `what is this${crlf}${part}`),
  mail('type-of-nobody', 'A Content-Type that is nothing but semicolons.', found, () =>
    attachmentPart(envelope, `Content-Type: ${';'.repeat(10_000)}`),
  ),
];

const base64At = (at: number, change: string): Promise<Buffer> =>
  mailWith(envelope).then((raw) => {
    const text = raw.toString('latin1');
    const start = text.lastIndexOf(`${crlf}${crlf}`) + at;
    return latin1(text.slice(0, start) + change + text.slice(start + 1));
  });

const base64Cases: readonly HostileCase[] = [
  ...Object.entries({
    asterisk: '*',
    hyphen: '-',
    underscore: '_',
    equals: '=',
    accent: '\u00e9',
    nothing: '',
    'one-more': 'AB',
    nul: '\0',
  }).map(([name, letter]) =>
    mail(`base64-with-${name}`, `One letter of the base64 became ${JSON.stringify(letter)}.`, unparsable, () => base64At(404, letter)),
  ),
  mail('base64-with-another-letter', 'One letter of the base64 became another.', refused('digest'), () => base64At(3000, 'x')),
  mail(
    'base64-with-another-letter-in-the-header',
    'The same, in the line of the signature, which is no base64url any more.',
    refused('no-signature'),
    () => base64At(700, 'x'),
  ),
  mail('base64-without-padding', 'A base64 whose padding was cut.', unparsable, () =>
    mailOf(attachmentPart(withoutThird).replace(/=+\r\n$/, crlf)),
  ),
  mail('base64-cut-in-a-group', 'A base64 that ends within a group.', unparsable, () => mailOf(part.replace(/.{3}\r\n$/, crlf))),
  mail('base64-with-text-behind', 'A line of text behind the base64, in its part.', unparsable, () => mailOf(`${part}-- ${crlf}Scanned`)),
];

/** A byte shorter, so that its base64 ends with padding whatever its length was. */
const withoutThird = envelope.subarray(0, envelope.length - ((envelope.length % 3) + 1));

const breaks: readonly HostileCase[] = [
  ...[10, 30, 50, 70, 90].map((percent) =>
    mail(`cut-at-${percent}-percent`, `The first ${percent} % of our mail.`, truncated, async () => {
      const raw = await mailWith(envelope);
      return raw.subarray(0, Math.floor((raw.length * percent) / 100));
    }),
  ),
  mail('closing-delimiter-missing', 'All but the closing delimiter.', truncated, () =>
    latin1(mailOf(textPart, part).toString('latin1').replace('--outer-1--', '')),
  ),
  mail('closing-delimiter-of-the-inner-missing', 'The outer multipart ends the inner one.', truncated, () =>
    multipart([multipart([part], { boundary: 'inner' }).replace('--inner--', '')]),
  ),
  mail(
    'opening-delimiter-missing',
    'A multipart that only closes.',
    nothing,
    () => `Content-Type: multipart/mixed; boundary=x${crlf}${crlf}${part}${crlf}--x--${crlf}`,
  ),
  mail('headers-alone', 'A mail that breaks off in its headers.', unparsable, () => 'Content-Type: multipart/mi'),
  mail('another-protocol', 'An envelope of a later protocol.', nothing, () =>
    mailOf(attachmentPart(Buffer.from('MALLEPOSTE/2\nkind: DATA\n'))),
  ),
  mail('envelope-as-plain-text', 'Somebody pasted an envelope into a text: there it is, and a line end is gone.', refused('length'), () =>
    latin1(`${topHeaders}${crlf}${envelope.toString('latin1').slice(0, -1)}`),
  ),
  mail('yenc', 'An attachment in yEnc, which mail never took up.', nothing, () =>
    mailOf(
      textPart,
      `Content-Type: text/plain${crlf}${crlf}=ybegin line=128 size=9 name=a.malle${crlf}${'\u0077\u006b'.repeat(9)}${crlf}=yend size=9${crlf}`,
    ),
  ),
  mail('binhex', 'An attachment in BinHex.', nothing, () =>
    mailOf(
      textPart,
      `Content-Type: application/mac-binhex40${crlf}${crlf}(This file must be converted with BinHex 4.0)${crlf}:$f0bEh0SF\`d:${crlf}`,
    ),
  ),
];

const uuLines = uuencoded(envelope).split(crlf);
const uuMail = (lines: readonly string[]): string => [crlf, 'begin 644 a.malle', ...lines].join(crlf);

const uuencodeCases: readonly HostileCase[] = [
  mail('uuencode-without-end', 'A uuencoded file that breaks off.', unparsable, () => uuMail(uuLines.slice(0, 20))),
  mail('uuencode-with-a-line-missing', 'A line is missing: the file is shorter.', refused('length'), () =>
    uuMail([...uuLines.slice(0, 30), ...uuLines.slice(31), 'end', '']),
  ),
  mail('uuencode-with-a-foreign-letter', 'A letter that uuencode does not have.', unparsable, () =>
    uuMail([...uuLines.slice(0, 30), `M{${uuLines[30]?.slice(2) ?? ''}`, ...uuLines.slice(31), 'end', '']),
  ),
  mail('uuencode-with-a-long-line', 'A line longer than its first letter says.', unparsable, () =>
    uuMail([...uuLines.slice(0, 30), `${uuLines[30] ?? ''}ABC`, ...uuLines.slice(31), 'end', '']),
  ),
  mail('uuencode-of-another-file', 'A picture, uuencoded.', nothing, () => uuMail([...uuencoded(noise(500, 1)).split(crlf), 'end', ''])),
  mail(
    'uuencode-begun-without-end',
    'A quarter of a million beginnings.',
    nothing,
    () => `${crlf}${`begin 644 x${crlf}M`.repeat(250_000)}`,
  ),
  mail(
    'uuencode-of-many-envelopes',
    'A thousand envelopes in one text.',
    limits,
    () => `${crlf}${`begin 644 x${crlf}${uuencoded(otherEnvelope)}${crlf}end${crlf}`.repeat(1000)}`,
  ),
];

const winmail = (name: string, says: string, expect: Outcome, blob: () => Buffer): HostileCase =>
  mail(`winmail-dat-${name}`, says, expect, () =>
    mailOf(textPart, attachmentPart(blob(), 'Content-Type: application/ms-tnef; name=winmail.dat')),
  );

const tnefInTnef = (depth: number): Buffer =>
  depth === 0 ? tnef(attachment(envelope)) : tnef(attachmentInProperties(tnefInTnef(depth - 1), 0x000d));

const tnefCases: readonly HostileCase[] = [
  winmail('without-attachments', 'A rich text and nothing else.', nothing, () => tnef(messageAttributes)),
  winmail('of-another-file', 'A picture in a winmail.dat.', nothing, () => tnef([...messageAttributes, ...attachment(noise(500, 1))])),
  winmail('empty', 'The signature and the key.', nothing, () => tnef([])),
  winmail('cut', 'A winmail.dat that breaks off in our attachment.', nothing, () =>
    tnef([...messageAttributes, ...attachment(envelope)]).subarray(0, 2000),
  ),
  winmail('with-a-length-of-gigabytes', 'The data is said to have four gigabytes.', nothing, () =>
    tnef([...messageAttributes, attachmentData(envelope, 0xffffffff)]),
  ),
  winmail('with-a-length-too-small', 'The data is said to end a hundred bytes earlier.', refused('length'), () =>
    tnef([attachmentData(envelope, envelope.length - 100)]),
  ),
  winmail(
    'with-a-length-too-big',
    'The data is said to end a byte later: the checksum’s first byte is taken along.',
    refused('length'),
    () => tnef([attachmentData(envelope, envelope.length + 1)]),
  ),
  winmail('with-a-level-of-nobody', 'An attribute of level 3, then our attachment.', nothing, () =>
    tnef([{ level: 3 as 1, id: 1, content: Buffer.alloc(4) }, ...attachment(envelope)]),
  ),
  winmail('with-a-property-of-gigabytes', 'A property is said to have four gigabytes.', nothing, () =>
    tnef([properties([sized(0x0102, 0x3701, envelope, 0xffffffff)])]),
  ),
  winmail(
    'with-a-property-of-a-type-of-nobody',
    'A property of an unknown type, whose length nobody can know, in front of ours.',
    nothing,
    () => tnef([properties([sized(0x0999, 1, Buffer.alloc(4)), sized(0x0102, 0x3701, envelope)])]),
  ),
  winmail('with-a-billion-values', 'A property of four billion empty values.', nothing, () =>
    tnef([properties([Buffer.from('1e100130ffffffff', 'hex'), Buffer.alloc(100_000)])]),
  ),
  winmail('nested-thrice', 'A message in a message in a message.', found, () => tnefInTnef(2)),
  winmail('nested-a-hundred-times', 'A hundred messages in each other.', limits, () => tnefInTnef(100)),
  winmail('with-a-thousand-attachments', 'A thousand attachments.', limits, () =>
    tnef(Array.from({ length: 1000 }, () => attachmentData(Buffer.from('x')))),
  ),
  winmail('with-the-same-envelope-twice', 'Our attachment as data and as a property, as some versions write.', found, () =>
    tnef([...attachment(envelope), ...attachmentInProperties(envelope, 0x0102)]),
  ),
  mail('winmail-dat-with-a-damaged-base64', 'A winmail.dat whose base64 lost a letter.', unparsable, () =>
    latin1(
      mailOf(attachmentPart(tnef(attachment(envelope))))
        .toString('latin1')
        .replace(/(.{40})./, (line) => line)
        .replace(/(\r\n\r\neJ.{20})./, '$1*'),
    ),
  ),
];

/** In which Python's email does not find what we find. */
const lenient: Readonly<Record<string, string>> = {
  'header-without-a-colon': 'For Python the header ends there.',
  'winmail-dat-nested-thrice': 'Python does not know TNEF.',
  'winmail-dat-with-the-same-envelope-twice': 'Python does not know TNEF.',
};

const asLenient = (one: HostileCase): HostileCase => {
  const reason = lenient[one.name];
  return reason === undefined ? one : { ...one, lenient: reason };
};

export const mimeCases: readonly HostileCase[] = [...sizes, ...ambiguities, ...base64Cases, ...breaks, ...uuencodeCases, ...tnefCases].map(
  asLenient,
);
