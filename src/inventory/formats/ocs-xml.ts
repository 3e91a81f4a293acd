/**
 * The XML of OCS, FusionInventory and GLPI agents (inventory.md §1.2): one computer, or the devices that an SNMP query or
 * a discovery found. Other messages of the same agents (PROLOG, answers of a server) are recognised and are no inventory.
 */
import { ok, type Result } from '../../result.ts';
import { factsOf } from '../facts.ts';
import { tidy } from '../normalise.ts';
import type { AssetKind, AssetReport, ReportHead, SectionMap, SectionRow, UnreadableInventory } from '../report.ts';
import { unreadable } from '../unreadable.ts';
import { childOf, childrenOf, textOf, type WantedElement, type XmlElement } from '../xml-tree.ts';
import { softwareOf } from './computer.ts';
import { isToldApart, kindOf } from './network-device.ts';
import type { InventoryReader } from './reader.ts';
import { deviceFields, sectionFields } from './sections.ts';

export const ocsXml: InventoryReader = {
  name: 'ocs-xml',
  recognises: (document) => document.kind === 'xml' && roots.has(document.root.name),
  read: (document) => (document.kind === 'xml' ? readMessage(document.root) : unreadable('not-an-inventory')),
};

/** `content` alone: some tools cut the envelope off. */
const roots: ReadonlySet<string> = new Set(['request', 'reply', 'content', 'prolog', 'download']);

const leaf = (name: string): WantedElement => ({ name, children: [] });

const wantedContent: readonly WantedElement[] = [
  ...Object.entries(sectionFields).map(([name, fields]) => ({ name, children: fields.map(leaf) })),
  leaf('versionclient'),
  {
    name: 'device',
    children: [
      ...deviceFields.map(leaf),
      { name: 'info', children: deviceFields.map(leaf) },
      { name: 'ports', children: [{ name: 'port', children: [leaf('mac')] }] },
    ],
  },
];

const sectionNames: ReadonlySet<string> = new Set(wantedContent.map((section) => section.name));

const envelopeFields = ['deviceid', 'query', 'itemtype', 'partial', 'tag'];

/** All that this reader looks at, for the quick XML reader. */
export const ocsVocabulary: readonly WantedElement[] = [
  { name: 'request', children: [...envelopeFields.map(leaf), { name: 'content', children: wantedContent }] },
  { name: 'content', children: wantedContent },
];

const readMessage = (root: XmlElement): Result<readonly AssetReport[], UnreadableInventory> => {
  const content = root.name === 'content' ? root : childOf(root, 'content');
  const query = tidy(textOf(root, 'query')).toUpperCase();
  if (root.name === 'reply' || !(query === '' || inventoryQueries.has(query)))
    return unreadable('not-an-inventory', query || root.name.toUpperCase());
  if (content === undefined || !content.children.some((section) => sectionNames.has(section.name)))
    return unreadable('not-an-inventory', 'CONTENT');
  const devices = childrenOf(content, 'device');
  return deviceQueries.has(query) || devices.length > 0 ? readDevices(root, content, query) : readComputer(root, content);
};

const deviceQueries: ReadonlySet<string> = new Set(['SNMPQUERY', 'SNMP', 'NETINVENTORY', 'NETDISCOVERY']);

const inventoryQueries: ReadonlySet<string> = new Set(['INVENTORY', ...deviceQueries]);

const readComputer = (root: XmlElement, content: XmlElement): Result<readonly AssetReport[], UnreadableInventory> => {
  const deviceId = tidy(textOf(root, 'deviceid'));
  const head = {
    deviceId,
    kind: computerKind(root, content),
    agent: tidy(textOf(content, 'versionclient')),
    tag: tidy(textOf(root, 'tag')),
  };
  const sections = sectionsOf(content);
  const facts = factsOf(head, sections);
  const isKnown = [deviceId, facts.uuid, facts.serial, facts.name, ...facts.macs].some((id) => id !== '');
  if (!isKnown) return unreadable('no-device', 'DEVICEID');
  return ok([{ ...facts, sections, partial: isTrue(textOf(root, 'partial')), software: softwareIn(content) }]);
};

/** null when the file has no such section at all. */
const softwareIn = (content: XmlElement): AssetReport['software'] => {
  const rows = childrenOf(content, 'softwares');
  return rows.length === 0 ? null : rows.flatMap((row) => softwareOf((field) => textOf(row, field)));
};

/** What the file says it is; the old Android agent does not say, but its system does. */
const computerKind = (root: XmlElement, content: XmlElement): AssetKind => {
  const stated = kindOf(textOf(root, 'itemtype'));
  const isAndroid = /^android/i.test(textOf(childOf(content, 'hardware'), 'osname').trim());
  return stated ?? (isAndroid ? 'phone' : 'computer');
};

const isTrue = (text: string): boolean => /^(?:1|true|yes)$/i.test(text.trim());

/** Every section that a machine's file has, but for software. */
const sectionsOf = (content: XmlElement): SectionMap => {
  const sections: Record<string, SectionRow[]> = {};
  for (const element of content.children) {
    const fields = machineSections.get(element.name);
    if (fields) sections[element.name] = [...(sections[element.name] ?? []), rowOf(element, fields)];
  }
  return sections;
};

const machineSections: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(sectionFields).flatMap(([name, fields]) => (name === 'softwares' ? [] : [[name, new Set<string>(fields)]])),
);

const deviceColumns: ReadonlySet<string> = new Set(deviceFields);

const portColumns: ReadonlySet<string> = new Set(['mac']);

/** The first of fields that are given twice, as `textOf` has it. */
const rowOf = ({ children }: XmlElement, fields: ReadonlySet<string>): SectionRow => {
  const row: Record<string, string> = {};
  for (const { name, text } of children) {
    const value = fields.has(name) && row[name] === undefined ? tidy(text) : '';
    if (value !== '') row[name] = value;
  }
  return row;
};

/** The devices that can be told apart; one that did not answer (ERROR, no identity at all) is left out. */
const readDevices = (root: XmlElement, content: XmlElement, query: string): Result<readonly AssetReport[], UnreadableInventory> => {
  const kind = kindOf(textOf(root, 'itemtype')) ?? 'unmanaged';
  const head: ReportHead = { deviceId: '', kind, agent: tidy(textOf(content, 'versionclient')), tag: tidy(textOf(root, 'tag')) };
  const reports = childrenOf(content, 'device').flatMap((device) => {
    const info = childOf(device, 'info');
    const sections: SectionMap = {
      device: [rowOf(info ?? device, deviceColumns)],
      ports: childrenOf(childOf(device, 'ports'), 'port').map((port) => rowOf(port, portColumns)),
    };
    const facts = factsOf(head, sections);
    return isToldApart(facts) ? [{ ...facts, sections, partial: query === 'NETDISCOVERY' || info === undefined, software: null }] : [];
  });
  return reports.length > 0 ? ok(reports) : unreadable('no-device', 'DEVICE');
};
