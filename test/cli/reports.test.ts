/** What `send` and `receive` say when they are done, and with which status; the jobs' answers are plain values here. */
import { describe, expect, test } from 'vitest';
import { alertsOfCommon, sayAlerts } from '../../src/cli/alerts.ts';
import { describeReceiving, statusOf as receiveStatus } from '../../src/cli/commands/receive.ts';
import { describeSending, statusOf as sendStatus } from '../../src/cli/commands/send.ts';
import { statusOf as sitesStatus } from '../../src/cli/commands/sites.ts';
import { type Context, report } from '../../src/cli/context.ts';
import type { Environment } from '../../src/cli/environment.ts';
import type { ReceiveOutcome, SendOutcome } from '../../src/jobs/installation.ts';
import { countBySite } from '../../src/jobs/receive-outcome.ts';
import type { SiteStatus } from '../../src/jobs/status.ts';
import { openSpeech } from '../../src/words/speech.ts';

function contextIn(
  language: 'fr' | 'en',
  changes: Partial<Context> = {},
): { readonly context: Context; readonly printed: { out: string; error: string } } {
  const printed = { out: '', error: '' };
  const terminal = {
    stdout: (text: string) => {
      printed.out += text;
    },
    stderr: (text: string) => {
      printed.error += text;
    },
    isInteractive: false,
    columns: 80,
    colour: false,
  };
  const environment = { terminal, defaultHome: '/h', variables: {} } as unknown as Environment;
  const speech = openSpeech(language, 'Europe/Paris');
  const context: Context = {
    environment,
    speech,
    home: '/h',
    isLanguageChosen: true,
    isJson: false,
    isQuiet: false,
    isVerbose: false,
    asker: null,
    ...changes,
  };
  return { context, printed };
}

const plain = (lines: readonly string[]): string => lines.join('\n').replaceAll('\u00a0', ' ');

const sent: SendOutcome = {
  outcome: 'parcel',
  epoch: 1,
  seq: 2,
  mode: 'snapshot',
  volumes: 1,
  postedVolumes: 1,
  files: 6,
  bytes: 24_000,
  leftOut: [],
  unreadable: [],
  heeded: {
    messages: 1,
    welcomed: false,
    rotated: false,
    receipts: 1,
    preferences: 3,
    quarantined: 0,
    ignored: 0,
    bounces: 0,
    pendingDisposals: 0,
  },
  alert: null,
  alerts: [],
  folder: null,
  due: 'period',
  lastSentAt: '2026-11-22T20:00:00Z',
  nextDueAt: '2026-11-29T20:00:00Z',
  dryRun: false,
  unsent: [],
  hooks: [],
};

const received: ReceiveOutcome = {
  messages: 3,
  enrolled: 0,
  pending: [],
  merged: 1,
  mergedSites: ['lyon'],
  stored: 0,
  duplicates: 0,
  superseded: 0,
  rotations: 0,
  departures: 0,
  greetings: 1,
  tests: 0,
  refused: 0,
  quarantined: 0,
  ignored: 1,
  bounces: 0,
  left: 0,
  pendingDisposals: 0,
  receipts: 2,
  inventories: { read: 6, changed: 2, unreadable: 1 },
  problems: [{ site: 'lyon', path: 'PC12.ocs', problem: 'malformed-xml' }],
  unsent: [],
  mirror: null,
  pushed: null,
  hooks: [],
  dryRun: false,
};

