import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/exchange/limits.ts';
import { isMailAddress, isSiteId } from '../../src/exchange/protocol.ts';
import { problemLine } from '../../src/settings/problems.ts';
import { readSettings, type Settings } from '../../src/settings/settings.ts';

const least = {
  role: 'common',
  address: 'parc@exemple.fr',
  mailbox: 'imaps://parc@exemple.fr@imap.exemple.fr',
  outbox: 'smtps://parc@exemple.fr@smtp.exemple.fr',
} as const;

const accepted = (input: unknown): Settings => {
  const read = readSettings(input);
  if (!read.ok) throw new Error(read.error.problems.map(problemLine).join('; '));
  return read.value;
};

const problems = (changes: object): readonly string[] => {
  const read = readSettings({ ...least, ...changes });
  return read.ok ? [] : read.error.problems.map(problemLine);
};

describe('settings', () => {
  it('need a role, an address, a mailbox and an outbox; all the rest has a default', () => {
    expect(accepted(least)).toMatchObject({
      everyDays: 7,
      seal: true,
      language: 'auto',
      markerDistant: 'Iparc Distant',
      markerCommon: 'Iparc Commun',
      invitationDays: 14,
      alertNewVersion: true,
      propagatePreferences: true,
      include: [],
      strip: [],
    });
    expect(accepted(least).limits).toEqual(defaultLimits);
  });

  it('of a digest name somebody who reads it; it is off unless they say so', () => {
    expect(accepted(least)).toMatchObject({ digest: 'off', digestTo: '', digestSites: false });
    expect(problems({ digest: 'weekly' })).toEqual(['digestTo: missing (address)']);
    expect(problems({ digest: 'weekly', digestTo: 'anne@exemple.fr' })).toEqual([]);
    expect(problems({ digest: 'daily', digestSites: true })).toEqual([]);
    expect(problems({ digestTo: 'a@b\r\nBcc: c@d' })).toEqual([expect.stringContaining('bad-address')]);
  });

  it('tell everything that is missing at once', () => {
    const read = readSettings({});
    expect(read.ok ? [] : read.error.problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'role missing',
      'address missing',
      'mailbox missing',
      'outbox missing',
    ]);
  });

  it('are refused when they are no object, without throwing', () => {
    for (const nonsense of [null, undefined, 42, 'role: common', [], () => 1]) expect(readSettings(nonsense).ok).toBe(false);
  });

  it('name the key, the code and what would be right', () => {
    expect(problems({ everyDays: 400 })).toEqual(['everyDays: too-big (365)']);
    expect(problems({ everyDays: 0 })).toEqual(['everyDays: too-small (1)']);
    expect(problems({ everyDays: '7' })).toEqual(['everyDays: wrong-type (number)']);
    expect(problems({ everyDays: 1.5 })).toEqual(['everyDays: wrong-type (int)']);
    expect(problems({ role: 'head' })).toEqual(['role: not-one-of (common, distant)']);
    expect(problems({ seal: 'yes' })).toEqual(['seal: wrong-type (boolean)']);
    expect(problems({ invitationDays: 61 })).toEqual(['invitationDays: too-big (60)']);
    expect(problems({ every: 7, limits: { maxEntry: 1 } })).toEqual(['limits.maxEntry: unknown-key', 'every: unknown-key']);
  });

  it('want a dossier at a distant site, and only there', () => {
    expect(problems({ role: 'distant' })).toEqual(['dossier: missing (path)']);
    expect(problems({ role: 'distant', dossier: '/srv/parc' })).toEqual([]);
    expect(problems({ role: 'common' })).toEqual([]);
  });

  it('refuse a password in a URL without repeating it', () => {
    const read = readSettings({ ...least, mailbox: 'imaps://parc:Tr3s-s3cret@imap.exemple.fr' });
    expect(read).toMatchObject({ ok: false, error: { problems: [{ path: 'mailbox', code: 'bad-url', expected: 'password-in-url' }] } });
    expect(JSON.stringify(read)).not.toContain('s3cret');
  });

  it('refuse a mailbox that can only send, and an outbox that can only receive', () => {
    expect(problems({ mailbox: 'smtps://a@b' })).toEqual(['mailbox: bad-url (wrong-protocol smtp)']);
    expect(problems({ outbox: 'imaps://a@b' })).toEqual(['outbox: bad-url (wrong-protocol imap)']);
    expect(problems({ mailbox: 'maildir:/var/mail/x', outbox: 'maildir:/var/mail/y' })).toEqual([]);
  });

  it('keep control characters out of everything that may stand in a mail or a command', () => {
    for (const key of ['name', 'organisation', 'dossier', 'tlsCa'])
      expect(problems({ [key]: 'a\r\nRCPT TO:<x>' }), key).toEqual([`${key}: control-character`]);
    expect(problems({ address: 'a@b.fr\r\nBcc: x@y' })).toEqual(['address: bad-address (user@example.org)']);
    expect(problems({ markerDistant: 'Iparc\nDistant' })).toEqual(['markerDistant: bad-marker (3..40 ASCII)']);
  });

  it('take addresses and site ids exactly as the wire does', () => {
    const addresses = [
      'a@b',
      'a.b+c@d-e.fr',
      'a b@c',
      '@c',
      'a@',
      'a@b@c',
      '"a"@b',
      'é@b',
      'a@é',
      `${'a'.repeat(65)}@b`,
      'a@-b',
      'a@b-',
      'a@b.',
    ];
    for (const address of addresses) expect(problems({ address }).length === 0, address).toBe(isMailAddress(address));
    for (const site of ['lyon', 'common', 'Lyon', '-x', 'a b', 'x'.repeat(48), 'x'.repeat(49), 'a.b_c-1', 'é'])
      expect(problems({ site }).length === 0, site).toBe(isSiteId(site));
  });

  it('take markers of 3 to 40 printable ASCII characters without spaces around', () => {
    for (const marker of ['Parc', 'a-b', 'x'.repeat(40)]) expect(problems({ markerCommon: marker }), marker).toEqual([]);
    for (const marker of ['ab', 'x'.repeat(41), ' Parc', 'Parc ', 'Parç', ''])
      expect(problems({ markerCommon: marker }), marker).toHaveLength(1);
  });

  it('spell a fingerprint as OpenSSL does, however it was pasted', () => {
    const wanted = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0').toUpperCase()).join(':');
    for (const pasted of [wanted, wanted.toLowerCase(), wanted.replaceAll(':', ''), wanted.replaceAll(':', ' ')])
      expect(accepted({ ...least, mailboxFingerprint: pasted }).mailboxFingerprint).toBe(wanted);
    for (const wrong of [wanted.slice(3), 'SHA256 Fingerprint', `${wanted}:00`])
      expect(problems({ outboxFingerprint: wrong }), wrong).toHaveLength(1);
  });

  it('write section names in capitals and refuse what is no name', () => {
    expect(accepted({ ...least, strip: ['envs', 'PROCESSES'] }).strip).toEqual(['ENVS', 'PROCESSES']);
    expect(problems({ strip: ['<ENVS>'] })[0]).toMatch(/^strip\.0: bad-section/);
  });

  it('refuse patterns that do not compile or would run for ever', () => {
    expect(problems({ include: ['ok', '('], exclude: ['(a+)+$'] })).toEqual([
      'include.1: bad-pattern (does-not-compile)',
      'exclude.0: bad-pattern (catastrophic)',
    ]);
  });

  it('let limits down, and up to the hard cap only', () => {
    expect(accepted({ ...least, limits: { maxEntries: 65_533 } }).limits).toEqual({ ...defaultLimits, maxEntries: 65_533 });
    expect(problems({ limits: { maxEntries: 100_001 } })).toEqual(['limits.maxEntries: too-big (65533)']);
    expect(problems({ limits: { maxTotalBytes: 2_000_000_001 } })).toEqual(['limits.maxTotalBytes: too-big (2000000000)']);
    expect(problems({ limits: { maxMessageBytes: 0 } })).toEqual(['limits.maxMessageBytes: too-small (262144)']);
    for (const key of Object.keys(defaultLimits)) expect(problems({ limits: { [key]: 1e15 } }), key).toHaveLength(1);
  });
});

describe('saved questions', () => {
  it('have names and are texts on one line; what they mean is not looked at', () => {
    const saved = { 'vieux-firefox': 'firefox < 128', été: 'no such field:"' };
    expect(readSettings({ ...least, queries: saved })).toMatchObject({ ok: true, value: { queries: saved } });
    expect(readSettings(least)).toMatchObject({ ok: true, value: { queries: {} } });
    expect(problems({ queries: { 'a b': 'x' } })).toEqual(['queries.a b: bad-query-name (a-z 0-9 . _ -)']);
    expect(problems({ queries: { a: 'x\ny' } })).toEqual(['queries.a: control-character']);
    expect(problems({ queries: { a: 'x'.repeat(501) } })).toEqual(['queries.a: too-long (500)']);
    expect(problems({ queries: ['x'] })).toEqual([expect.stringMatching(/^queries: wrong-type/)]);
  });
});
