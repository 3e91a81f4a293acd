/** Key software. */
import { describe, expect, it } from 'vitest';
import { countLicences, judgeKeySoftware, readKeySoftware } from '../../src/inventory/key-software.ts';
import type { Software } from '../../src/inventory/report.ts';
import { parsePreferences } from '../../src/settings/preferences.ts';

const software = (name: string, version: string): Software => ({ name, version, publisher: '' });

const list = [
  software('Mozilla Firefox (x64 fr)', '127.0'),
  software('Mozilla Firefox Maintenance Service Helper', '99'),
  software('Java 8 Update 401', '8.0.4010'),
  software('Java Auto Updater', '2.8'),
  software('Security Update for Microsoft Office 2016 (KB3115081)', '1'),
  software('TeamViewer', ''),
];

const judged = (...entries: readonly string[]): readonly string[] =>
  judgeKeySoftware(entries, list).map(({ entry, status, versions }) => `${entry}: ${status} ${versions.join(' ')}`.trim());

describe('an entry', () => {
  it('is a name, wanted in any version or in some, or forbidden, or counted', () => {
    const plain = { isForbidden: false, comparison: null, licences: null };
    expect(readKeySoftware('Firefox ESR')).toEqual({ entry: 'Firefox ESR', name: 'Firefox ESR', ...plain });
    expect(readKeySoftware(' Firefox>=128 ')).toMatchObject({ name: 'Firefox', comparison: { operator: '>=', version: '128' } });
    expect(readKeySoftware('"Adobe Reader" ≥ 20.1')).toMatchObject({
      name: 'Adobe Reader',
      comparison: { operator: '>=', version: '20.1' },
    });
    expect(readKeySoftware('!TeamViewer')).toMatchObject({ name: 'TeamViewer', isForbidden: true });
    expect(readKeySoftware('-TeamViewer')).toMatchObject({ name: 'TeamViewer', isForbidden: true });
    expect(readKeySoftware('!Java < 8')).toMatchObject({ name: 'Java', isForbidden: true, comparison: { operator: '<', version: '8' } });
    expect(readKeySoftware('"AutoCAD" x 25')).toMatchObject({ name: 'AutoCAD', licences: 25 });
    expect(readKeySoftware('AutoCAD LT × 3')).toMatchObject({ name: 'AutoCAD LT', licences: 3 });
  });

  it('that follows no grammar is a name', () => {
    for (const entry of ['Firefox >=', '7-Zip', 'Mac OS X 10', '"half', 'C++ Builder'])
      expect(readKeySoftware(entry)).toEqual({ entry, name: entry, isForbidden: false, comparison: null, licences: null });
    expect(readKeySoftware('!').name).toBe('!');
  });

  it('is accepted by the preferences as it is', () => {
    const entries = ['Firefox >= 128', '"Adobe Reader" >= 20.1', '!TeamViewer', '-Java', 'AutoCAD x 25'];
    const read = parsePreferences(`keySoftware: ${JSON.stringify(entries)}`);
    expect(read).toMatchObject({ ok: true, value: { keySoftware: entries } });
  });
});

describe('a list of software', () => {
  it('has what is wanted, has not, or has it too old', () => {
    expect(judged('firefox', 'chrome', 'firefox >= 128', 'firefox >= 127', 'teamviewer >= 15')).toEqual([
      'firefox: present 99 127.0',
      'chrome: absent',
      'firefox >= 128: outdated 127.0',
      'firefox >= 127: present 127.0',
      'teamviewer >= 15: present',
    ]);
  });

  it('has what is forbidden, or has not', () => {
    expect(judged('!teamviewer', '-anydesk', '!java < 8', '!java < 9')).toEqual([
      '!teamviewer: forbidden-present',
      '-anydesk: forbidden-absent',
      '!java < 8: forbidden-present 2.8',
      '!java < 9: forbidden-present 2.8 8.0.4010',
    ]);
  });

  it('does not have a product of which it has an update only', () => {
    expect(judged('Microsoft Office', 'KB3115081')).toEqual(['Microsoft Office: absent', 'KB3115081: present 1']);
  });
});

describe('licences', () => {
  it('are counted against installations, and judged by nothing else', () => {
    const counts = [
      { ...software('Autodesk AutoCAD 2024', '24.3'), installations: 20, sites: 2 },
      { ...software('Autodesk AutoCAD 2023', '24.2'), installations: 7, sites: 1 },
      { ...software('Blender', '4'), installations: 3, sites: 1 },
    ];
    expect(countLicences(['AutoCAD x 25', 'Blender', 'Maya x 2'], counts)).toEqual([
      { entry: 'AutoCAD x 25', licences: 25, installations: 27, names: ['Autodesk AutoCAD 2023', 'Autodesk AutoCAD 2024'] },
      { entry: 'Maya x 2', licences: 2, installations: 0, names: [] },
    ]);
    expect(judged('AutoCAD x 25')).toEqual([]);
  });
});
