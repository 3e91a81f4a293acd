/** What the pages say never asks a person to type a command that a button does; what only a terminal does is said to be done there. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { terminalWays } from '../../src/words/explanation.ts';
import { languages } from '../../src/words/language.ts';
import { openPages } from '../../src/words/pages.ts';
import { openScreenSpeech } from '../../src/words/screen-speech.ts';
import { englishScreens } from '../../src/words/screens/english.ts';
import { frenchScreens } from '../../src/words/screens/french.ts';
import { openSpeech } from '../../src/words/speech.ts';
import { errorKinds, sampleOf } from './samples.ts';

/** Only the command line finds these: wrong usage, recovery keys, `import`; and what `serve` says before there is a page. */
const terminalOnly = [
  ...['missing-command', 'unknown-command', 'unknown-option', 'missing-value', 'missing-argument', 'excess-arguments', 'invalid-value'],
  ...['missing-flags', 'bad-switch', 'confirmation-needed', 'cancelled', 'file-exists', 'password-empty', 'passwords-differ'],
  ...['recovery-exists', 'recovery-damaged', 'recovery-other', 'import-refused'],
  ...['not-loopback', 'port-refused', 'certificate-refused'],
];

const shownKinds = errorKinds.filter((kind) => !terminalOnly.includes(kind));

/** Groups of reports that src/web/api says something of; the last test looks for others. */
const shownGroups = [
  ...[
    'alerts',
    'decisions',
    'enrolment',
    'export',
    'hooks',
    'keys',
    'publish',
    'quarantine',
    'push',
    'receive',
    'search',
    'send',
    'status',
    'test',
    'trace',
  ],
  ...['more', 'posted', 'refused', 'unsent'],
] as const;

/** Of these groups, what no page says: folders of mails, keys, lists of a terminal; and the letter to an agency, which is a mail. */
const unshown =
  /^(?:send\.written|send\.confirmRecent|keys\.(?!left)|decisions\.(?!doubles|evidence|fields|replay\.done)|enrolment|test\.(?:askToPin|pinWith|pinned)|search\.(?!found|fields))/;

/** A command, a flag, a variable or a historic switch. */
const command = /(?<!\/)malleposte [a-z/]|(?<![\w-])--[a-z]|MALLEPOSTE_|\/(?:Send|Receive)\b|\bDom=/g;
const atTerminal = /sur un terminal|dans le terminal|on a terminal|in the terminal/i;

/** Sentences of a text that name a command without saying where it is typed. */
const strayCommands = (text: string): readonly string[] =>
  text
    .split(/(?<=[.!?]) +/)
    .filter((sentence) => [...sentence.matchAll(command)].some(({ index }) => !atTerminal.test(sentence.slice(0, index))));

const day = '2026-11-22T20:00:00Z';
const facts = {
  ...{ site: { id: 'lyon', name: 'Lyon' }, asset: { name: 'PC1' }, sites: [{ name: 'Lyon' }], days: 3, count: 2, version: '1.2' },
  ...{ upToDate: false, lastSentAt: day, failures: 3, reason: 'xyzzy', lastOkAt: day, since: day, a: { name: 'PC1' }, b: { name: 'PC2' } },
};
const someFacts: readonly (readonly unknown[])[] = [[day, day, day], [2, 3, 4], [facts], [['lyon'], '1.2'], [facts, facts, facts]];

type Told = { readonly path: string; readonly text: string };

/** Every text of a collection of words, functions asked with facts of several kinds; one that fits none of them is told by `!`. */
function textsOf(words: unknown, path: string): readonly Told[] {
  if (typeof words === 'string') return [{ path, text: words }];
  if (typeof words === 'function') return textsOfCall(words as (...facts: readonly unknown[]) => unknown, path);
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, each]) => textsOf(each, path === '' ? key : `${path}.${key}`));
}

function textsOfCall(say: (...facts: readonly unknown[]) => unknown, path: string): readonly Told[] {
  const told = someFacts.flatMap((given) => {
    try {
      return textsOf(say(...given), path);
    } catch {
      // Facts of another kind are wanted; the next ones are tried.
      return [];
    }
  });
  return told.length === 0 ? [{ path, text: '!' }] : told;
}

