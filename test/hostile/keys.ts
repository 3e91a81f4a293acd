/** Multi-site keys as people paste them and as somebody could forge them. Judged by `decodeKey`. */
import { hash } from 'node:crypto';
import zlib from 'node:zlib';
import { encodeKey, type Invitation } from '../../src/exchange/invitation.ts';
import { keyIdOf } from '../../src/exchange/key-id.ts';
import { accepted, type HostileCase, type Outcome, refused } from './case.ts';

const signing = Buffer.alloc(32, 9).toString('base64url');

export const invitation: Invitation = {
  org: keyIdOf(signing),
  orgName: 'Établissements Lœuf & Fils',
  site: 'lyon',
  commonAddress: 'commun@mail.test',
  signing,
  sealing: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  recovery: '',
  token: '00112233445566778899aabbccddeeff',
  expires: '2026-12-06T02:00:00.000Z',
  everyDays: 7,
};

const key = encodeKey(invitation);

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** With a checksum that is right, around whatever payload. */
export function forged(payload: Buffer): string {
  const text = `MALLE1-${payload.toString('base64url')}`;
  const bits = hash('sha256', text, 'buffer').readUInt32BE(0) >>> 2;
  return `${text}-${[25, 20, 15, 10, 5, 0].map((shift) => crockford[(bits >>> shift) & 31]).join('')}`;
}

const said = (changes: object): string => forged(zlib.deflateRawSync(JSON.stringify({ ...invitation, ...changes })));

const pasted = (name: string, says: string, expect: Outcome, text: () => string): HostileCase => ({
  name: `key-${name}`,
  says,
  expect,
  build: () => Buffer.from(text()),
});

const damaged = refused('key-damaged');
const truncated = refused('key-truncated');
const read = accepted('lyon');

export const keyCases: readonly HostileCase[] = [
  pasted('as-made', 'The key as it was made.', read, () => key),
  pasted('in-a-quoted-mail', 'Broken into lines, each behind a quotation mark of mail.', read, () => key.replace(/.{1,60}/g, '> $&\r\n')),
  pasted('in-french-quotes', 'In French quotation marks, with a full stop.', read, () => `« ${key} ».`),
  pasted('with-soft-hyphens', 'With soft hyphens and typographic ones.', read, () =>
    key.replace(/(.{20})/g, '$1\u00ad').replaceAll('-', '\u2011'),
  ),
  pasted('empty', 'Nothing was pasted.', truncated, () => ''),
  pasted('cut-at-the-end', 'Its last letters are missing.', truncated, () => key.slice(0, -3)),
  pasted('cut-at-the-beginning', 'Its first letters are missing.', truncated, () => key.slice(10)),
  pasted('cut-in-the-middle', 'Half of it.', truncated, () => key.slice(0, key.length / 2)),
  pasted('with-another-letter', 'One letter differs.', damaged, () => `${key.slice(0, 50)}${key[50] === 'A' ? 'B' : 'A'}${key.slice(51)}`),
  pasted(
    'with-another-checksum',
    'The checksum is another’s.',
    damaged,
    () => `${key.slice(0, -6)}${key.endsWith('000000') ? '111111' : '000000'}`,
  ),
  pasted('of-a-later-version', 'A key of a later version.', truncated, () => key.replace('MALLE1', 'MALLE2')),
  pasted('of-nobody', 'Something else was pasted.', damaged, () => 'Bonjour, voici la clé demandée'),
  pasted('deflate-bomb', 'A megabyte of zeros in a kilobyte, with the right checksum.', damaged, () =>
    forged(zlib.deflateRawSync(Buffer.alloc(1_000_000), { level: 9 })),
  ),
  pasted('no-deflate', 'A payload that is no deflate stream, with the right checksum.', damaged, () => forged(Buffer.alloc(200, 0xff))),
  pasted('no-json', 'A payload that is no JSON.', damaged, () => forged(zlib.deflateRawSync(Buffer.from('x'.repeat(300))))),
  pasted('with-proto', 'A payload with a key __proto__.', damaged, () =>
    forged(zlib.deflateRawSync(JSON.stringify(invitation).replace('{', '{"__proto__":{"polluted":1},'))),
  ),
  pasted('with-two-sites', 'A payload that names two sites.', damaged, () =>
    forged(zlib.deflateRawSync(JSON.stringify(invitation).replace('{', '{"site":"nord",'))),
  ),
  pasted('of-a-company-that-changed-keys', 'The company keeps the id of its first key, whatever key it signs with now.', read, () =>
    said({ org: 'f'.repeat(16) }),
  ),
  pasted('of-the-common-site', 'It invites a site called common.', damaged, () => said({ site: 'common' })),
  pasted('with-a-header-in-the-address', 'An address with a line end, to add a recipient to our mails.', damaged, () =>
    said({ commonAddress: 'a@mail.test\r\nBcc: b@mail.test' }),
  ),
  pasted('with-a-short-token', 'A token of 8 bits.', damaged, () => said({ token: '00' })),
  pasted('with-a-negative-period', 'A site that sends every minus seven days.', damaged, () => said({ everyDays: -7 })),
  pasted('with-a-period-of-nobody', 'A period that is infinite.', damaged, () =>
    forged(zlib.deflateRawSync(JSON.stringify(invitation).replace('"everyDays":7', '"everyDays":1e999'))),
  ),
  pasted('prefix-by-the-million', 'The prefix, a million times.', truncated, () => 'MALLE1-'.repeat(1_000_000)),
  pasted('hyphens-by-the-million', 'Five million hyphens.', damaged, () => '-'.repeat(5_000_000)),
];
