/** Changes of a list of software. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../../src/inventory/history/advance.ts';
import { softwareChanges } from '../../../src/inventory/history/software-changes.ts';
import { isUpdate, publisherKey, softwareKey } from '../../../src/inventory/history/software-names.ts';
import type { Software } from '../../../src/inventory/report.ts';
import { day, program, reported } from './reports.ts';

const changed = (before: readonly Software[], after: readonly Software[]): readonly string[] =>
  softwareChanges(before, after).map(({ kind, subject, before: old, after: young }) => `${kind} ${subject} ${old}>${young}`);

describe('a list of software', () => {
  it('has one event for an upgrade, also when the version is in the name', () => {
    expect(
      changed(
        [program('Mozilla Firefox 127.0 (x64 fr)', '127.0', 'Mozilla')],
        [program('Mozilla Firefox 128.0.1 (x64 fr)', '128.0.1', 'Mozilla')],
      ),
    ).toEqual(['software-upgraded Mozilla Firefox 128.0.1 (x64 fr) 127.0>128.0.1']);
    expect(changed([program('nano', '7.2')], [program('nano', '7.1')])).toEqual(['software-upgraded nano 7.2>7.1']);
    expect(changed([program('Java 8 Update 391 (64-bit)', '8.0.3910')], [program('Java 8 Update 401 (64-bit)', '8.0.4010')])).toEqual([
      'software-upgraded Java 8 Update 401 (64-bit) 8.0.3910>8.0.4010',
    ]);
  });

  it('says what came and what went', () => {
    expect(changed([program('nano', '7.2')], [program('vim', '9.1')])).toEqual([
      'software-removed nano 7.2>',
      'software-installed vim >9.1',
    ]);
  });

  it('pairs another name only with a publisher that does not contradict', () => {
    const reader = (version: string, publisher: string): Software => program(`Reader ${version}`, version, publisher);
    expect(changed([reader('1.0', 'Adobe Systems Incorporated')], [reader('2.0', 'Adobe Inc.')])).toHaveLength(1);
    expect(changed([reader('1.0', '')], [reader('2.0', 'Adobe Inc.')])).toHaveLength(1);
    expect(changed([reader('1.0', 'Foxit Software')], [reader('2.0', 'Adobe Inc.')])).toHaveLength(2);
    expect(changed([program('bash', '5.1', 'A maintainer')], [program('bash', '5.2', 'Another one')])).toHaveLength(1);
  });

  it('counts a product that is there for two architectures twice', () => {
    const both = (version: string): readonly Software[] => [program('Runtime (x86)', version), program('Runtime (x64)', version)];
    expect(changed(both('1'), both('2'))).toEqual(['software-upgraded Runtime (x64) 1>2', 'software-upgraded Runtime (x86) 1>2']);
    expect(changed(both('1'), [program('Runtime (x64)', '2')])).toEqual([
      'software-upgraded Runtime (x64) 1>2',
      'software-removed Runtime (x86) 1>',
    ]);
  });

  it('keeps updates apart from each other and from what they update', () => {
    const update = (kb: string): Software => program(`Security Update for Microsoft Windows (${kb})`, '', 'Microsoft Corporation');
    expect(changed([update('KB5031455')], [update('KB5032190')])).toEqual([
      'software-removed Security Update for Microsoft Windows (KB5031455) >',
      'software-installed Security Update for Microsoft Windows (KB5032190) >',
    ]);
  });

  it('in another order, with repeated rows, or spelled otherwise is the same', () => {
    const [nano, vim] = [program('nano', '7.2'), program('Vim 9.1 (x64)', '9.1', 'Bram')];
    expect(changed([nano, vim], [vim, nano, nano])).toEqual([]);
    expect(changed([nano, vim], [nano, program('vim', '9.1.0', 'Bram Moolenaar et al.')])).toEqual([]);
    expect(changed([nano], [program('nano', '7.2', 'GNU')])).toEqual([]);
  });

  it('stays as it is stored when only its order changed, and is stored when a publisher did', () => {
    const [nano, vim] = [program('nano', '7.2'), program('vim', '9.1')];
    const reports = (list: readonly Software[]) => [reported({ software: [nano, vim] }), reported({ date: day(2), software: list })];
    expect(timelineOf(reports([vim, nano])).software).toEqual([nano, vim]);
    const named = [nano, program('vim', '9.1', 'Bram')];
    expect(timelineOf(reports(named))).toMatchObject({ software: named, changes: [{ kind: 'appeared' }] });
  });

  it('of thousands is compared in time that grows with it', () => {
    const list = (version: string): readonly Software[] =>
      Array.from({ length: 5000 }, (_, index) => program(`Runtime ${index} (x64)`, version, `maker${index % 7}`));
    const start = performance.now();
    expect(softwareChanges(list('1'), list('2'))).toHaveLength(5000);
    expect(
      softwareChanges(
        list('1'),
        list('1').map((row) => ({ ...row, name: `${row.name}.0`, publisher: 'x' })),
      ),
    ).toHaveLength(10_000);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('adds up, and does not depend on the order of either list', { timeout: 60_000 }, () => {
    const row = fc.record({
      name: fc.constantFrom('Firefox 1 (x64)', 'Firefox (x86)', 'firefox', 'KB5031455', 'nano'),
      version: fc.constantFrom('', '1', '1.0', '2', '3~rc1'),
      publisher: fc.constantFrom('', 'Mozilla', 'Mozilla Foundation', 'Other'),
    });
    const lists = fc.tuple(fc.array(row, { maxLength: 8 }), fc.array(row, { maxLength: 8 }));
    fc.assert(
      fc.property(lists, ([before, after]) => {
        const changes = softwareChanges(before, after);
        expect(softwareChanges(before.toReversed(), [...after, ...after].toReversed())).toEqual(changes);
        expect(softwareChanges(after, before)).toHaveLength(changes.length);
        expect(softwareChanges(before, before)).toEqual([]);
      }),
    );
  });
});

describe('names of software', () => {
  it('lose version, architecture, language and case', () => {
    const pairs: readonly (readonly [string, string])[] = [
      ['Mozilla Firefox 128.0.1 (x64 fr)', 'mozilla firefox'],
      ['Mozilla Firefox ESR (x86 en-US)', 'mozilla firefox esr'],
      ['7-Zip 24.08 (x64)', '7 zip'],
      ['Microsoft Visual C++ 2015-2022 Redistributable (x64) - 14.38.33130', 'microsoft visual c++ redistributable'],
      ['AutoCAD 2024 - Français (French)', 'autocad'],
      ['Microsoft 365 Apps for enterprise - fr-fr', 'microsoft apps for enterprise'],
      ['python3.11', 'python'],
      ['libssl3', 'libssl3'],
      ['linux-image-6.1.0-18-amd64', 'linux image'],
      ['Intel(R) Chipset Device Software', 'intel chipset device software'],
      ['2024', '2024'],
      ['!!', '!!'],
    ];
    for (const [name, key] of pairs) expect([name, softwareKey(name)]).toEqual([name, key]);
  });

  it('tell updates from products', () => {
    for (const name of [
      'KB5031455',
      'Security Update for Microsoft Office 2016 (KB3115081) 32-Bit Edition',
      'Update for Windows 10',
      'Mise à jour pour Microsoft Visio 2016',
      'Hotfix for Windows XP',
    ])
      expect([name, isUpdate(name)]).toEqual([name, true]);
    for (const name of ['Windows Update Assistant', 'KB', 'Mise à jour de la paie', 'Java 8 Update 401', 'Apple Software Update'])
      expect([name, isUpdate(name)]).toEqual([name, false]);
  });

  it('have publishers known by their first word', () => {
    expect(['Adobe Systems Incorporated', 'The Document Foundation', 'Éditeur', '', '--'].map(publisherKey)).toEqual([
      'adobe',
      'document',
      'editeur',
      '',
      '',
    ]);
  });
});
