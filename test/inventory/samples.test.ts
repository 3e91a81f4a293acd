/**
 * Real inventories that other projects collected, and variants damaged on purpose. They are not part of the repository: the
 * folder is that of MALLEPOSTE_SAMPLES, else ../shared/samples beside the project; without it this file is skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/inventory/facts.ts';
import { ocsVocabulary } from '../../src/inventory/formats/ocs-xml.ts';
import { defaultInventoryLimits } from '../../src/inventory/limits.ts';
import { localDate, tidy, uuid } from '../../src/inventory/normalise.ts';
import { rawSections } from '../../src/inventory/raw-sections.ts';
import { inventoryText, readDocument, readInventory } from '../../src/inventory/read.ts';
import type { AssetReport } from '../../src/inventory/report.ts';
import { stripSections } from '../../src/inventory/strip.ts';
import { parseXml } from '../../src/inventory/xml.ts';
import { planScan, scanXml } from '../../src/inventory/xml-scan.ts';

const samples = process.env['MALLEPOSTE_SAMPLES'] ?? fileURLToPath(new URL('../../../shared/samples', import.meta.url));

const isPresent = existsSync(join(samples, 'INDEX.tsv'));

if (!isPresent) console.info(`skipped: no samples in ${samples} (MALLEPOSTE_SAMPLES)`);

type Row = {
  readonly path: string;
  readonly kind: string;
  readonly deviceid: string;
  readonly uuid: string;
  readonly serial: string;
  readonly logdate: string;
  readonly software_rows: string;
};

const rows = (): readonly Row[] => {
  const [head = '', ...lines] = readFileSync(join(samples, 'INDEX.tsv'), 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, index) => [columns[index], cell])) as unknown as Row);
};

const bytesOf = (path: string): Buffer => readFileSync(join(samples, path));

const read = (path: string): ReturnType<typeof readInventory> => readInventory(bytesOf(path));

const outcome = (path: string): string => {
  const result = read(path);
  return result.ok ? `${result.value.length}` : result.error.reason;
};

const one = (path: string): AssetReport => {
  const result = read(path);
  const [report] = result.ok ? result.value : [];
  if (report === undefined) throw new Error(`${path}: ${outcome(path)}`);
  return report;
};

// The samples are other people's files and no part of the repository.
describe.skipIf(!isPresent)('the collected samples', () => {
  it('are read, all but the answers of servers, one silent device and what was damaged on purpose', { timeout: 60_000 }, () => {
    const refused = rows().flatMap(({ path }) => (read(path).ok ? [] : [`${path}: ${outcome(path)}`]));
    expect(refused).toEqual([
      'derived/doctype-entity-bomb.xml: doctype',
      'derived/doctype-external-entity.xml: doctype',
      'derived/empty.json: not-an-inventory',
      'derived/empty.xml: empty',
      'derived/json-null-content.json: not-an-inventory',
      'derived/truncated.xml: malformed-xml',
      'derived/whitespace-only.xml: empty',
      'derived/zlib-truncated.ocs: damaged-compression',
      'glpi-agent/messages/message2.xml: not-an-inventory',
      'glpi-agent/messages/message3.xml: not-an-inventory',
      'glpi-agent/walks/sample6.result: no-device',
      'glpi-agent/xml/response/message1.xml: not-an-inventory',
      'glpi-agent/xml/response/message2.xml: not-an-inventory',
      'glpi-agent/xml/response/message3.xml: not-an-inventory',
      'glpi-agent/xml/response/message4.xml: not-an-inventory',
    ]);
    expect(rows().length - refused.length).toBe(107);
  });

  it('say what the index says of computers and telephones', { timeout: 60_000 }, () => {
    const agents = rows().filter(({ path, kind }) => /^(?:xml:INVENTORY|json:inventory)/.test(kind) && read(path).ok);
    const differences = agents.flatMap((row) => {
      const report = one(row.path);
      // The index has the identity that Rudder adds beside the machine's own; HARDWARE of these two has none.
      if (/raspbian|virtual-memory/.test(row.path)) return report.uuid === '' ? [] : [{ path: row.path }];
      const said = { deviceId: report.deviceId, uuid: report.uuid, date: report.inventoryDate, software: report.software?.length ?? 0 };
      const indexed = {
        deviceId: tidy(row.deviceid),
        uuid: uuid(row.uuid),
        date: localDate(row.logdate),
        software: Number(row.software_rows),
      };
      return isDeepStrictEqual(said, indexed) ? [] : [{ path: row.path, said, indexed }];
    });
    expect(differences).toEqual([]);
    expect(agents.length).toBeGreaterThan(70);
  });

  it('say the same through both XML readers', () => {
    const plan = planScan(ocsVocabulary);
    const texts = rows().flatMap(({ path }) => {
      const text = inventoryText(bytesOf(path), defaultInventoryLimits);
      return text.ok && text.value.startsWith('<') ? [{ path, text: text.value }] : [];
    });
    const scanned = texts.filter(({ path, text }) => {
      const root = scanXml(text, plan, defaultInventoryLimits);
      if (root === undefined) return false;
      const reference = parseXml(text, defaultInventoryLimits);
      expect(reference.ok && readDocument({ kind: 'xml', root: reference.value }), path).toEqual(readDocument({ kind: 'xml', root }));
      return true;
    });
    expect(scanned.length).toBe(79);
  }, 60_000);

  it('are shown raw whenever they are read, with their sections and without their keys', () => {
    for (const { path } of rows()) {
      const reports = read(path);
      if (!reports.ok) continue;
      const raw = rawSections(bytesOf(path), defaultInventoryLimits);
      expect(raw.ok && raw.value.length > 1, path).toBe(true);
      const shown = JSON.stringify([raw, reports]);
      const keys = [
        ...bytesOf(path)
          .toString('latin1')
          .matchAll(/<(?:WINPROD)?KEY>([\dA-Z-]{20,})</g),
      ].map(([, key = '']) => key);
      expect(
        keys.filter((key) => shown.includes(key)),
        path,
      ).toEqual([]);
    }
  }, 60_000);

  it('say of their assets what follows from the sections that are kept', () => {
    for (const { path } of rows()) {
      const reports = read(path);
      for (const { sections, partial, software, ...facts } of reports.ok ? reports.value : []) {
        const { deviceId, kind, agent, tag } = facts;
        expect(factsOf({ deviceId, kind, agent, tag }, JSON.parse(JSON.stringify(sections))), path).toEqual(facts);
      }
    }
  }, 60_000);

  it('have forms: only those that say nothing of their case have none', () => {
    const own = rows().filter(({ path }) => !path.startsWith('derived/') && read(path).ok);
    const byForm = Object.groupBy(own, ({ path }) => one(path).form || 'none');
    const counts = Object.fromEntries(Object.entries(byForm).map(([form, list]) => [form, list?.length]));
    expect(counts).toEqual({ laptop: 18, virtual: 32, desktop: 4, server: 2, phone: 5, switch: 13, printer: 5, other: 1, none: 10 });
  }, 60_000);

  it('keep what they say of their asset when private sections are cut', () => {
    for (const { path } of rows()) {
      const before = read(path);
      const stripped = stripSections(bytesOf(path), ['ENVS', 'PROCESSES']);
      if (!before.ok) continue;
      expect(stripped.ok, path).toBe(true);
      expect(stripped.ok && readInventory(stripped.value), path).toEqual(before);
    }
  }, 60_000);
});

// The samples are other people's files and no part of the repository.
describe.skipIf(!isPresent)('known machines', () => {
  it.each([
    [
      'glpi-inventory_format/tests/data/2.xml',
      {
        name: 'pc-arg-23',
        serial: 'CZC0479792',
        model: 'HP EliteBook 2540p',
        os: 'Microsoft Windows 8.1 Professionnel',
        tag: '3923',
        user: 'cvigneron',
        memoryMb: 3887,
      },
    ],
    [
      'glpi-inventory_format/examples/computer_3_updated.json',
      {
        name: 'LF014',
        serial: '8C554721F',
        uuid: '0055ADC9-1D3A-E411-8043-B05D95113232',
        os: 'Fedora release 25 (Twenty Five)',
        osVersion: '25',
        inventoryDate: '2017-06-09T09:00:49',
      },
    ],
    [
      'glpi-inventory_format/tests/data/12.xml',
      {
        form: 'laptop',
        sections: { monitors: [{ caption: 'DELL 1707FP', manufacturer: 'Dell Inc.' }], remote_mgmt: [{ type: 'teamviewer' }] },
      },
    ],
    [
      'glpi-inventory_format/examples/networkequipment_1.json',
      {
        form: 'switch',
        serial: 'SSI1912014B',
        sections: { components: expect.arrayContaining([expect.objectContaining({ type: 'stack' })]) },
      },
    ],
    ['glpi-inventory_format/tests/data/8.xml', { sections: { cartridges: [{ name: 'drumblack', value: '0' }, { name: 'tonerblack' }] } }],
    ['android-inventory-agent/inventory.xml', { kind: 'phone', manufacturer: 'LENOVO', uuid: '4E024BAFAB01D943' }],
    [
      'fusioninventory-for-glpi-history/2.1.6/vm-snowleopard.lan-2010-10-12-13-18-13.xml',
      { name: 'fusioninventory’s iMac', os: 'Mac OS X' },
    ],
    ['this-machine/ocs/vm-2026-11-22-02-04-56.ocs', { name: 'vm', tag: 'SITE-LYON', inventoryDate: null, osVersion: '12' }],
    [
      'rudder/fusion-inventories/windows2022.ocs',
      { name: 'agent1', osVersion: '10.0.20348', serial: '40b8e0b1-df39-4e16-83ea-a5a575fd1dd1' },
    ],
    [
      'glpi-agent/walks/sample4.result',
      { deviceId: '', kind: 'network', name: 'thisisdog CR2', serial: 'SG707SU03Y', macs: ['00:18:71:c1:e0:00'] },
    ],
    ['glpi-inventory_format/tests/data/8.xml', { kind: 'printer', name: 'CE75I09008', serial: 'D9J230159' }],
    ['glpi-inventory_format/tests/data/19.xml', { kind: 'storage', model: 'DS1821+' }],
    ['glpi-inventory_format/tests/data/11.xml', { kind: 'printer', name: 'myprinter', macs: ['b5:3d:dc:44:af:e9'], partial: true }],
    ['glpi-inventory_format/examples/printer_1.json', { kind: 'printer', serial: 'PHCVN191TG', memoryMb: 512 }],
    ['glpi-inventory_format/examples/computer_1_partial_memory.json', { partial: true, software: null, serial: '640HP72' }],
  ] as const)('%s', (path, facts) => {
    expect(one(path)).toMatchObject(facts);
  });
});

// The samples are other people's files and no part of the repository.
describe.skipIf(!isPresent)('what was derived from the real ones', () => {
  const original = 'glpi-inventory_format/tests/data/2.xml';

  it.each([
    'CRLF-and-tabs',
    'cp1252-but-declared-utf8',
    'cp1252-no-xml-declaration',
    'iso-8859-1-declared',
    'utf16le-bom',
    'utf8-bom',
    'double-encoded-utf8',
  ])('%s says what its original says', (name) => {
    expect({ ...one(`derived/${name}.xml`), software: null }).toEqual({ ...one(original), software: null });
    expect(one(`derived/${name}.xml`).software?.length).toBe(one(original).software?.length);
  });

  it.each(['gzip-compressed.ocs', 'raw-deflate.ocs', 'zlib-compressed-windows.ocs'])('%s is undone', (name) => {
    expect(one(`derived/${name}`)).toMatchObject({
      name: 'workstation1',
      uuid: '81D8D286-F16C-4F8E-814D-1FBDD9516718',
      inventoryDate: '2025-03-26T01:42:05',
    });
    expect(one(`derived/${name}`).software).toHaveLength(134);
  });

  it('control characters are gone, impossible dates are none, bare ampersands are text', () => {
    const names = one('derived/control-chars-in-software-name.xml').software?.map((row) => row.name) ?? [];
    expect(names.length).toBe(8);
    expect(names.filter((name) => /\p{Cc}/u.test(name))).toEqual([]);
    expect(one('derived/future-date.xml').inventoryDate).toBeNull();
    expect(one('derived/unescaped-ampersand.xml').software?.map((row) => row.publisher)).toContain('Johnson & Johnson <R&D>');
  });

  it('formulas, scripts and paths are data like any other', () => {
    expect(one('derived/path-traversal-deviceid.json')).toMatchObject({
      deviceId: String.raw`..\..\windows\system32-2026-01-01-00-00-00`,
      name: '../../etc/passwd',
    });
    expect(one('derived/csv-formula-in-name.xml').software?.[0]?.name).toMatch(/^=/);
    expect(one('derived/script-in-names.xml').software?.[0]?.name).toBe('<img src=x onerror=alert(1)>');
  });

  it('an inventory without envelope is told by its UUID', () => {
    expect(one('derived/content-without-request.xml')).toMatchObject({
      deviceId: '',
      name: 'pc-arg-23',
      uuid: '33E737A8-F827-11DF-9297-47C0A301005A',
    });
  });
});
