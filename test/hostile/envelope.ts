/** The signed header, out of order, out of range or altered. Judged by `parseEnvelope`, the signature, then the body's digest. */
import { accepted, type HostileCase, type Outcome, refused } from './case.ts';
import { edited, editedAndSigned, envelope, otherEnvelope, signedEnvelope } from './envelope-forge.ts';

const altered = (name: string, says: string, expect: Outcome, change: (text: string) => string): HostileCase => ({
  name: `envelope-${name}`,
  says,
  expect,
  build: () => edited(change),
});

/** Signed by the site's true key: the form alone is judged. */
const signed = (name: string, says: string, expect: Outcome, change: (text: string) => string): HostileCase => ({
  name: `envelope-${name}`,
  says,
  expect,
  build: () => editedAndSigned(change),
});

const order = refused('order');
const value = refused('value');
const line = refused('line');
const signature = refused('signature');
const unsigned = refused('no-signature');

const fieldNames = [
  'kind',
  'org',
  'from',
  'to',
  'key',
  'epoch',
  'seq',
  'mode',
  'base',
  'state',
  'parcel',
  'vol',
  'len',
  'sha256',
  'enc',
  'created',
  'version',
];

/** The lines of the field and of the one behind it, exchanged. */
const swapped = (field: string) => (text: string) => text.replace(new RegExp(`^(${field}: .*\\n)(.*\\n)`, 'm'), '$2$1');

const orders: readonly HostileCase[] = [
  ...fieldNames.map((field) => signed(`${field}-one-line-later`, `The field ${field} comes one line later.`, order, swapped(field))),
  ...['kind', 'seq', 'sha256', 'version'].map((field) =>
    signed(`without-${field}`, `The field ${field} is missing.`, order, (text) => text.replace(new RegExp(`^${field}: .*\\n`, 'm'), '')),
  ),
  signed('seq-twice', 'Two numbers, of which a program could read either.', order, (text) =>
    text.replace('seq: 42\n', 'seq: 42\nseq: 41\n'),
  ),
  signed('unknown-key', 'A key that nobody knows and that is no extension.', order, (text) => text.replace('x-preferences', 'preferences')),
  signed('unknown-extension', 'An extension that nobody knows: ignored.', accepted('another one, to common of 0123456789abcdef'), (text) =>
    text.replace('x-receipt: 17', 'x-receipt: 17\nx-zebra: 1'),
  ),
  signed('extensions-unsorted', 'Extensions that are not in the order of the alphabet: one header would have two forms.', order, (text) =>
    text.replace(/^(x-preferences.*\n)(x-receipt.*\n)/m, '$2$1'),
  ),
  signed('extension-twice', 'One extension twice.', order, (text) => text.replace('x-receipt: 17', 'x-receipt: 17\nx-receipt: 18')),
  signed('key-in-capitals', 'A field name in capitals.', order, (text) => text.replace('seq:', 'SEQ:')),
];

