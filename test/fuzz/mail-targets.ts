/** The readers of mails: envelope, MIME, headers, bounces, winmail.dat. */
import { isDeepStrictEqual } from 'node:util';
import { type Bounce, isAutomatic, mayBeBounce, readBounce } from '../../src/exchange/bounce.ts';
import { assembleEnvelope, checkBody, parseEnvelope } from '../../src/exchange/envelope.ts';
import { readHeaders } from '../../src/exchange/headers.ts';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { findEnvelope, findEnvelopeByParser } from '../../src/exchange/message.ts';
import { isOwnMessageId } from '../../src/exchange/protocol.ts';
import { beginsWithTnef, tnefContents } from '../../src/exchange/tnef.ts';
import { verify } from '../../src/keys/signatures.ts';
import { mailNamed, mailNames } from '../exchange/mails.ts';
import { envelopeOf, mailWith } from '../exchange/samples.ts';
import { corpus } from '../hostile/corpus.ts';
import { envelope, otherEnvelope, sitePublicKey } from '../hostile/envelope-forge.ts';
import { attachment, attachmentInProperties, messageAttributes, tnef } from '../hostile/tnef-forge.ts';
import { insist, type Outcome, outcomeOf, smallOnes, type Target } from './target.ts';

/** The cases of the hostile corpus with this title, as bytes. */
export const hostile = async (title: string): Promise<readonly Buffer[]> => {
  const cases = corpus.find((list) => list.title === title)?.cases ?? [];
  insist(cases.length > 0, `the corpus has a list called ${title}`);
  return smallOnes(await Promise.all(cases.map(({ build }) => build())));
};

const headerWords = [
  'kind: ',
  'org: ',
  'vol: 1/2\n',
  'len: 0\n',
  'x-a: b\n',
  'sig: ',
  'enc: none\n',
  'MALLEPOSTE/1\n',
  'MALLEPOSTE/1 signature\0',
];

/** What was signed by the site before the fuzzing: nothing else may pass as signed. */
let signedBefore: readonly Buffer[] = [];

const envelopeTarget: Target = {
  name: 'envelope',
  words: headerWords,
  seeds: async () => {
    const seeds = [envelope, otherEnvelope, ...(await hostile('Envelopes'))];
    signedBefore = seeds.map(signedPartOf);
    return [...seeds, envelopeOf(Buffer.alloc(0)), envelopeOf(Buffer.from('x'), { kind: 'TEST', enc: 'none', extensions: {} })];
  },
  run: (bytes) =>
    outcomeOf(parseEnvelope(bytes), (parsed) => {
      const { header, signature, body, signedBytes } = parsed;
      insist(assembleEnvelope(header, signature, body).equals(bytes), 'a header has one form');
      const isSigned = verify(sitePublicKey, signedBytes, signature);
      insist(!isSigned || signedBefore.some((signed) => signed.equals(signedBytes)), 'only what was signed is taken for signed');
      return { parsed, isSigned, isWhole: checkBody(parsed).ok };
    }),
};

/** What a seed says was signed, also where the rest of it is refused: a later edit may mend that rest. */
const signedPartOf = (seed: Buffer): Buffer => {
  const end = seed.indexOf('\nsig: ') + 1;
  return Buffer.concat([Buffer.from('MALLEPOSTE/1 signature\0', 'latin1'), seed.subarray(0, end)]);
};

const mimeWords = [
  ...[
    '\r\n--outer-1\r\n',
    '--outer-1--',
    '\r\n\r\n',
    'Content-Type: multipart/mixed; boundary="outer-1"\r\n',
    'boundary=',
    '\r\n ',
    '=0D=0A',
  ],
  ...['Content-Transfer-Encoding: base64\r\n', 'Content-Transfer-Encoding: quoted-printable\r\n', 'begin 644 x\r\n', '\r\nend\r\n', '`'],
  ...['Content-Type: message/rfc822\r\n\r\n', 'Content-Type: application/ms-tnef\r\n', 'x-uuencode', 'MALLEPOSTE/1\n', 'TUFMTEVQT1NURS8x'],
  ...[
    'Content-Disposition: attachment; filename*0=a\r\n',
    "boundary*=utf-8''outer-1",
    '(comment)',
    'MIME-Version: 1.0\r\n',
    'From me\n',
    '=\r\n',
  ],
];

