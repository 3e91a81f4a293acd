/** What mail servers, scanners, lists and mail programs do to our mails on their way. Judged by `findEnvelope`, then as an envelope. */
import { mailWith } from '../exchange/samples.ts';
import { accepted, type HostileCase, ignored, type Outcome, refused } from './case.ts';
import { envelope } from './envelope-forge.ts';
import {
  attachmentPart,
  crlf,
  htmlPart,
  latin1,
  mailOf,
  multipart,
  quotedPrintable,
  rawPart,
  textPart,
  topHeaders,
  uuencoded,
  wrappedAt,
} from './mail-forge.ts';
import { attachment, attachmentInProperties, messageAttributes, tnef } from './tnef-forge.ts';
import { hostileZip } from './zip-forge.ts';

/** `raw` is a mail as composed, `content` its envelope. */
type Alter = (raw: Buffer, content: Buffer) => Buffer;

type Alteration = {
  readonly name: string;
  readonly says: string;
  readonly expect: Outcome;
  readonly lenient?: string;
  readonly alter: Alter;
};

const found = accepted('the envelope');

const inText =
  (change: (text: string) => string): Alter =>
  (raw) =>
    latin1(change(raw.toString('latin1')));

/** Our base64 part wrapped otherwise; the rest stays as composed. */
const rewrapped =
  (width: number, end = crlf): Alter =>
  (raw, content) => {
    const text = raw.toString('latin1');
    const start = text.lastIndexOf(`${crlf}${crlf}`) + 4;
    return latin1(`${text.slice(0, start)}${wrappedAt(width, end)(content)}${text.slice(text.indexOf('--=_malleposte', start))}`);
  };

/** A mail with a text and this part, made of the envelope. */
const rebuilt =
  (part: (content: Buffer) => string): Alter =>
  (_, content) =>
    mailOf(textPart, part(content));

/** The attachment with other headers. */
const headed = (headers: string): Alter => rebuilt((content) => attachmentPart(content, headers));

const octets = 'Content-Type: application/octet-stream';

const layout: readonly Alteration[] = [
  { name: 'unaltered', says: 'Nothing happened.', expect: found, alter: (raw) => raw },
  { name: 'base64-wrapped-at-60', says: 'The base64 is wrapped at 60, with bare LF.', expect: found, alter: rewrapped(60, '\n') },
  { name: 'base64-wrapped-at-64', says: 'The base64 is wrapped at 64.', expect: found, alter: rewrapped(64) },
  { name: 'base64-wrapped-at-998', says: 'The base64 is wrapped at 998.', expect: found, alter: rewrapped(998) },
  { name: 'base64-on-one-line', says: 'The base64 stands on one line.', expect: found, alter: rewrapped(10_000_000) },
  { name: 'base64-with-spaces', says: 'Each line of the base64 ends with a space.', expect: found, alter: rewrapped(76, ` ${crlf}`) },
  { name: 'base64-with-empty-lines', says: 'The base64 is double-spaced.', expect: found, alter: rewrapped(76, `${crlf}${crlf}`) },
  {
    name: 'trace-headers-on-top',
    says: 'Every server on the way adds headers.',
    expect: found,
    alter: inText(
      (text) =>
        `Return-Path: <lyon@mail.test>${crlf}Received: from a${crlf}\tby b; Sun, 22 Nov 2026 02:00:00 +0000${crlf}X-Spam-Status: No, score=-1${crlf}${text}`,
    ),
  },
  { name: 'bare-lf', says: 'All line ends are bare LF.', expect: found, alter: inText((text) => text.replaceAll(crlf, '\n')) },
  { name: 'empty-lines-at-the-end', says: 'Empty lines at the end.', expect: found, alter: inText((text) => `${text}${crlf}${crlf}`) },
  {
    name: 'footer-behind-the-last-boundary',
    says: 'A scanner adds its footer behind the last boundary.',
    expect: found,
    alter: inText((text) => `${text}${crlf}-- ${crlf}Scanned by a gateway${crlf}`),
  },
  {
    name: 'footer-in-the-text',
    says: 'A footer is added to the text.',
    expect: found,
    alter: inText((text) => text.replace(/(quoted-printable\r\n\r\n[\s\S]*?)(?=\r\n--)/, `$1${crlf}=C3=89mis par un serveur s=C3=BBr.`)),
  },
  {
    name: 'preamble',
    says: 'A preamble for programs without MIME.',
    expect: found,
    alter: inText((text) => text.replace(`${crlf}${crlf}--`, `${crlf}${crlf}This is a multi-part message.${crlf}--`)),
  },
  {
    name: 'headers-refolded',
    says: 'Headers are folded anew and change their case.',
    expect: found,
    alter: inText((text) => text.replace('Content-Type: multipart/mixed; boundary', `CONTENT-TYPE: multipart/mixed;${crlf}\tboundary`)),
  },
  {
    name: 'spaces-behind-delimiters',
    says: 'Spaces and tabs behind the delimiters.',
    expect: found,
    alter: inText((text) => text.replace(/^(--=_malleposte.*)\r$/gm, '$1 \t\r')),
  },
  {
    name: 'subject-prefixed',
    says: 'A gateway warns in the subject, encoded.',
    expect: found,
    alter: inText((text) => text.replace('Subject: ', 'Subject: =?utf-8?Q?[EXTERNE_=E2=9A=A0]?= ')),
  },
  {
    name: 'our-headers-dropped',
    says: 'X- and Auto- headers are gone.',
    expect: found,
    alter: inText((text) => text.replace(/^(?:X-|Auto-).*\r\n/gm, '')),
  },
];

