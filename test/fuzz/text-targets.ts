/** The readers of texts: our own JSON, multi-site keys, settings, preferences, mail URLs, patterns. */
import { isDeepStrictEqual } from 'node:util';
import zlib from 'node:zlib';
import fc from 'fast-check';
import {
  decodeHello,
  decodeReceipt,
  decodeWelcome,
  encodeBody,
  type HelloBody,
  type ReceiptBody,
  type WelcomeBody,
} from '../../src/exchange/bodies.ts';
import { decodeKey, encodeKey } from '../../src/exchange/invitation.ts';
import { readStrictJson } from '../../src/exchange/strict-json.ts';
import type { Result } from '../../src/result.ts';
import { parseMailUrl } from '../../src/settings/mail-url.ts';
import { compilePatterns } from '../../src/settings/patterns.ts';
import { parsePreferences } from '../../src/settings/preferences.ts';
import { layFields } from '../../src/settings/preferences-text.ts';
import { redactSettings, redactUrl } from '../../src/settings/redact.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { renderSettingsText } from '../../src/settings/settings-text.ts';
import { readYaml } from '../../src/settings/yaml-text.ts';
import { forged, invitation } from '../hostile/keys.ts';
import { hostile } from './mail-targets.ts';
import { mutated } from './mutate.ts';
import { insist, outcomeOf, type Target, texts } from './target.ts';

const jsonWords = [
  '{"',
  '":',
  '[]',
  '{}',
  '\\u0022',
  '\\ud800',
  '"__proto__":',
  '"constructor":',
  '1e999',
  '-0',
  'true',
  'null',
  '[[[[[[[[[',
  '"a":1,"a":2',
];

const strictJson: Target = {
  name: 'strict-json',
  words: jsonWords,
  seeds: async () => [...(await hostile('Our own JSON')), ...texts('{"a":[1,{"b":"\\\\\\"c"}],"d":null}', '[["é",1.5e3],{}]')],
  run: (bytes) =>
    outcomeOf(readStrictJson(bytes.toString('utf8'), { maxDepth: 8 }), (value) => {
      const again = readStrictJson(JSON.stringify(value), { maxDepth: 8 });
      insist(
        again.ok && isDeepStrictEqual(JSON.stringify(again.value), JSON.stringify(value)),
        'what was read can be written and read again',
      );
      return value;
    }),
};

// ---------------------------------------------------------------- sealed bodies

const hello: HelloBody = {
  signing: 'A'.repeat(43),
  sealing: `age1${'q'.repeat(58)}`,
  site: 'lyon',
  name: 'Agence de Lyon',
  address: 'lyon@mail.test',
  host: 'SRV-LYON',
  timeZone: 'Europe/Paris',
  version: '1.4.0',
  proof: 'a'.repeat(64),
  probe: 'AAAA',
};
const welcome: WelcomeBody = { site: 'lyon', hello: 'b'.repeat(64), everyDays: 7, orgName: 'Exemple', epoch: 3 };
const receipt: ReceiptBody = {
  number: 17,
  site: 'lyon',
  epoch: 3,
  applied: { epoch: 3, seq: 42, state: '-' },
  have: { ['c'.repeat(64)]: [1, 3] },
  results: [{ epoch: 3, seq: 41, status: 'rejected', code: 'bad-zip', detail: 'ratio' }],
  files: [{ path: 'été.xml', problem: 'malformed-xml' }],
  need: 'snapshot',
  preferences: { version: 2, sha256: 'd'.repeat(64), files: [{ path: 'preferences.yaml', content: 'period: 3\n' }] },
  version: { common: '1.4.0', yours: '1.3.0', alert: true },
  time: '2026-11-22T02:00:00.000Z',
  summary: { read: 10, changed: 3, unreadable: 1 },
  notices: ['stripped'],
};

