import { describe, expect, it } from 'vitest';
import { describeSettings, renderSettingsPage } from '../../src/settings/describe.ts';
import { readSettings } from '../../src/settings/settings.ts';

const least = { role: 'common', address: 'a@b.fr', mailbox: 'memory:a', outbox: 'memory:a' };

describe('the description of the settings', () => {
  it('has one row for every setting, those of groups included', () => {
    const read = readSettings(least);
    if (!read.ok) throw new Error('valid settings');
    const keys = Object.entries(read.value).flatMap(([key, value]) =>
      key === 'limits' ? Object.keys(value).map((name) => `limits.${name}`) : [key],
    );
    expect(
      describeSettings('en')
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(keys.toSorted());
  });

  it('says flag, variable, default, unit and bounds', () => {
    const byKey = new Map(describeSettings('en').map((setting) => [setting.key, setting]));
    expect(byKey.get('everyDays')).toMatchObject({
      flag: '--every-days',
      variable: 'MALLEPOSTE_EVERY_DAYS',
      type: 'integer',
      default: '7',
      unit: 'days',
      range: [1, 365],
    });
    expect(byKey.get('limits.maxEntries')).toMatchObject({
      flag: '--limits-max-entries',
      variable: 'MALLEPOSTE_LIMITS_MAX_ENTRIES',
      default: '20000',
      range: [10, 65_533],
    });
    expect(byKey.get('role')).toMatchObject({ type: 'common | distant', default: undefined });
    expect(byKey.get('seal')).toMatchObject({ type: 'boolean', default: 'true' });
    expect(byKey.get('mailbox')).toMatchObject({ type: 'URL', default: undefined });
    expect(byKey.get('include')).toMatchObject({ type: 'list (regexp)', default: '' });
  });

  it('gives each setting a flag and a variable of its own', () => {
    const all = describeSettings('fr');
    expect(new Set(all.map(({ flag }) => flag)).size).toBe(all.length);
    expect(new Set(all.map(({ variable }) => variable)).size).toBe(all.length);
  });

  it('explains every setting in both languages, each a sentence', () => {
    for (const [index, fr] of describeSettings('fr').entries()) {
      const en = describeSettings('en')[index];
      expect(fr.help, fr.key).toMatch(/^\p{Lu}.*[.…]$/su);
      expect(en?.help, fr.key).toMatch(/^\p{Lu}.*[.…]$/su);
      expect(fr.help).not.toBe(en?.help);
    }
  });

  it('makes a page whose table rows all have as many cells as its head', () => {
    for (const language of ['fr', 'en'] as const) {
      const table = renderSettingsPage(language)
        .split('\n')
        .filter((line) => line.startsWith('|'));
      expect(table.length).toBe(describeSettings(language).length + 2);
      for (const row of table) expect(row.replaceAll('\\|', '').split('|'), row).toHaveLength(8);
    }
    expect(renderSettingsPage('fr')).toContain('1–365 jours');
    expect(renderSettingsPage('en')).toContain('| required |');
  });
});
