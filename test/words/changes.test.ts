import { describe, expect, test } from 'vitest';
import { changeKinds } from '../../src/inventory/history/timeline.ts';
import { type SaidChange, sayChange } from '../../src/words/changes.ts';
import { openSpeech } from '../../src/words/speech.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

const say = (language: 'fr' | 'en', change: Partial<SaidChange>): string =>
  plain(
    sayChange(openSpeech(language, 'UTC').changes, { kind: 'user', subject: '', before: '', after: '', name: 'LYON-COMPTA-01', ...change }),
  );

const firefox = { kind: 'software-upgraded', subject: 'Firefox', before: '127.0', after: '128.0' } as const;

describe('a change', () => {
  test('is a sentence with its machine, or without where a heading names it', () => {
    expect(say('fr', firefox)).toBe('Firefox 127.0 → 128.0 mis à jour sur LYON-COMPTA-01');
    expect(say('en', { ...firefox, name: '' })).toBe('Firefox 127.0 → 128.0 updated');
    expect(say('fr', { kind: 'missing' })).toMatch(/^LYON-COMPTA-01 manque : /);
    expect(say('fr', { kind: 'missing', name: '' })).toMatch(/^Manque : /);
  });

  test('of a version says whether it went up or down', () => {
    expect(say('en', { ...firefox, before: '128.0', after: '127.0' })).toBe('Firefox 128.0 → 127.0 downgraded on LYON-COMPTA-01');
  });

  test('of sizes is told in the units of people', () => {
    expect(say('fr', { kind: 'memory', subject: 'memoryMb', before: '8000', after: '16000' })).toBe(
      'Mémoire 8 Go → 16 Go sur LYON-COMPTA-01',
    );
    expect(say('en', { kind: 'disk-added', subject: 'SSD 870', before: '', after: '500000' })).toBe(
      'Disk SSD 870 (500 GB) added on LYON-COMPTA-01',
    );
    expect(say('en', { kind: 'disk-removed', subject: 'S1', before: 'S1', after: '' })).toBe('Disk S1 removed on LYON-COMPTA-01');
    expect(say('en', { kind: 'hardware', subject: 'vda', before: '40000', after: '80000' })).toContain('40 GB → 80 GB');
    expect(say('fr', { kind: 'hardware', subject: 'cpu', before: 'i5', after: 'i7' })).toContain('processeur : i5 → i7');
  });

  test('of a kind that only a newer program knows is quoted', () => {
    expect(say('fr', { kind: 'teleported' as 'moved', subject: 'x' })).toBe('teleported: x');
  });

  test.each(changeKinds)('%s has words in both languages, that quote what they are told', (kind) => {
    const change = { kind, subject: 'Sujet', before: '1.0', after: '2.0' };
    const [fr, en] = [say('fr', change), say('en', change)];
    expect(fr).not.toBe(en);
    for (const sentence of [fr, en]) expect(sentence).not.toMatch(/undefined|\[object|\.$/);
  });
});
