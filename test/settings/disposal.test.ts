/** What people may write about treated mails, and which mailbox can do it. */
import { describe, expect, it } from 'vitest';
import { disposalOf, readDisposal } from '../../src/settings/disposal.ts';
import { readSettings } from '../../src/settings/settings.ts';

const least = {
  role: 'common',
  address: 'parc@exemple.fr',
  mailbox: 'imaps://parc@imap.exemple.fr/Parc',
  outbox: 'smtps://parc@smtp.exemple.fr',
};

const problems = (change: object): readonly string[] => {
  const read = readSettings({ ...least, ...change });
  return read.ok ? [] : read.error.problems.map(({ path, code, expected }) => `${path}: ${code} (${expected})`);
};

describe('a disposal in the settings', () => {
  it.each([
    ['delete', { how: 'delete' }],
    ['keep', 'keep'],
    ['flag', { how: 'flag' }],
    ['move:Done', { how: 'move', folder: 'Done' }],
    ['move: [Gmail]/Trash ', { how: 'move', folder: '[Gmail]/Trash' }],
    ['move:Traités/2026', { how: 'move', folder: 'Traités/2026' }],
  ])('%j is understood', (text, disposal) => {
    expect(disposalOf(text)).toEqual(disposal);
    expect(problems({ afterMerged: text })).toEqual([]);
  });

  it.each(['', 'Delete', 'remove', 'move', 'keep it'])('%j is unknown', (text) => {
    expect(readDisposal(text)).toEqual({ ok: false, error: 'unknown' });
    expect(problems({ afterRefused: text })).toEqual(['afterRefused: bad-disposal (unknown)']);
    expect(() => disposalOf(text)).toThrow('checked');
  });

  it.each([
    'move:',
    'move: ',
    'move:/x',
    'move:x/',
    'move:../x',
    'move:a//b',
    'move:.x',
    'move:a*',
    'move:a%',
    `move:${'x'.repeat(201)}`,
  ])('%j names no folder', (text) => {
    expect(problems({ afterQuarantined: text })).toEqual(['afterQuarantined: bad-disposal (folder)']);
  });

  it('carries no control character into a command', () => {
    expect(problems({ afterMerged: 'move:a\r\nx DELETE INBOX' })[0]).toBe('afterMerged: control-character ()');
  });

  it('is to delete, where nothing is said', () => {
    const read = readSettings(least);
    expect(read).toMatchObject({ value: { afterMerged: 'delete', afterRefused: 'delete', afterQuarantined: 'delete' } });
  });

  it('is only to delete or to keep in a POP3 mailbox', () => {
    const pop3 = { mailbox: 'pop3s://parc@pop.exemple.fr' };
    expect(problems({ ...pop3, afterMerged: 'keep', afterRefused: 'delete' })).toEqual([]);
    expect(problems({ ...pop3, afterMerged: 'flag', afterRefused: 'move:Done' })).toEqual([
      'afterMerged: bad-disposal (pop3)',
      'afterRefused: bad-disposal (pop3)',
    ]);
  });

  it('is not to move a mail to where it is', () => {
    expect(problems({ afterMerged: 'move:Parc' })).toEqual(['afterMerged: bad-disposal (same-folder)']);
    expect(problems({ mailbox: 'imaps://parc@imap.exemple.fr', afterMerged: 'move:inbox' })).toEqual([
      'afterMerged: bad-disposal (same-folder)',
    ]);
  });
});