const values: readonly HostileCase[] = [
  signed('kind-unknown', 'A kind of a later version.', value, (text) => text.replace('kind: DATA', 'kind: ORDER')),
  signed('from-climbs', 'A site whose name is a path.', value, (text) => text.replace('from: lyon', 'from: ../lyon')),
  signed('from-with-an-accent', 'A site whose name is no ASCII.', line, (text) => text.replace('from: lyon', 'from: orl\u00e9ans')),
  signed('org-in-capitals', 'A company in capital hexadecimal, the same number in another writing.', value, (text) =>
    text.replace('org: 0123456789abcdef', 'org: 0123456789ABCDEF'),
  ),
  signed('seq-beyond-doubles', 'The number 2^53, where doubles begin to skip.', value, (text) =>
    text.replace('seq: 42', 'seq: 9007199254740992'),
  ),
  signed('seq-with-a-zero-in-front', 'A number with a zero in front.', value, (text) => text.replace('seq: 42', 'seq: 042')),
  signed('seq-negative', 'A number below zero.', value, (text) => text.replace('seq: 42', 'seq: -1')),
  signed('seq-with-an-exponent', 'A number with an exponent.', value, (text) => text.replace('seq: 42', 'seq: 4e1')),
  ...['3/2', '0/1', '201/201', '1', '1/1/1', '01/1', '1/0'].map((volume) =>
    signed(`volume-${volume.replaceAll('/', '-of-')}`, `The volume is said to be ${volume}.`, value, (text) =>
      text.replace('vol: 1/1', `vol: ${volume}`),
    ),
  ),
  signed('date-of-nobody', 'A date in another form.', value, (text) => text.replace(/created: .*/, 'created: 22/11/2026')),
  signed(
    'date-of-year-9999',
    'A clock that runs ahead: advisory, never a reason to refuse.',
    accepted('another one, to common of 0123456789abcdef'),
    (text) => text.replace(/created: .*/, 'created: 9999-12-31T23:59:59Z'),
  ),
  signed('sealed-by-another-way', 'A sealing that nobody knows.', value, (text) => text.replace('enc: age-x25519', 'enc: rot13')),
  signed('length-too-small', 'A byte less than the body has.', refused('length'), (text) =>
    text.replace(/len: (\d+)/, (_, bytes) => `len: ${Number(bytes) - 1}`),
  ),
  signed('length-too-big', 'A byte more.', refused('length'), (text) =>
    text.replace(/len: (\d+)/, (_, bytes) => `len: ${Number(bytes) + 1}`),
  ),
  signed('length-of-gigabytes', 'A length that nobody may reserve memory for.', refused('length'), (text) =>
    text.replace(/len: \d+/, 'len: 9007199254740991'),
  ),
  signed('digest-of-another-body', 'The digest of another body, signed.', refused('digest'), (text) =>
    text.replace(/sha256: \w/, (start) => `sha256: ${start.endsWith('0') ? '1' : '0'}`),
  ),
];

const forms: readonly HostileCase[] = [
  { name: 'envelope-as-signed', says: 'The honest one.', build: () => envelope, expect: accepted('the envelope') },
  altered('crlf', 'The header with CRLF, as a gateway makes of texts.', refused('magic'), (text) =>
    text.replace(/^[\s\S]*?\n\n/, (header) => header.replaceAll('\n', '\r\n')),
  ),
  altered('crlf-behind-the-magic', 'CRLF in all lines but the first.', unsigned, (text) =>
    text.replace(/^[\s\S]*?\n\n/, (header) => header.replaceAll('\n', '\r\n').replace('\r\n', '\n')),
  ),
  altered('without-end', 'The empty line is missing and the body has none.', unsigned, (text) => text.slice(0, text.indexOf('\n\n') + 1)),
  altered('nothing-but-magic', 'The magic and nothing behind it.', unsigned, () => 'MALLEPOSTE/1\n'),
  altered('version-2', 'A later protocol.', refused('magic'), (text) => text.replace('MALLEPOSTE/1', 'MALLEPOSTE/2')),
  altered('mark-in-front', 'A byte order mark in front.', refused('magic'), (text) => `\u00ef\u00bb\u00bf${text}`),
  signed('header-of-4096-bytes', 'A header as long as it may be.', accepted('another one, to common of 0123456789abcdef'), (text) =>
    padded(text, 4096),
  ),
  signed('header-of-4097-bytes', 'A header one byte longer than it may be.', refused('too-long'), (text) => padded(text, 4097)),
  altered(
    'header-of-megabytes',
    'Five megabytes without an empty line.',
    refused('too-long'),
    () => `MALLEPOSTE/1\n${'a'.repeat(5_000_000)}`,
  ),
  signed('line-of-512-bytes', 'A line as long as it may be.', accepted('another one, to common of 0123456789abcdef'), (text) =>
    text.replace('x-receipt: 17', `x-receipt: ${'y'.repeat(501)}`),
  ),
  signed('line-of-513-bytes', 'A line one byte longer.', line, (text) => text.replace('x-receipt: 17', `x-receipt: ${'y'.repeat(502)}`)),
  signed('space-behind-a-value', 'A space at the end of a line, which editors and gateways cut.', line, (text) =>
    text.replace('seq: 42', 'seq: 42 '),
  ),
  signed('two-spaces', 'Two spaces behind a colon.', line, (text) => text.replace('seq: 42', 'seq:  42')),
  signed('tab', 'A tab in a value.', line, (text) => text.replace('3 abc', '3\tabc')),
  signed('nul', 'NUL in a value.', line, (text) => text.replace('3 abc', '3\0abc')),
];

