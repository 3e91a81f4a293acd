/** JSON that two programs read differently, or that reaches a prototype: inventories by `readInventory`, our own by `readStrictJson`. */
import { accepted, type HostileCase, ignored, type Outcome, refused } from './case.ts';

const text = (name: string, says: string, expect: Outcome, written: string | (() => string)): HostileCase => ({
  name,
  says,
  expect,
  build: () => Buffer.from(typeof written === 'string' ? written : written()),
});

/** A computer with these members under `content`. */
const computer = (members = ''): string =>
  `{"action":"inventory","deviceid":"pc-2026-01-01-00-00-00","content":{"versionclient":"GLPI-Agent_v1.7","hardware":{"name":"poste"}${members}}}`;

const malformed = refused('malformed-json');
const forbidden = refused('forbidden-key');
const poste = accepted('poste');

export const jsonInventoryCases: readonly HostileCase[] = [
  {
    ...text('json-byte-order-mark', 'A byte order mark, as Windows tools write.', poste, `\ufeff${computer()}`),
    lenient: 'Python is told to read UTF-8 without one.',
  },
  text('json-honest', 'An honest inventory, so that the others are refused for their quirk alone.', poste, computer()),
  text('json-deep', 'Half a million brackets in each other.', refused('too-deep'), () =>
    computer(`,"x":${'['.repeat(500_000)}${']'.repeat(500_000)}`),
  ),
  text('json-deep-and-unclosed', 'A million brackets, none closed.', refused('too-deep'), () => `{"content":${'{"a":'.repeat(1_000_000)}`),
  text('json-key-twice', 'The content twice.', forbidden, computer().replace('"content"', '"content":{},"content"')),
  text(
    'json-key-twice-in-two-writings',
    'The content twice, once escaped.',
    forbidden,
    computer().replace('"content"', '"\\u0063ontent":{},"content"'),
  ),
  text('json-proto', 'A key __proto__.', forbidden, computer(',"__proto__":{"polluted":true}')),
  text('json-proto-escaped', 'The same, escaped.', forbidden, computer(',"\\u005f_proto__":{"polluted":true}')),
  text(
    'json-constructor',
    'A path to the prototype by the constructor.',
    forbidden,
    computer(',"constructor":{"prototype":{"polluted":true}}'),
  ),
  text(
    'json-proto-as-a-value',
    'The word __proto__ as a value is a word.',
    accepted('__proto__'),
    computer().replace('poste', '__proto__'),
  ),
  text('json-infinite-number', 'A number of 1e400, which no double holds.', poste, computer(',"bios":{"x":1e400}')),
  text('json-huge-integer', 'A serial number of 40 digits keeps its digits.', poste, computer(`,"bios":{"ssn":${'1234567890'.repeat(4)}}`)),
  text('json-number-of-megabytes', 'A number of two million digits.', poste, () => computer(`,"bios":{"ssn":${'1'.repeat(2_000_000)}}`)),
  text('json-trailing-garbage', 'Text behind the end.', malformed, `${computer()}x`),
  text('json-two-documents', 'Two documents in a row.', malformed, `${computer()}\n${computer()}`),
  text('json-half-a-character', 'Half of a pair, escaped: replaced.', accepted('a\ufffdb'), computer().replace('poste', 'a\\ud800b')),
  text('json-nul-escaped', 'An escaped NUL in a name: dropped.', accepted('ab'), computer().replace('poste', 'a\\u0000b')),
  text('json-nul-raw', 'A NUL as it is, which JSON forbids.', malformed, computer().replace('poste', 'a\0b')),
  ...[45, 60, 100, 130].map((at) => text(`json-cut-at-${at}`, `The first ${at} characters.`, malformed, computer().slice(0, at))),
  text('json-comments', 'Comments and a trailing comma.', malformed, computer(',/* x */')),
  text('json-array', 'An array of inventories.', ignored('not-an-inventory'), `[${computer()}]`),
  text('json-of-somebody-else', 'A package.json.', ignored('not-an-inventory'), '{"name":"x","version":"1.0.0","content":[]}'),
  text('json-quotes-by-the-million', 'A string of a million escaped quotes.', poste, () => computer(`,"x":"${'\\"'.repeat(1_000_000)}"`)),
  text('json-values-by-the-million', 'Three million empty arrays.', refused('too-many-nodes'), () =>
    computer(`,"x":[${'[],'.repeat(1_500_000)}[]]`),
  ),
];

const syntax = refused('syntax');

export const strictJsonCases: readonly HostileCase[] = [
  text('strict-depth', 'Nine levels where eight are taken.', refused('depth'), `${'['.repeat(9)}${']'.repeat(9)}`),
  text('strict-depth-of-megabytes', 'Twenty million brackets.', refused('depth'), () => '['.repeat(20_000_000)),
  text('strict-key-twice', 'One key twice.', refused('duplicate-key'), '{"a":1,"a":2}'),
  text('strict-key-twice-in-two-writings', 'One key twice, once escaped.', refused('duplicate-key'), '{"a":1,"\\u0061":2}'),
  text('strict-proto', 'A key __proto__, deep inside.', refused('forbidden-key'), '[{"x":{"__proto__":{"polluted":1}}}]'),
  text('strict-proto-escaped', 'The same, escaped.', refused('forbidden-key'), '{"\\u005f\\u005fproto__":{"polluted":1}}'),
  text('strict-constructor', 'A key constructor.', refused('forbidden-key'), '{"constructor":{"prototype":{"polluted":1}}}'),
  text(
    'strict-infinite-number',
    'A number that becomes infinity: syntax is all that is judged here.',
    accepted('{"a":null}'),
    '{"a":1e400}',
  ),
  text('strict-trailing-garbage', 'Text behind the end.', syntax, '{} x'),
  text('strict-two-documents', 'Two documents in a row.', syntax, '{}{}'),
  text('strict-byte-order-mark', 'A byte order mark: we write none.', syntax, '\ufeff{}'),
  text('strict-half-a-character', 'Half of a pair, escaped.', accepted('"\\ud800"'), '"\\ud800"'),
  text('strict-cut', 'A document that breaks off.', syntax, '{"a":[1,'),
  text('strict-cut-in-a-string', 'A document that breaks off in a string.', syntax, '{"a":"b'),
  text('strict-single-quotes', 'A literal of JavaScript.', syntax, "{'a':1}"),
  text('strict-not-a-number', 'NaN.', syntax, '[NaN]'),
  text('strict-empty', 'Nothing.', syntax, ''),
];