const structure: readonly Alteration[] = [
  {
    name: 'disclaimer-part',
    says: 'A disclaimer comes as a part of its own.',
    expect: found,
    alter: (_, content) => mailOf(textPart, attachmentPart(content), htmlPart),
  },
  {
    name: 'wrapped-by-a-list',
    says: 'A mailing list puts the mail into one more multipart.',
    expect: found,
    alter: (_, content) => mailOf(multipart([textPart, attachmentPart(content)], { boundary: 'inner' }), textPart),
  },
  {
    name: 'signed-in-clear',
    says: 'A gateway signs the mail by S/MIME, in clear.',
    expect: found,
    alter: (_, content) => {
      const inner = multipart([textPart, attachmentPart(content)], { boundary: 'inner' });
      const signature = `Content-Type: application/pkcs7-signature; name=smime.p7s${crlf}Content-Transfer-Encoding: base64${crlf}${crlf}MIIB${crlf}`;
      return latin1(
        topHeaders + multipart([inner, signature], { type: 'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256' }),
      );
    },
  },
  {
    name: 'mail-is-the-attachment',
    says: 'Single-part: the mail is the attachment.',
    expect: found,
    alter: (_, content) => latin1(topHeaders + attachmentPart(content)),
  },
  {
    name: 'forwarded',
    says: 'Forwarded as an attached mail.',
    expect: found,
    alter: (raw) => mailOf(textPart, rawPart('Content-Type: message/rfc822', raw)),
  },
  {
    name: 'forwarded-inline',
    says: 'Forwarded as an attached mail that is shown inline.',
    expect: found,
    alter: (raw) => mailOf(rawPart(`Content-Type: message/rfc822${crlf}Content-Disposition: inline`, raw)),
  },
  {
    name: 'forwarded-in-base64',
    says: 'The attached mail is in base64, which RFC 2046 forbids and gateways do.',
    expect: found,
    lenient: 'Python reads such a part as an empty mail.',
    alter: (raw) => mailOf(textPart, attachmentPart(raw, 'Content-Type: message/rfc822')),
  },
  {
    name: 'mail-is-a-forwarded-mail',
    says: 'The mail is nothing but another mail.',
    expect: found,
    alter: (raw) => latin1(`${topHeaders}Content-Type: message/rfc822${crlf}${crlf}${raw.toString('latin1')}`),
  },
  {
    name: 'envelope-twice',
    says: 'The same attachment twice.',
    expect: found,
    alter: (_, content) => mailOf(attachmentPart(content), attachmentPart(content)),
  },
  {
    name: 'returned-by-a-bounce',
    says: 'A bounce encloses our mail: the envelope is found, and its signed recipient says that it was not for us.',
    expect: found,
    alter: (raw) => {
      const report = `Content-Type: message/delivery-status${crlf}${crlf}Reporting-MTA: dns; mail.test${crlf}${crlf}Action: failed${crlf}Status: 5.2.2${crlf}`;
      const parts = [textPart, report, rawPart('Content-Type: message/rfc822', raw)];
      return latin1(topHeaders + multipart(parts, { type: 'multipart/report; report-type=delivery-status' }));
    },
  },
  {
    name: 'inside-an-alternative',
    says: 'A mail program puts text and attachment into an alternative.',
    expect: found,
    alter: (_, content) =>
      latin1(
        topHeaders +
          multipart([textPart, multipart([htmlPart, attachmentPart(content)], { type: 'multipart/related', boundary: 'inner' })], {
            type: 'multipart/alternative',
          }),
      ),
  },
  {
    name: 'boundary-with-odd-signs',
    says: 'A boundary of all the signs that RFC 2046 allows.',
    expect: found,
    alter: (_, content) => latin1(topHeaders + multipart([textPart, attachmentPart(content)], { boundary: "=_'()+,-./:?a b" })),
  },
  {
    name: 'boundary-with-a-comment',
    says: 'A comment behind an unquoted boundary.',
    expect: found,
    lenient: 'Python takes the comment for a part of the boundary.',
    alter: (_, content) => inPieces(mailOf(textPart, attachmentPart(content)), 'boundary=outer-1 (a comment)'),
  },
  {
    name: 'boundary-in-pieces',
    says: 'The boundary is written in the pieces of RFC 2231.',
    expect: found,
    alter: (_, content) => inPieces(mailOf(textPart, attachmentPart(content)), `boundary*0="out";${crlf} boundary*1="er-1"`),
  },
  {
    name: 'boundary-with-percent-signs',
    says: 'The boundary is written with the percent signs of RFC 2231.',
    expect: found,
    alter: (_, content) => inPieces(mailOf(textPart, attachmentPart(content)), `boundary*=us-ascii'en'outer%2D1`),
  },
];

