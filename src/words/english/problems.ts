/** What is wrong with a setting, in English. */
import { type ProblemWords, sayDisposalProblem, sayPatternProblem, sayProblem, sayUrlProblem } from '../problems.ts';
import type { Ways } from '../ways.ts';

export const englishProblems = (ways: Ways): ProblemWords => {
  const urls = urlsOf(ways);
  return { codes: codesOf(urls), urls, disposals, patterns, types };
};

/** Several lines of facts in one sentence, without its full stop; '' for none. */
export function sayEnglishProblems(lines: readonly string[], ways: Ways): string {
  const words = englishProblems(ways);
  return lines.map((line) => sayProblem(line, words, ': ')).join('; ');
}

const codesOf = (urls: ProblemWords['urls']): ProblemWords['codes'] => ({
  missing: () => 'required, but missing',
  'unknown-key': () => 'unknown setting (a typing error?)',
  'wrong-type': (expected) => `expected: ${types[expected] ?? expected}`,
  'not-one-of': (expected) => `possible values: ${expected}`,
  'too-small': (expected) => `at least ${expected}`,
  'too-big': (expected) => `at most ${expected}`,
  'too-many': (expected) => `no more than ${expected} items`,
  'too-long': (expected) => `no more than ${expected} characters`,
  'control-character': () => 'control characters are not allowed',
  empty: () => 'may not be empty',
  'not-yaml': (expected) => `the file is no valid YAML${expected ? ` (${expected})` : ''}`,
  'bad-url': (expected) => sayUrlProblem(expected, { urls }),
  'bad-address': () => 'this is no mail address (like parc@example.org)',
  'bad-site': () => 'a site id has lower-case letters without accents, digits, ".", "_" and "-", at most 48, and is not "common"',
  'bad-marker': () => '3 to 40 characters without accents, no space at either end',
  'bad-fingerprint': () => 'expected: a SHA-256 fingerprint, 64 hexadecimal digits',
  'bad-pattern': (expected) => sayPatternProblem(expected, { patterns }),
  'bad-section': () => 'expected: the name of an inventory section, such as ENVS or PROCESSES',
  'bad-identifier': () => 'expected: a kind, a colon and a value or its beginning, such as serial:ABC123 or mac:00:11:22:*',
  'bad-field': () => 'name of a field: a letter, then letters, digits and "-", 40 at most',
  'bad-web-address': () => 'expected: an https:// address without account or password (http:// to this very machine only)',
  'bad-certificate': () => 'expected: a certificate in PEM, from “-----BEGIN CERTIFICATE-----” to “-----END CERTIFICATE-----”',
  'bad-folder': () => 'expected: the whole path of a folder that exists on this machine',
  'bad-query-name': () => 'the name of a question has letters, digits, ".", "_" and "-", at most 48',
  'bad-disposal': (expected) => sayDisposalProblem(expected, { disposals }),
  invalid: () => 'not a valid value',
});

const urlsOf = (ways: Ways): ProblemWords['urls'] => ({
  empty: () => 'the server address is empty',
  'not-a-url': () => 'this is no server address (like imaps://account@server:993/INBOX)',
  'unknown-scheme': (detail) =>
    `unknown kind of server${detail ? `: ${detail}` : ''}; known: imaps, imap, pop3s, pop3, smtps, smtp, maildir`,
  'wrong-protocol': (detail) => `an address of kind ${detail} does not fit here`,
  'no-host': () => 'the name of the server is missing',
  'bad-host': (detail) => `impossible server name${detail ? `: ${detail}` : ''}`,
  'bad-port': (detail) => `impossible port${detail ? `: ${detail}` : ''} (1 to 65535)`,
  'no-user': () => 'the account name is missing (like imaps://account@server)',
  'password-in-url': () => `no password in an address: give it ${ways.passwordPlaces}`,
  'bad-encoding': () => 'broken "%" sequence in the address',
  'control-character': () => 'control characters are not allowed in an address',
  'unexpected-path': (detail) => `unexpected path after the server${detail ? `: ${detail}` : ''}`,
  'unknown-option': (detail) => `unknown option in the address${detail ? `: ${detail}` : ''}; known: tls=off, auth=xoauth2`,
  'contradictory-option': (detail) => `${detail || 'tls=off'} contradicts the kind of server, which is encrypted`,
  'no-path': () => 'the path is missing (like maildir:/path)',
  'relative-path': (detail) => `relative path${detail ? `: ${detail}` : ''}; give it from the root`,
});

const disposals: ProblemWords['disposals'] = {
  unknown: 'possible values: delete, keep, flag, move:FOLDER',
  folder: 'impossible folder name behind "move:"',
  'same-folder': 'this folder is the one that is polled; name another one',
  pop3: 'a POP3 mailbox knows delete and keep only; use IMAP for the others',
};

const patterns: ProblemWords['patterns'] = {
  empty: 'empty regular expression',
  'too-long': 'regular expression too long',
  'does-not-compile': 'invalid regular expression',
  catastrophic: 'regular expression refused: nested repetitions, it could run for ever',
};

const types: ProblemWords['types'] = {
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  string: 'a text',
  array: 'a list',
  object: 'a group of settings',
  path: 'a path',
};