const mail: Target = {
  name: 'mail',
  words: mimeWords,
  seeds: async () => [
    await mailWith(envelope),
    await mailWith(otherEnvelope, { text: 'MALLEPOSTE/1\n' }),
    ...(await hostile('Gateways')),
    ...(await hostile('Mails')),
  ],
  run: async (raw) => {
    const found = await findEnvelope(raw, defaultLimits);
    const parsed = await findEnvelopeByParser(raw, defaultLimits);
    const isSame = found.ok
      ? parsed.ok && parsed.value.bytes.equals(found.value.bytes)
      : !parsed.ok && parsed.error.reason === found.error.reason;
    insist(isSame, `both ways agree: ${found.ok ? 'an envelope' : found.error.reason}, ${parsed.ok ? 'an envelope' : parsed.error.reason}`);
    return outcomeOf(found);
  },
};

const control = /\p{Cc}/u;

const headers: Target = {
  name: 'headers',
  words: [
    '\r\n ',
    '=?utf-8?B?',
    '=?utf-8?Q?=E9?=',
    '=?iso-2022-jp?B?GyRC?=',
    '=?utf-7?Q?+ADw-?=',
    '?=',
    'From: ',
    '<a@b.fr>',
    '(',
    '"',
    'Subject: ',
  ],
  seeds: () => [
    ...mailNames.map((name) => mailNamed(name).subarray(0, 4000)),
    Buffer.from(
      'From: "A \\" (b)" (c (d)) <a@b.fr>\r\nSubject: =?utf-8?B?w6l0w6k=?= =?UTF-8*fr?Q?_=E9?=\r\n =?x-none?q?a?=\r\nMessage-ID: <1@b>\r\n' +
        'In-Reply-To: <2@b>\r\nReturn-Path: < >\r\nAuto-Submitted: auto-replied; x=y\r\nContent-Type: multipart/report; report-type="delivery-status"\r\n\r\n',
    ),
  ],
  run: (block) => {
    const read = readHeaders(block);
    const texts = Object.values(read).flatMap((value) => (typeof value === 'boolean' ? [] : value));
    insist(
      texts.every((text) => !control.test(text)),
      'no control character leaves the headers',
    );
    return { accepted: { ...read, isAutomatic: isAutomatic(read), mayBeBounce: mayBeBounce(read) } };
  },
};

const bounce: Target = {
  name: 'bounce',
  words: [
    ...[
      'Action: failed\r\n',
      'Status: 5.2.2\r\n',
      'Diagnostic-Code: smtp; 552 5.3.4 too big\r\n',
      'Original-Envelope-Id: ',
      'Final-Recipient: rfc822;',
    ],
    ...[
      'Content-Type: message/delivery-status\r\n',
      'Content-Type: text/rfc822-headers\r\n',
      'report-type=delivery-status',
      '\r\n\r\n',
      '--',
      '+3D',
    ],
    ...['malleposte.00112233445566778899aabbccddeeff@mail.test', 'X-Failed-Recipients: a@b\r\n', 'Content-Transfer-Encoding: base64\r\n'],
  ],
  seeds: () => mailNames.map(mailNamed),
  run: (raw): Outcome => {
    const read = readBounce(raw, defaultLimits);
    if (!read) return { refused: 'no bounce' };
    insistOnBounce(read);
    return { accepted: read };
  },
};

const insistOnBounce = ({ messageIds, detail, status }: Bounce): void => {
  insist(messageIds.length > 0 && messageIds.every(isOwnMessageId), 'a bounce quotes ids of ours');
  insist(detail.length <= 300 && !control.test(detail), 'the detail is one line fit for a log');
  insist(/^(?:|[245]\.\d{1,3}\.\d{1,3})$/.test(status), `a status is one of RFC 3463: ${status}`);
};

const winmail: Target = {
  name: 'winmail',
  seeds: () => [
    tnef([...messageAttributes, ...attachment(envelope), ...attachmentInProperties(otherEnvelope, 0x0102)]),
    tnef(attachmentInProperties(tnef(attachment(Buffer.from('inner'))), 0x000d)),
    tnef([]),
  ],
  run: (blob) => {
    const contents = beginsWithTnef(blob) ? [...tnefContents(blob)] : [];
    insist(contents.reduce((sum, content) => sum + content.length, 0) <= blob.length, 'no more comes out than lies in the blob');
    insist(isDeepStrictEqual(contents, [...tnefContents(blob)].slice(0, contents.length)), 'a second reading gives the same');
    return { accepted: contents.map((content) => Buffer.from(content)) };
  },
};

export const mailTargets: readonly Target[] = [envelopeTarget, mail, headers, bounce, winmail];
