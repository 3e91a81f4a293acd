import { expect, test } from 'vitest';
import { problemLine } from '../../src/settings/problems.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { openSpeech } from '../../src/words/speech.ts';
import { englishWords, withoutNames } from './samples.ts';

const french = openSpeech('fr');
const english = openSpeech('en');

const problemsOf = (settings: unknown): readonly string[] => {
  const read = readSettings(settings);
  return read.ok ? [] : read.error.problems.map(problemLine);
};

const wrong = {
  role: 'boss',
  site: 'Lyon !',
  address: 'nobody',
  mailbox: 'imaps://a:secret@h',
  outbox: 'pop3://u@h',
  everyDays: 900,
  include: ['(a+)+$'],
  strip: ['<env>'],
  mailboxFingerprint: 'zz',
  markerDistant: 'é',
  unheard: 1,
  name: 'a\u0007b',
};

test('every problem of a hopeless settings file is a sentence in each language', () => {
  const lines = problemsOf(wrong);
  expect(lines.length).toBeGreaterThanOrEqual(12);
  for (const line of lines) {
    const code = line.replace(/^[\w.]+: /, '').split(' ')[0] ?? '';
    expect(french.sayProblem(line), line).not.toContain(code);
    expect(withoutNames(french.sayProblem(line)), line).not.toMatch(englishWords);
    expect(english.sayProblem(line), line).not.toBe(french.sayProblem(line));
  }
});

test('the sentence names the setting and what would be right', () => {
  expect(french.sayProblem('everyDays: too-big (365)')).toBe('everyDays\u00a0: au plus 365');
  expect(english.sayProblem('everyDays: too-big (365)')).toBe('everyDays: at most 365');
  expect(english.sayProblem('mailbox: bad-url (bad-port 99999)')).toBe('mailbox: impossible port: 99999 (1 to 65535)');
  expect(french.sayProblem('outbox: bad-url (wrong-protocol pop3)')).toBe('outbox\u00a0: une adresse pop3 ne convient pas ici');
});

test('a line that is not understood is shown as it is', () => {
  expect(french.sayProblem('something else')).toBe('something else');
});