const bodyTarget = <T extends HelloBody | WelcomeBody | ReceiptBody>(
  name: string,
  sample: T,
  decode: (bytes: Buffer) => Result<T, object>,
): Target => ({
  name,
  words: [...jsonWords, '"path":"../x"', '"need":null', '"files":null', `"${'e'.repeat(64)}":[1]`],
  seeds: () => [encodeBody(sample)],
  run: (bytes) =>
    outcomeOf(decode(bytes), (body) => {
      const again = decode(encodeBody(body));
      // As texts: a minus zero is written as zero.
      insist(again.ok && JSON.stringify(again.value) === JSON.stringify(body), 'what was read can be written and read again');
      return body;
    }),
});

// ---------------------------------------------------------------- keys

const key: Target = {
  name: 'key',
  words: ['MALLE1-', '-', '\u00ad', '\u200b', '\u2011', '> ', '\r\n', '«', '»', encodeKey(invitation)],
  seeds: async () => [...(await hostile('Multi-site keys')), ...texts(encodeKey(invitation))],
  inputs: (seeds, words) => fc.oneof(mutated(seeds, words), mutated(texts(JSON.stringify(invitation)), jsonWords).map(keyAround)),
  run: (bytes) =>
    outcomeOf(decodeKey(bytes.toString('utf8')), (read) => {
      insist(isDeepStrictEqual(decodeKey(encodeKey(read)), { ok: true, value: read }), 'what was read can be written and read again');
      return read;
    }),
};

/** Any content behind a checksum that is right. */
const keyAround = (json: Buffer): Buffer => Buffer.from(forged(zlib.deflateRawSync(json)));

// ---------------------------------------------------------------- settings

const settingsText = `role: distant
dossier: /srv/parc
address: lyon@mail.test
mailbox: imaps://lyon@mail.test@imap.mail.test/INBOX
outbox: smtp://lyon%40mail.test@smtp.mail.test:2525?auth=xoauth2
site: lyon
everyDays: 3
include: ['\\.ocs$', '\\.xml$']
strip: [envs]
afterMerged: "move:Traités"
limits:
  maxEntries: 100
`;

const yamlWords = [
  '&a ',
  '*a',
  '<<: ',
  '!!binary ',
  '!!js/function ',
  '? ',
  '- ',
  ': ',
  '|\n ',
  '>-\n  ',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '#',
  '{a: b}',
  '[',
  '\t',
  '__proto__: {polluted: 1}\n',
  '"\\x00"',
  '!!set {a}',
  '0o17',
  '.inf',
  '~',
];

const settings: Target = {
  name: 'settings',
  words: yamlWords,
  seeds: () =>
    texts(settingsText, settingsText.replaceAll('\n', '\r\n'), 'role: common\naddress: a@b.fr\nmailbox: memory:a\noutbox: memory:a\n'),
  run: (bytes) => {
    const written = readYaml(bytes.toString('utf8'));
    if (!written.ok) return { refused: written.error.code };
    return outcomeOf(readSettings(written.value), (read) => {
      const reread = readYaml(renderSettingsText(read, 'fr'));
      insist(
        reread.ok && isDeepStrictEqual(readSettings(reread.value), { ok: true, value: read }),
        'settings read back as they were written',
      );
      return redactSettings(read);
    });
  },
};

const longPaths = ['a', 'aaaaaab', 'a/', 'é', ' ', '1', 'ab', '.'].map((piece) => piece.repeat(200).slice(0, 200));

const matchEverything = (isMatch: (path: string) => boolean): readonly boolean[] =>
  longPaths.flatMap((path) => [path, `${path}!`].map(isMatch));

const preferenceWords = [...yamlWords, 'period: 1\n', 'exclude: [', '(a+)+', 'keySoftware:\n'];

const preferenceSeeds = texts('period: 1\nkeySoftware:\n  - Sauvegarde Générale\nexclude: ["\\\\.bak$", "^x{2,5}"]\nstrip: [envs]\n', '');