describe('send', () => {
  test('says what went, why, what was heeded, and when the next parcel goes', () => {
    expect(plain(describeSending(contextIn('fr').context, sent))).toBe(
      [
        '1 accusé de réception lu.',
        'Préférences du site commun appliquées (version 3).',
        'Colis 1.2 envoyé : 6 fichiers, 24 ko (dossier complet).',
        'Raison : la période est écoulée.',
        'Prochain envoi le 29 novembre 2026 à 21:00.',
      ].join('\n'),
    );
    expect(plain(describeSending(contextIn('en').context, sent))).toContain('Parcel 1.2 sent: 6 files, 24 kB (whole dossier).');
  });

  test('names each file that could not be read or stayed at home, with its reason', () => {
    const outcome = {
      ...sent,
      unreadable: [{ path: 'PC1.ocs', reason: 'damaged-compression' }],
      leftOut: [{ path: 'a.tmp', reason: 'filtered' }],
    };
    const text = plain(describeSending(contextIn('fr').context, outcome));
    expect(text).toContain('1 fichier illisible, joint tel quel :\n  PC1.ocs : fichier tronqué ou compression abîmée');
    expect(text).toContain('1 fichier laissé de côté :\n  a.tmp : écarté par les filtres');
  });

  test('a thousand left-out files do not fill the screen', () => {
    const leftOut = Array.from({ length: 1000 }, (_, index) => ({ path: `f${index}`, reason: 'filtered' }));
    const lines = describeSending(contextIn('en').context, { ...sent, leftOut });
    expect(lines.length).toBeLessThan(35);
    expect(lines.at(-1)).toBe('  … and 980 more');
  });

  test.each([
    ['all is well', {}, 0],
    ['a filter left a file out', { leftOut: [{ path: 'a', reason: 'filtered' }] }, 0],
    ['a file was too large', { leftOut: [{ path: 'a', reason: 'too-large' }] }, 3],
    ['an inventory is damaged', { unreadable: [{ path: 'a', reason: 'empty' }] }, 3],
    ['a version alert stands', { alert: { common: '2', ours: '1', since: '2026-11-22T20:00:00Z' } }, 3],
    ['nobody answers', { alerts: ['unanswered'] }, 3],
    ['an answer cannot be put away', { heeded: { ...sent.heeded, pendingDisposals: 1 } }, 3],
    ['an answer was quarantined', { heeded: { ...sent.heeded, quarantined: 1 } }, 3],
    ['a mail was deferred', { unsent: [{ messageId: 'm', error: 'deferred' }] }, 1],
    ['the site still waits', { outcome: 'waiting' as const }, 0],
  ])('when %s, the status follows', (_name, changes, status) => {
    expect(sendStatus({ ...sent, ...changes })).toBe(status);
  });
});

describe('receive', () => {
  const mails = [
    { peer: 'lyon', outcome: 'merged' },
    { peer: 'lyon', outcome: 'duplicate' },
    { peer: 'nord', outcome: 'greeting' },
    { peer: 'lyon', outcome: 'ignored' },
  ];

  test('has a line a site; what a stranger claims to be does not count for a site', () => {
    expect(countBySite(mails)).toEqual([
      { site: 'lyon', merged: 1, greetings: 0, other: 1, quarantined: 0 },
      { site: 'nord', merged: 0, greetings: 1, other: 0, quarantined: 0 },
      { site: '', merged: 0, greetings: 0, other: 1, quarantined: 0 },
    ]);
  });

  test('says counts, sites and problems by name', () => {
    const text = plain(describeReceiving(contextIn('fr').context, received, countBySite(mails)));
    expect(text).toMatch(/^3 messages examinés : 1 colis fusionné, 1 message de présence, 1 ignoré\.\nSite +Colis +Présence/);
    expect(text).toContain('6 inventaires lus, 2 matériels modifiés, 1 illisible.');
    expect(text).toContain('  lyon/PC12.ocs : XML mal formé');
  });

  test('a site that waits is shown with its words and the command that admits it', () => {
    const pending = [{ site: 'ouest', words: 'podium chalet agenda alibi' }];
    const text = plain(describeReceiving(contextIn('en').context, { ...received, pending }, []));
    expect(text).toContain('  ouest: podium chalet agenda alibi\n    To admit: malleposte accept ouest');
  });

  test.each([
    ['all is well', { problems: [] }, 0],
    ['a file could not be read', {}, 3],
    ['a site waits', { problems: [], pending: [{ site: 'a', words: 'w' }] }, 3],
    ['a mail was quarantined', { problems: [], quarantined: 1 }, 3],
    ['a mail was refused', { problems: [], refused: 1 }, 3],
    ['a mail of ours came back', { problems: [], bounces: 1 }, 3],
    ['a mail cannot be put away', { problems: [], pendingDisposals: 1 }, 3],
    ['volumes were kept, and mails left for the next run', { problems: [], stored: 2, left: 3 }, 0],
    ['a receipt was deferred', { unsent: [{ messageId: 'm', error: 'timeout' }] }, 1],
    ['a receipt was refused', { problems: [], unsent: [{ messageId: 'm', error: 'refused' }] }, 3],
  ])('when %s, the status follows', (_name, changes, status) => {
    expect(receiveStatus({ ...received, ...changes })).toBe(status);
  });
});

