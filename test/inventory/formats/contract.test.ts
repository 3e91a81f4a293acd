/** What every reader of the registry keeps to (formats/reader.ts), over the fixtures of all of them and over documents of nobody. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/inventory/facts.ts';
import type { InventoryDocument } from '../../../src/inventory/formats/reader.ts';
import { inventoryReaders } from '../../../src/inventory/formats/readers.ts';
import { parseJson } from '../../../src/inventory/json.ts';
import { defaultInventoryLimits } from '../../../src/inventory/limits.ts';
import { inventoryText } from '../../../src/inventory/read.ts';
import { assetForms, assetKinds } from '../../../src/inventory/report.ts';
import { parseXml } from '../../../src/inventory/xml.ts';
import { quirk } from '../documents.ts';

const samples: Readonly<Record<string, readonly string[]>> = {
  'ocs-xml': [
    'utf-8.xml',
    'machine-with-all-sections.xml',
    'android-tablet-with-imei.xml',
    'content-without-envelope.xml',
    'snmp-two-switches-one-silent.xml',
    'snmp-stack-of-two-chassis.xml',
    'snmp-printer-with-cartridges.xml',
    'discovery-with-all-fields.xml',
  ],
  'glpi-json': [
    'glpi-computer.json',
    'glpi-partial.json',
    'glpi-phone.json',
    'glpi-printer.json',
    'glpi-switch-stack.json',
    'glpi-sections-of-wrong-types.json',
  ],
  'ocs-json': ['ocs-3-debian-template.json', 'ocs-3-windows-collection.json'],
  'open-audit-xml': ['open-audit-server.xml', 'open-audit-before-1.12.xml'],
};

const documentOf = (text: string): InventoryDocument => {
  const isXml = text.startsWith('<');
  const root = isXml ? parseXml(text, defaultInventoryLimits) : parseJson(text, defaultInventoryLimits);
  if (!root.ok) throw new Error(`${root.error.reason}: ${text}`);
  return { kind: isXml ? 'xml' : 'json', root: root.value } as InventoryDocument;
};

const fixtureDocument = (name: string): InventoryDocument => {
  const text = inventoryText(quirk(name), defaultInventoryLimits);
  if (!text.ok) throw new Error(name);
  return documentOf(text.value);
};

const ofOthers = (reader: string): readonly string[] => Object.entries(samples).flatMap(([name, files]) => (name === reader ? [] : files));

const names = fc.constantFrom(
  'content',
  'CONTENT',
  'HARDWARE',
  'sys',
  'software',
  'template_inventory',
  'deviceid',
  'device',
  'ports',
  'monitors',
  'item',
);

const xmlTree = fc.letrec<{ readonly element: string; readonly inside: string }>((tie) => ({
  element: fc.tuple(names, tie('inside')).map(([name, inside]) => `<${name}>${inside}</${name}>`),
  inside: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('', 'x', '1e30', '-1'),
    fc.array(tie('element'), { maxLength: 4 }).map((all) => all.join('')),
  ),
}));

const jsonTree = fc.letrec<{ readonly value: unknown; readonly object: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, -1, 1e30, '', 'x', '1970-99-99'),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(names, tie('value'), { maxKeys: 4 }),
}));

const rootOf: Readonly<Record<string, (body: string) => string>> = {
  'ocs-xml': (body) => `<REQUEST><CONTENT>${body}</CONTENT><QUERY>INVENTORY</QUERY></REQUEST>`,
  'open-audit-xml': (body) => `<system><sys>${body}</sys>${body}</system>`,
};

it('every reader has fixtures', () => {
  expect(inventoryReaders.map(({ name }) => name).sort()).toEqual(Object.keys(samples).sort());
});

describe.each(inventoryReaders.map((reader) => [reader.name, reader] as const))('the reader %s', (name, reader) => {
  it.each([...(samples[name] ?? [])])('recognises %s and gives at least one report', (file) => {
    const document = fixtureDocument(file);
    expect(reader.recognises(document)).toBe(true);
    const read = reader.read(document);
    expect(read.ok && read.value.length > 0).toBe(true);
    for (const report of read.ok ? read.value : []) {
      expect(assetKinds).toContain(report.kind);
      expect(assetForms).toContain(report.form);
      expect([report.deviceId, report.uuid, report.serial, report.name, ...report.macs].join('')).not.toBe('');
    }
  });

  it.each([...(samples[name] ?? [])])('says of %s nothing but what follows from its head and its sections', (file) => {
    const read = reader.read(fixtureDocument(file));
    for (const { sections, partial, software, ...facts } of read.ok ? read.value : []) {
      const { deviceId, kind, agent, tag } = facts;
      expect(factsOf({ deviceId, kind, agent, tag }, JSON.parse(JSON.stringify(sections)))).toEqual(facts);
    }
  });

  it('leaves the files of the others alone', () => {
    expect(ofOthers(name).filter((file) => reader.recognises(fixtureDocument(file)))).toEqual([]);
  });

  it('never throws on a document of any shape: it gives reports, or a reason', () => {
    const build = rootOf[name];
    const documents =
      build === undefined
        ? jsonTree.object.map(
            (object) => ({ kind: 'json', root: { deviceid: 'x', content: object, template_inventory: object } }) as InventoryDocument,
          )
        : xmlTree.inside.map((body) => documentOf(build(body)));
    fc.assert(
      fc.property(documents, (document) => {
        const read = reader.read(document);
        expect(read.ok ? read.value.length : read.error.reason).toBeTruthy();
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a document of the other kind', () => {
    const other: InventoryDocument =
      rootOf[name] === undefined
        ? { kind: 'xml', root: { name: 'request', text: '', children: [] } }
        : { kind: 'json', root: { content: {} } };
    expect(reader.recognises(other)).toBe(false);
    expect(reader.read(other)).toMatchObject({ ok: false, error: { reason: 'not-an-inventory' } });
  });
});
