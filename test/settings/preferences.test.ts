import { describe, expect, it } from 'vitest';
import { parsePreferences, withPreferences } from '../../src/settings/preferences.ts';
import { problemLine } from '../../src/settings/problems.ts';
import { readSettings, type Settings } from '../../src/settings/settings.ts';

const settings = (changes: object = {}): Settings => {
  const read = readSettings({
    role: 'distant',
    dossier: '/srv/parc',
    address: 'a@b.fr',
    mailbox: 'memory:a',
    outbox: 'memory:a',
    ...changes,
  });
  if (!read.ok) throw new Error(read.error.problems.map(problemLine).join('; '));
  return read.value;
};

const problems = (text: string): readonly string[] => {
  const read = parsePreferences(text);
  return read.ok ? [] : read.error.problems.map(problemLine);
};

describe('preferences', () => {
  it('are read from YAML with comments, in French too', () => {
    const read = parsePreferences(
      '# tous les jours\nperiod: 1\nkeySoftware:\n  - Sauvegarde Générale\nexclude: ["\\\\.bak$"]\nstrip: [envs]\n',
    );
    expect(read).toEqual({ ok: true, value: { period: 1, keySoftware: ['Sauvegarde Générale'], exclude: ['\\.bak$'], strip: ['ENVS'] } });
  });

  it('may be empty, and then prefer nothing', () => {
    for (const text of ['', '\n# rien\n', '{}', '\ufeff'])
      expect(parsePreferences(text), JSON.stringify(text)).toEqual({ ok: true, value: {} });
  });

  it('are refused with key, code and expectation', () => {
    expect(problems('period: 0')).toEqual(['period: too-small (1)']);
    expect(problems('period: souvent')).toEqual(['period: wrong-type (number)']);
    expect(problems('periode: 3')).toEqual(['periode: unknown-key']);
    expect(problems('include: "*.xml"')).toEqual(['include: wrong-type (array)']);
    expect(problems('include: ["(a+)+"]')).toEqual(['include.0: bad-pattern (catastrophic)']);
    expect(problems('- a')).toEqual(['wrong-type (object)']);
    expect(problems('42')).toEqual(['wrong-type (object)']);
  });

  it('are refused when they are no YAML, with the line and nothing of the text', () => {
    expect(problems('period: 3\nstrip: [')).toEqual(['not-yaml (line 2)']);
    expect(problems('period: 3\nperiod: 4')).toEqual(['not-yaml (line 2)']);
    expect(problems('a: 1\n--- \nb: 2')).toHaveLength(1);
  });

  it('are refused with keys that are no words, which cost cubic time, and the line is named', () => {
    expect(problems(`period: 3\n${'? '.repeat(300)}a: 1`)).toEqual(['not-yaml (line 2)']);
    expect(problems('period: 3\n? [a, b]\n: 1')).toEqual(['not-yaml (line 2)']);
  });

  it('are refused with aliases, which multiply without bound', () => {
    const bomb = ['a: &a [x,x,x]', 'b: &b [*a,*a,*a]', 'c: &c [*b,*b,*b]'].join('\n');
    expect(problems(bomb)).toEqual(['not-yaml']);
  });

  it('leave the prototype of objects alone', () => {
    expect(parsePreferences('__proto__: {period: 1}').ok).toBe(false);
    expect(({} as { period?: number }).period).toBeUndefined();
  });

  it('are refused when they are too long to be meant', () => {
    expect(problems(`# ${'x'.repeat(300_000)}`)).toEqual(['too-long (262144)']);
  });

  it('win over the local settings, key by key', () => {
    const local = settings({ everyDays: 7, strip: ['PROCESSES'], exclude: ['a'], keySoftware: ['x'] });
    const preferred = withPreferences(local, { period: 2, strip: ['ENVS'] });
    expect(preferred).toEqual({ ...local, everyDays: 2, strip: ['ENVS'] });
    expect(withPreferences(local, { exclude: [] }).exclude).toEqual([]);
    expect(withPreferences(local, {})).toEqual(local);
  });
});