describe.each(languages)('on the pages, in %s', (language) => {
  const speech = openScreenSpeech(language, 'Europe/Paris');
  const shownReports = shownGroups.flatMap((group) => textsOf(speech.reports[group], group)).filter(({ path }) => !unshown.test(path));

  test.each(shownKinds)('the error %s names no command but at a terminal', (kind) => {
    const variants = [{}, { needed: 'session' }, { answer: 'no-password' }, { problems: ['mailbox: bad-url (password-in-url)'] }];
    for (const variant of variants) {
      const { what, why, remedy } = speech.explain({ ...sampleOf(kind), ...variant } as Parameters<typeof speech.explain>[0]);
      for (const sentence of [what, why, remedy]) {
        expect(strayCommands(sentence)).toEqual([]);
        expect(sentence).not.toMatch(/undefined|«\s*»|“”|\.\.$|\{\{/);
      }
    }
  });

  test('no remedy, reason or other code does', () => {
    const told = textsOf(speech.codes, 'codes');
    expect(told.length).toBeGreaterThan(200);
    expect(told.filter(({ text }) => strayCommands(text).length > 0)).toEqual([]);
  });

  test('no outcome of a task does', () => {
    expect(shownReports.length).toBeGreaterThan(100);
    expect(shownReports.filter(({ text }) => text === '!' || strayCommands(text).length > 0)).toEqual([]);
  });

  test('no alert of the overview and no reason of a double does', () => {
    const { alerts, doubleReasons } = openPages(speech);
    const told = [...textsOf(alerts, 'alerts'), ...textsOf(doubleReasons, 'doubleReasons')];
    expect(told.length).toBeGreaterThan(30);
    expect(told.filter(({ text }) => text === '!' || strayCommands(text).length > 0)).toEqual([]);
  });

  test('no label of a screen does', () => {
    const told = textsOf(language === 'fr' ? frenchScreens : englishScreens, '');
    expect(told.filter(({ text }) => strayCommands(text).length > 0)).toEqual([]);
  });

  test('a place is named as its screen names itself, and a terminal hears the command', () => {
    const screens = language === 'fr' ? frenchScreens : englishScreens;
    const error = sampleOf('unreachable');
    const { remedy } = speech.explain(error);
    for (const label of [screens.shell.titles.exchanges, screens.exchanges.tabs.session, screens.session.test.start])
      expect(remedy).toContain(speech.format.typeset(label));
    expect(openSpeech(language).explain(error).remedy).toContain('malleposte test connection');
  });

  test('what only a terminal does keeps its command', () => {
    expect(speech.codes.remedies['E_STATE']).toMatch(/(?:sur un|on a) terminal\s?:.*malleposte check/);
    expect(speech.codes.remedies['E_COMMON_KEY']).toContain('malleposte rotate --recovery-file');
  });
});

test('a letter to an agency and the intranet keep the commands', () => {
  for (const language of languages) {
    const speech = openSpeech(language);
    expect(speech.ways).toBe(terminalWays(language));
    expect(openPages(speech).alerts['mail-server']({ kind: 'mail-server', failures: 3 }).remedy).toContain('malleposte test connection');
  }
});

test('the pages say nothing of other reports than those looked at here', () => {
  const api = new URL('../../src/web/api/', import.meta.url);
  const sources = readdirSync(api).map((name) => readFileSync(new URL(name, api), 'utf8'));
  const named = sources.flatMap((source) => [
    ...[...source.matchAll(/\breports\.([a-z]\w*)/gi)].map(([, group = '']) => group),
    ...[...source.matchAll(/\breports: \{ (\w+)/g)].map(([, group = '']) => group),
    ...[...source.matchAll(/\{ ([\w:, ]+) \} = (?:speech\.)?reports\b(?!\.)/g)].flatMap(([, groups = '']) =>
      groups.split(',').map((group) => group.split(':')[0]?.trim() ?? ''),
    ),
  ]);
  const fields = ['map', 'toSorted'];
  expect(new Set(named).size).toBeGreaterThan(8);
  expect([...new Set(named)].filter((group) => !fields.includes(group) && !shownGroups.some((shown) => shown === group))).toEqual([]);
});