describe('sites', () => {
  const calm: SiteStatus = {
    site: 'lyon',
    name: 'Agence de Lyon',
    state: 'admitted',
    address: 'lyon@mail.test',
    words: '',
    epoch: 1,
    seq: 1,
    files: 3,
    lastParcelAt: '2026-11-22T20:00:00Z',
    lastContactAt: '2026-11-22T20:00:00Z',
    version: '1.0.0',
    isOtherVersion: false,
    preferencesVersion: 0,
    invitedAt: '2026-11-01T20:00:00Z',
    expires: '',
    freshness: 'fresh',
    notices: [],
    isDuplicated: false,
    leftAt: '',
    rotatedAt: '',
    isRotationPending: false,
  };
  const mailServer = { lastOkAt: '', failures: 0, failure: '', isAlarm: false };

  test.each([
    ['all is well', {}, 0, ''],
    ['a site is late', { freshness: 'late' as const }, 0, ''],
    ['a site is silent', { freshness: 'silent' as const }, 3, 'lyon est muet : plus rien n’en vient depuis le 22 novembre 2026 à 21:00.'],
    ['two machines are one site', { isDuplicated: true }, 3, 'deux machines semblent être ce même site'],
    ['attachments vanish', { notices: ['stripped'] }, 3, 'Des messages de lyon arrivent sans leur pièce jointe'],
    ['answers come back', { notices: ['bounce-mailbox-full'] }, 3, 'Une réponse à lyon est revenue : boîte pleine.'],
    ['a silent site was dismissed', { state: 'revoked' as const, freshness: 'silent' as const }, 0, ''],
  ])('when %s, the status follows, and the remedy is told', (_name, changes, status, sentence) => {
    const standing = { sites: [{ ...calm, ...changes }], mailServer };
    expect(sitesStatus(standing)).toBe(status);
    const { context } = contextIn('fr');
    const text = plain(sayAlerts(context, alertsOfCommon(context, standing)));
    expect(text).toContain(sentence);
    expect(text.includes('À faire : ')).toBe(status === 3);
  });

  test('a mail server that was missed three times alarms, whatever the sites', () => {
    const alarm = { lastOkAt: '2026-11-22T20:00:00Z', failures: 3, failure: 'timeout', isAlarm: true };
    expect(sitesStatus({ sites: [], mailServer: alarm })).toBe(3);
    const { context } = contextIn('en');
    const text = plain(sayAlerts(context, alertsOfCommon(context, { sites: [], mailServer: alarm })));
    expect(text).toContain('3 polls in a row failed (no answer in time); it was last reached on 22 November 2026 at 21:00.');
  });
});

test('send tells its alerts with their remedies, and how much of a parcel went again', () => {
  const again = { ...sent, volumes: 5, postedVolumes: 2, alerts: ['unanswered', 'duplicated', 'undelivered: policy'] };
  const text = plain(describeSending(contextIn('fr').context, again));
  expect(text).toContain('Plusieurs envois sans accusé de réception.\n  À faire : Demandez au siège');
  expect(text).toContain('Deux machines semblent être ce même site.\n  À faire : Gardez une seule machine');
  expect(text).toContain('Les messages de ce site reviennent : interdit par un filtre.\n  À faire : ');
  expect(text).toContain('Cette fois, 2 volumes sont partis sur 5.');
});

test('a quiet run says nothing when all is well, and everything when it is not', () => {
  const { context, printed } = contextIn('fr', { isQuiet: true });
  report(context, 0, ['tout va bien']);
  expect(printed).toEqual({ out: '', error: '' });
  report(context, 3, ['à voir']);
  expect(printed.out).toBe('à voir\n');
});

test('beside JSON, people are spoken to on standard error', () => {
  const { context, printed } = contextIn('fr', { isJson: true });
  report(context, 0, ['une phrase']);
  expect(printed).toEqual({ out: '', error: 'une phrase\n' });
});
