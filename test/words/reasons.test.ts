/** Every reason code that a job writes has a sentence in both languages, and what needs an act has a remedy. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { BounceCause } from '../../src/exchange/bounce-cause.ts';
import type { EnvelopeError } from '../../src/exchange/envelope.ts';
import type { MessageError } from '../../src/exchange/message-error.ts';
import type { UnreadableReason } from '../../src/inventory/report.ts';
import type { OutputProblem } from '../../src/outputs/port.ts';
import type { ReadingFailure } from '../../src/reading/port.ts';
import { remedyOf, sayReason } from '../../src/words/codes.ts';
import { openSpeech } from '../../src/words/speech.ts';
import { englishWords } from './samples.ts';

const jobs = fileURLToPath(new URL('../../src/jobs/', import.meta.url));
const languages = ['fr', 'en'] as const;

/** Facts, and names of fields, are no reasons; a code that ends in a hyphen is the beginning of several. Where jobs write reasons: as a field, or as an argument of what writes one. */
const places: readonly RegExp[] = [
  /\b(?:reason|code): [`']([A-Za-z][\w-]*)/g,
  /\b(?:stranger|ignored|nobodys|passBy|leave|ignoreStale|quarantine|refusal)\((?:\w+, )*'([\w-]+)'/g,
  /\bisTaken: false, outcome: '([\w-]+)'/g,
  /\breason = [`']([a-z][\w-]*)/g,
  /\breturn '((?:other|not|unknown|bad|wrong)-[\w-]+|revoked|pending)'/g,
];

const written = [
  ...new Set(
    readdirSync(jobs)
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => {
        const text = readFileSync(`${jobs}${name}`, 'utf8');
        return places.flatMap((place) => [...text.matchAll(place)].map((match) => match[1] ?? ''));
      }),
  ),
].filter(
  (code) =>
    !/[_-]$/.test(code) && !['epoch', 'messages', 'read', 'written', 'sent', 'version', 'common', 'cause', 'deleted'].includes(code),
);

const readingReasons: Readonly<Record<MessageError['reason'] | EnvelopeError['reason'] | ReadingFailure['reason'], true>> = {
  'no-envelope': true,
  ambiguous: true,
  truncated: true,
  limits: true,
  unparsable: true,
  magic: true,
  'too-long': true,
  line: true,
  order: true,
  value: true,
  'no-signature': true,
  length: true,
  digest: true,
  deadline: true,
  memory: true,
  crash: true,
};

const outputProblems: Readonly<Record<OutputProblem, true>> = {
  'output-unreachable': true,
  'output-timeout': true,
  'output-certificate': true,
  'output-redirected': true,
  'output-credentials': true,
  'output-failed': true,
  'output-unexpected': true,
  'output-refused': true,
};

const fileReasons: Readonly<Record<UnreadableReason, true>> = {
  empty: true,
  'too-large': true,
  'damaged-compression': true,
  'not-an-inventory': true,
  'malformed-xml': true,
  'malformed-json': true,
  doctype: true,
  'too-deep': true,
  'too-many-nodes': true,
  'forbidden-key': true,
  'undecodable-text': true,
  'no-device': true,
};

test('the jobs write many reasons, and they are found', () => {
  expect(written.length).toBeGreaterThan(30);
  for (const code of ['E_EPOCH', 'E_BASE', 'E_STATE', 'E_VOLUMES', 'E_BODY', 'E_SEAL', 'attempts', 'stored', 'bounce', 'unknown-key'])
    expect(written).toContain(code);
});

describe.each([
  ...written,
  ...Object.keys(readingReasons),
  ...Object.keys(outputProblems),
  'E_DEADLINE',
  'E_MEMORY',
  'E_CRASH',
  'unknown-number',
  'unknown-state',
])('the reason %s', (code) => {
  test.each(languages)('has a sentence in %s', (language) => {
    const said = sayReason(openSpeech(language).codes, code);
    expect(said).not.toBe(code === 'test' && language === 'fr' ? '' : code);
    expect(said).not.toMatch(/^E_|undefined/);
    if (language === 'fr') expect(said).not.toMatch(englishWords);
  });
});