const preferences: Target = {
  name: 'preferences',
  words: preferenceWords,
  seeds: () => preferenceSeeds,
  run: (bytes) =>
    outcomeOf(parsePreferences(bytes.toString('utf8')), (read) => {
      const patterns = compilePatterns([...(read.include ?? []), ...(read.exclude ?? [])]);
      insist(patterns.ok, 'accepted preferences hold patterns that compile');
      return { read, matches: matchEverything(patterns.value) };
    }),
};

const chosen = { period: 3, keySoftware: ['!TeamViewer', '- x'], include: [], exclude: null, strip: null };

/** The fields of the form, laid over any text. */
const preferenceFields: Target = {
  name: 'preference-fields',
  words: preferenceWords,
  seeds: () => preferenceSeeds,
  run: (bytes) => {
    const laid = layFields(bytes.toString('utf8'), chosen);
    const { period, keySoftware, include } = chosen;
    return outcomeOf(readYaml(laid), (read) => {
      const { exclude, strip, ...others } = read as Readonly<Record<string, unknown>>;
      insist(exclude === undefined && strip === undefined, 'a field that is left to the sites is taken out');
      insist(isDeepStrictEqual({ ...others, period, keySoftware, include }, others), 'the fields are there as they were chosen');
      return laid;
    });
  },
};

const mailUrl: Target = {
  name: 'mail-url',
  words: [
    'imaps://',
    'smtp:',
    '@',
    '%40',
    '%00',
    '%0d%0a',
    ':993',
    '/',
    '?tls=off',
    '&',
    '#',
    '[::1]',
    'xn--',
    'é',
    '\u3002',
    'maildir:///',
    '?auth=xoauth2',
    'memory:',
  ],
  seeds: () =>
    texts(
      'imaps://parc@exemple.fr@imap.exemple.fr:993/INBOX/Parc',
      'smtp://u:p@h',
      'pop3s://u@[::1]:995',
      'maildir:/srv/mail',
      'memory:a',
      'imap://é%20@exämple.fr/?tls=off',
    ),
  run: (bytes) => {
    const text = bytes.toString('utf8');
    redactUrl(text);
    return outcomeOf(parseMailUrl(text), (url) => {
      insist(
        ![url.host, url.user, url.folder, url.path].some((part) => /[\u0000-\u001f\u007f]/.test(part)),
        'no control character enters a dialogue',
      );
      insist(url.port >= 0 && url.port <= 65535 && Number.isInteger(url.port), 'a port is a port');
      return url;
    });
  },
};

const patterns: Target = {
  name: 'patterns',
  words: [
    '(',
    ')',
    '*',
    '+',
    '?',
    '{2,}',
    '{30}',
    '{1,200}',
    '|',
    '[',
    ']',
    '^',
    '$',
    '\\',
    '.',
    'a',
    '(?:',
    '(?=',
    '(?<=',
    '(?<x>',
    '\\k<x>',
    '\\1',
    '\\p{L}',
    '(?i:',
    'a*a*',
    '(a|ab)',
    '\\u{61}',
    '.*',
  ],
  seeds: () =>
    texts(
      '(a+)+$',
      '\\.ocs$',
      '^a*b?c{2,3}(?:d|e)+',
      '(x?){30}',
      '.*a.*b',
      '[^/]+\\.xml',
      '(?:(?:a?){8}){8}',
      'a|b|c',
      '(a|a)*$',
      '\\p{L}+',
    ),
  run: (bytes) => outcomeOf(compilePatterns([bytes.toString('utf8')]), matchEverything),
};

export const textTargets: readonly Target[] = [
  strictJson,
  bodyTarget('hello', hello, decodeHello),
  bodyTarget('welcome', welcome, decodeWelcome),
  bodyTarget('receipt', receipt, decodeReceipt),
  key,
  settings,
  preferences,
  preferenceFields,
  mailUrl,
  patterns,
];