/** `bytes` of header, the empty line's LF not counted, filled with extensions. */
function padded(text: string, bytes: number): string {
  const missing = bytes - text.indexOf('\n\n') - 1;
  const lines = Array.from({ length: Math.ceil(missing / 500) }, (_, index) => `x-t${100 + index}: `);
  const free = missing - lines.reduce((sum, start) => sum + start.length + 1, 0);
  const each = Math.floor(free / lines.length);
  const filled = lines.map((start, index) => start + 'y'.repeat(index === 0 ? free - each * (lines.length - 1) : each));
  return text.replace('x-receipt: 17', ['x-receipt: 17', ...filled].join('\n'));
}

/** The last letter of 86 carries two bits that decode to nothing. */
const withSpareBits = (text: string): string =>
  text.replace(
    /^(sig: .{85})(.)$/m,
    (_, start, last) => start + alphabet[(alphabet.indexOf(last) & ~15) | ((alphabet.indexOf(last) + 1) & 15)],
  );
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const signatures: readonly HostileCase[] = [
  altered('signature-missing', 'No signature.', unsigned, (text) => text.replace(/^sig: .*\n/m, '')),
  altered('signature-cut', 'A signature without its last letter.', unsigned, (text) => text.replace(/^(sig: .*).$/m, '$1')),
  altered('signature-in-another-alphabet', 'A signature in ordinary base64, padded.', unsigned, (text) =>
    text.replace(/^sig: (.*)$/m, (_, letters) => `sig: ${letters.replaceAll('-', '+').replaceAll('_', '/')}==`),
  ),
  altered(
    'signature-with-spare-bits',
    'The same signature in another spelling, so that one mail would have two identities.',
    unsigned,
    withSpareBits,
  ),
  altered('signature-of-another', 'The signature of another envelope of the same site.', signature, (text) =>
    text.replace(/^sig: .*$/m, /^sig: .*$/m.exec(otherEnvelope.toString('latin1'))?.[0] ?? ''),
  ),
  altered('signature-of-zeros', 'A signature of 64 zeros.', signature, (text) => text.replace(/^sig: .*$/m, `sig: ${'A'.repeat(86)}`)),
  altered('changed-number', 'Another number under the old signature.', signature, (text) => text.replace('seq: 42', 'seq: 43')),
  altered('changed-recipient', 'Sent on to another site under the old signature.', signature, (text) =>
    text.replace('to: common', 'to: nord'),
  ),
  altered('changed-company', 'Sent on to another company under the old signature.', signature, (text) => text.replace('org: 0', 'org: 1')),
  altered('changed-extension', 'Another extension under the old signature.', signature, (text) =>
    text.replace('x-receipt: 17', 'x-receipt: 18'),
  ),
  altered(
    'body-with-one-bit-changed',
    'One bit of the body.',
    refused('digest'),
    (text) => text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1),
  ),
  altered('body-longer', 'A byte behind the body.', refused('length'), (text) => `${text}!`),
  altered('body-shorter', 'The last byte is missing.', refused('length'), (text) => text.slice(0, -1)),
  {
    name: 'envelope-for-another-company',
    says: 'An honest mail of another company: its form is right, `org` tells the jobs to leave it alone.',
    build: () => signedEnvelope(Buffer.from('x'), { org: 'f'.repeat(16) }),
    expect: accepted('another one, to common of ffffffffffffffff'),
  },
  {
    name: 'envelope-for-another-site',
    says: 'An honest mail to another site: its form is right, `to` tells the jobs to leave it alone.',
    build: () => signedEnvelope(Buffer.from('x'), { to: 'nord' }),
    expect: accepted('another one, to nord of 0123456789abcdef'),
  },
];

export const envelopeCases: readonly HostileCase[] = [...forms, ...orders, ...values, ...signatures];