const causes: Readonly<Record<BounceCause, boolean>> = {
  'bad-address': true,
  'mailbox-full': true,
  'too-large': true,
  policy: true,
  delayed: false,
  expired: true,
  unknown: true,
};

describe('remedies', () => {
  const refusals = written.filter((code) => code.startsWith('E_'));
  const alerts = ['stripped', 'unanswered', 'duplicated', 'attempts', 'disposal-refused', 'unsupported'];
  test.each([
    ...refusals,
    'E_DEADLINE',
    'E_MEMORY',
    'E_CRASH',
    'E_ZIP_RATIO',
    'E_PARCEL_DIGEST',
    ...alerts,
    ...Object.keys(fileReasons),
  ])('%s has one, in both languages', (code) => {
    for (const language of languages) expect(remedyOf(openSpeech(language).codes, code)).toMatch(/^\S.{15,}\.$/);
    expect(remedyOf(openSpeech('fr').codes, code)).not.toBe(remedyOf(openSpeech('en').codes, code));
  });

  test.each(Object.entries(causes))('a mail that came back for %s has one, unless the server goes on by itself', (cause, hasOne) => {
    for (const language of languages) expect(remedyOf(openSpeech(language).codes, `bounce ${cause} 5.0.0 x`) !== '').toBe(hasOne);
  });

  test('what is in order has none', () => {
    for (const reason of ['', 'duplicate', 'read=1 changed=1 unreadable=0', 'up-to-date', 'constructor'])
      expect(remedyOf(openSpeech('fr').codes, reason)).toBe('');
  });
});

describe('composed reasons', () => {
  const french = openSpeech('fr').codes;
  const english = openSpeech('en').codes;
  test.each([
    ['stored 2/5', 'volume gardé, les autres sont attendus (2/5)', 'volume kept, others are awaited (2/5)'],
    [
      'bounce bad-address 5.1.1 no such user',
      'un de nos messages est revenu (adresse refusée, 5.1.1 no such user)',
      'a mail of ours came back (address refused, 5.1.1 no such user)',
    ],
    [
      'stripped no-envelope',
      'arrivé sans sa pièce jointe (ne contient aucun envoi de Malleposte)',
      'arrived without its attachment (nothing of Malleposte in it)',
    ],
    ['undelivered: mailbox-full', 'nos messages reviennent (boîte pleine)', 'our mails come back (mailbox full)'],
    [
      'epoch=2 unknown-state',
      'nouvelle numérotation, la 2e, le site commun a un état jamais envoyé d’ici',
      'new numbering, number 2, the common site has a state that was never sent from here',
    ],
    ['epoch=3 forced', 'nouvelle numérotation, la 3e, envoi demandé', 'new numbering, number 3, asked for here'],
    [
      'disposal-refused mails=2 NO [NOPERM]',
      'rangement des messages traités refusé (2 messages, NO [NOPERM])',
      'treated mails could not be put away (2 mails, NO [NOPERM])',
    ],
    [
      'status=applied code= read=1 changed=0 unreadable=0 notice=stripped',
      'appliqué, 1 lu, 0 modifié, des messages arrivent sans leur pièce jointe',
      'applied, 1 read, 0 changed, mails arrive without their attachment',
    ],
    ['superseded 1.4', 'dépassé par un colis plus récent (1.4)', 'superseded by a newer parcel (1.4)'],
    ['refused: timeout while scanning', 'refusé par le serveur (timeout while scanning)', 'refused by the server (timeout while scanning)'],
  ])('%s', (reason, inFrench, inEnglish) => {
    expect(sayReason(french, reason)).toBe(inFrench);
    expect(sayReason(english, reason)).toBe(inEnglish);
  });

  test('the next attempt of a deferred mail is told in the zone of the installation', () => {
    const { codes, format } = openSpeech('fr', 'Europe/Paris');
    const reason = 'deferred: 451 4.7.1 greylisted next=2026-11-22T20:05:00.000Z';
    expect(sayReason(codes, reason, format.stamp)).toBe(
      'remis à plus tard par le serveur (451 4.7.1 greylisted), nouvel essai le 22/11/2026 21:05',
    );
  });
});