/** The attachment as it is, behind a boundary that it does not hold. */
const unencoded =
  (encoding: string): Alter =>
  (_, content) =>
    latin1(
      topHeaders +
        multipart([textPart, rawPart(`${octets}${crlf}Content-Transfer-Encoding: ${encoding}`, content)], { boundary: 'not-in-it' }),
    );

const inPieces = (mail: Buffer, boundary: string): Buffer => latin1(mail.toString('latin1').replace('boundary="outer-1"', boundary));

const encodings: readonly Alteration[] = [
  {
    name: 'quoted-printable',
    says: 'The attachment is made quoted-printable, byte for byte.',
    expect: found,
    alter: rebuilt((content) => `${octets}${crlf}Content-Transfer-Encoding: quoted-printable${crlf}${crlf}${quotedPrintable(content)}`),
  },
  {
    name: 'eight-bit',
    says: 'The attachment is sent as it is, as 8bit.',
    expect: found,
    lenient: 'Python reads text, so that single CRs become line ends.',
    alter: unencoded('8bit'),
  },
  {
    name: 'binary',
    says: 'The attachment is sent as it is, as binary.',
    expect: found,
    lenient: 'Python reads text, so that single CRs become line ends.',
    alter: unencoded('binary'),
  },
  {
    name: 'uuencoded-in-the-text',
    says: 'A gateway from before MIME puts the attachment into the text.',
    expect: found,
    lenient: 'Python decodes only what is declared as uuencode.',
    alter: (_, content) =>
      latin1(`${topHeaders}${crlf}Bonjour${crlf}begin 644 01234567-1.malle${crlf}${uuencoded(content)}${crlf}end${crlf}`),
  },
  {
    name: 'uuencoded-part',
    says: 'The attachment is a part in uuencode.',
    expect: found,
    alter: rebuilt(
      (content) =>
        `${octets}${crlf}Content-Transfer-Encoding: x-uuencode${crlf}${crlf}begin 644 a${crlf}${uuencoded(content)}${crlf}end${crlf}`,
    ),
  },
  {
    name: 'uuencoded-with-spaces-cut',
    says: 'An encoder wrote zeros as spaces, and a server cut those at the ends of lines.',
    expect: found,
    lenient: 'Python decodes only what is declared as uuencode.',
    alter: (_, content) =>
      latin1(
        `${topHeaders}${crlf}begin 644 a${crlf}${uuencoded(content)
          .replaceAll('`', ' ')
          .replace(/ +\r\n/g, crlf)
          .trimEnd()}${crlf}${crlf}end${crlf}`,
      ),
  },
  {
    name: 'winmail-dat',
    says: 'Exchange turns the mail into rich text: the attachment lies in a winmail.dat.',
    expect: found,
    lenient: 'Python does not know TNEF.',
    alter: rebuilt((content) => winmail(tnef([...messageAttributes, ...attachment(content)]))),
  },
  {
    name: 'winmail-dat-with-data-in-properties',
    says: 'The same, with the content among the MAPI properties.',
    expect: found,
    lenient: 'Python does not know TNEF.',
    alter: rebuilt((content) => winmail(tnef([...messageAttributes, ...attachmentInProperties(content, 0x0102)]))),
  },
  {
    name: 'winmail-dat-with-a-forwarded-message',
    says: 'A rich-text mail that encloses the mail with the attachment.',
    expect: found,
    lenient: 'Python does not know TNEF.',
    alter: rebuilt((content) =>
      winmail(tnef([...messageAttributes, ...attachmentInProperties(tnef([...messageAttributes, ...attachment(content)]), 0x000d)])),
    ),
  },
  {
    name: 'winmail-dat-cut-behind-the-attachment',
    says: 'A winmail.dat that breaks off once the attachment is complete.',
    expect: found,
    lenient: 'Python does not know TNEF.',
    alter: rebuilt((content) =>
      winmail(Buffer.concat([tnef([...messageAttributes, ...attachment(content).slice(0, 3)]), Buffer.from([2, 5, 0x90])])),
    ),
  },
];

const winmail = (blob: Buffer): string => attachmentPart(blob, 'Content-Type: application/ms-tnef; name=winmail.dat');

const types: readonly Alteration[] = [
  { name: 'renamed', says: 'The attachment is renamed.', expect: found, alter: headed(`${octets}; name=unsafe.bin.txt`) },
  {
    name: 'typed-by-its-extension',
    says: 'A server invents a type for the extension.',
    expect: found,
    alter: headed('Content-Type: application/x-malle; name=a.malle'),
  },
  {
    name: 'typed-as-text',
    says: 'The attachment is called a text, in base64.',
    expect: found,
    alter: headed('Content-Type: text/plain; charset=utf-16; name=x.txt'),
  },
  {
    name: 'typed-as-a-picture',
    says: 'The attachment is called a picture, shown inline.',
    expect: found,
    alter: headed(`Content-Type: image/png${crlf}Content-Disposition: inline${crlf}Content-ID: <a@b>`),
  },
  {
    name: 'typed-as-a-mail',
    says: 'The attachment is called a mail.',
    expect: found,
    lenient: 'Python reads such a part as an empty mail.',
    alter: headed('Content-Type: message/rfc822'),
  },
  {
    name: 'typed-as-a-zip',
    says: 'The attachment is called a zip.',
    expect: found,
    alter: headed('Content-Type: application/zip; name=x.zip'),
  },
  {
    name: 'encoding-in-capitals',
    says: 'The encoding is written in capitals, with a comment.',
    expect: found,
    lenient: 'Python does not take comments there.',
    alter: inText((text) => text.replace('Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: BASE64 (as usual)')),
  },
  {
    name: 'space-before-the-colon',
    says: 'A space stands before the colon of a header.',
    expect: found,
    lenient: 'Python takes such a name for another.',
    alter: inText((text) => text.replace('Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding : base64')),
  },
  { name: 'without-a-type', says: 'The attachment has no type.', expect: found, alter: headed('X-Part: 1') },
];

/** The one name in the forms that mailers have found for it. */
const nameForms: Readonly<Record<string, readonly [says: string, headers: string]>> = {
  rfc2231: ['RFC 2231', `Content-Disposition: attachment; filename*=utf-8''Comptabilit%C3%A9%20%E2%80%93%20%C3%A9t%C3%A9.xml`],
  'rfc2231-latin1': ['RFC 2231 in ISO 8859-1', `Content-Disposition: attachment; filename*=iso-8859-1'fr'Comptabilit%E9%20%E9t%E9.xml`],
  'rfc2231-in-pieces': [
    'RFC 2231, in pieces',
    `Content-Disposition: attachment;${crlf} filename*0*=utf-8''Comptabilit%C3%A9;${crlf} filename*1*=%20%E2%80%93%20;${crlf} filename*2="t.xml"`,
  ],
  'rfc2231-in-disorder': ['RFC 2231, pieces in disorder', `Content-Disposition: attachment; filename*1="t.xml"; filename*0*=utf-8''%C3%A9`],
  'encoded-word': [
    'an encoded word in a parameter, as Outlook',
    `${octets}; name="=?utf-8?Q?Comptabilit=C3=A9_=E2=80=93_=C3=A9t=C3=A9.xml?="`,
  ],
  'encoded-word-in-base64': [
    'encoded words in base64, over two lines',
    `${octets};${crlf} name="=?utf-8?B?Q29tcHRhYmlsaXTDqQ==?=${crlf} =?utf-8?B?w6l0w6kueG1s?="`,
  ],
  'encoded-word-unquoted': ['an encoded word without quotation marks', `${octets}; name==?iso-8859-1?Q?=E9t=E9.xml?=`],
  'double-encoded': [
    'an encoded word inside RFC 2231',
    `Content-Disposition: attachment; filename*=utf-8''%3D%3Futf-8%3FQ%3F%C3%A9t%C3%A9%3F%3D`,
  ],
  'raw-latin1': ['raw ISO 8859-1', `${octets}; name="Comptabilit\u00e9 - \u00e9t\u00e9.xml"`],
  'raw-utf8': ['raw UTF-8', `${octets}; name="Comptabilit\u00c3\u00a9 \u00e2\u0080\u0093 \u00c3\u00a9t\u00c3\u00a9.xml"`],
  unquoted: ['no quotation marks around a name with spaces', `${octets}; name=Comptabilit\u00e9 - \u00e9t\u00e9.xml`],
  'quote-unclosed': ['a quotation mark that nobody closes', `${octets}; name="Comptabilit\u00e9`],
  'both-parameters': [
    'two names that differ',
    `${octets}; name="a.xml"${crlf}Content-Disposition: attachment; filename*=utf-8''%C3%A9.xml; filename="e.xml"`,
  ],
  path: ['a path that climbs', `Content-Disposition: attachment; filename="../../../etc/cron.d/\u00e9vil"`],
};

const names: readonly Alteration[] = Object.entries(nameForms).map(([form, [says, headers]]) => ({
  name: `attachment-name-${form}`,
  says: `A French name of the attachment: ${says}. No name is ever asked.`,
  expect: found,
  alter: headed(headers),
}));

/** Quoted-printable as for a text: its line ends become those of the mail. */
const asText = (content: Buffer): string =>
  content
    .toString('latin1')
    .split(/\r?\n/)
    .map((line) => quotedPrintable(latin1(line)))
    .join(crlf);

const losses: readonly Alteration[] = [
  {
    name: 'signed-opaquely',
    says: 'A gateway signs the mail by S/MIME, all in one block: not opened.',
    expect: ignored('no-envelope'),
    alter: (raw) =>
      latin1(topHeaders + attachmentPart(raw, 'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m')),
  },
  {
    name: 'zipped',
    says: 'A gateway packs attachments into an archive: not opened.',
    expect: ignored('no-envelope'),
    alter: rebuilt((content) =>
      attachmentPart(hostileZip({ entries: [{ name: '01234567-1.malle', content }] }), 'Content-Type: application/zip; name=a.zip'),
    ),
  },
  {
    name: 'attachment-removed',
    says: 'A scanner replaces the attachment by a note.',
    expect: ignored('no-envelope'),
    alter: () =>
      mailOf(textPart, `Content-Type: text/plain; name="removed.txt"${crlf}${crlf}The attachment 01234567-1.malle was removed.${crlf}`),
  },
  {
    name: 'attachment-emptied',
    says: 'A scanner leaves an attachment of no bytes.',
    expect: ignored('no-envelope'),
    alter: rebuilt(() => attachmentPart(Buffer.alloc(0))),
  },
  {
    name: 'sent-as-text-with-crlf',
    says: 'A gateway takes the attachment for a text and makes every line end CRLF: nothing can undo that.',
    expect: ignored('no-envelope'),
    alter: rebuilt((content) => attachmentPart(latin1(content.toString('latin1').replace(/\r?\n/g, crlf)))),
  },
  {
    name: 'sent-as-text-with-lf',
    says: 'A gateway makes every CRLF of the body LF: the header survives, the body is shorter.',
    expect: refused('length'),
    alter: rebuilt((content) => attachmentPart(latin1(content.toString('latin1').replaceAll(crlf, '\n')))),
  },
  {
    name: 'sent-as-text-quoted-printable',
    says: 'A gateway makes the attachment quoted-printable as a text, line ends and all.',
    expect: ignored('no-envelope'),
    alter: (raw, content) => unencoded('quoted-printable')(raw, latin1(asText(content))),
  },
  {
    name: 'seven-bit',
    says: 'A server from before 8BITMIME takes the eighth bit of every byte.',
    expect: refused('digest'),
    alter: (raw, content) => unencoded('7bit')(raw, Buffer.from(content.map((byte) => byte & 0x7f))),
  },
  {
    name: 'transcoded-to-utf8',
    says: 'A gateway takes the bytes for ISO 8859-1 and writes them as UTF-8.',
    expect: refused('length'),
    alter: rebuilt((content) => attachmentPart(Buffer.from(content.toString('latin1'), 'utf8'))),
  },
  {
    name: 'attachment-cut',
    says: 'A gateway cuts the attachment at a kilobyte and closes the mail properly.',
    expect: refused('length'),
    alter: rebuilt((content) => attachmentPart(content.subarray(0, 1024))),
  },
];

const alterations: readonly Alteration[] = [...layout, ...structure, ...encodings, ...types, ...names, ...losses];

export const gatewayCases: readonly HostileCase[] = alterations.map(({ alter, ...facts }) => ({
  ...facts,
  build: async () => alter(await mailWith(envelope), envelope),
}));

/** A mail as composed around `content`, after the alteration of this name. */
export async function altered(name: string, content: Buffer): Promise<Buffer> {
  const alteration = alterations.find((one) => one.name === name);
  if (!alteration) throw new Error(`no alteration ${name}`);
  return alteration.alter(await mailWith(content), content);
}
