/**
 * The XML of OCS, FusionInventory and GLPI agents (inventory.md §1.2): one computer, or the devices that an SNMP query or
 * a discovery found (ocs-xml-devices.ts). Other messages of the same agents (PROLOG, answers of a server) are recognised and are
 * no inventory.
 */
import { ok, type Result } from '../../result.ts';
import { factsOf } from '../facts.ts';
import { rowLimits } from '../limits.ts';
import { tidy } from '../normalise.ts';
import type { AssetReport, ReportHead, SectionMap, SectionRow, UnreadableInventory } from '../report.ts';
import { unreadable } from '../unreadable.ts';
import { childOf, childrenOf, leaf, textOf, type WantedElement, type XmlElement } from '../xml-tree.ts';
import { kindOf, machineKind } from './kinds.ts';
import { readDevices, wantedDevice } from './ocs-xml-devices.ts';
import type { InventoryReader } from './reader.ts';
import { softwareRows, xmlRow } from './rows.ts';
import { finishedRow, machineSections, sectionFields } from './sections.ts';

export const ocsXml: InventoryReader = {
  name: 'ocs-xml',
  recognises: (document) => document.kind === 'xml' && roots.has(document.root.name),
  read: (document) => (document.kind === 'xml' ? readMessage(document.root) : unreadable('not-an-inventory')),
};

/** `content` alone: some tools cut the envelope off. */
const roots: ReadonlySet<string> = new Set(['request', 'reply', 'content', 'prolog', 'download']);

const wantedContent: readonly WantedElement[] = [
  ...Object.entries(sectionFields).map(([name, fields]) => ({ name, children: fields.map(leaf) })),
  leaf('versionclient'),
  wantedDevice,
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
  if (!deviceQueries.has(query) && devices.length === 0) return readComputer(root, content);
  return readDevices(devices, { head: deviceHead(root, content), isDiscovery: query === 'NETDISCOVERY' });
};

const deviceQueries: ReadonlySet<string> = new Set(['SNMPQUERY', 'SNMP', 'NETINVENTORY', 'NETDISCOVERY']);

const inventoryQueries: ReadonlySet<string> = new Set(['INVENTORY', ...deviceQueries]);

/** The DEVICEID of the envelope is the scanner's. */
const deviceHead = (root: XmlElement, content: XmlElement): ReportHead => ({
  deviceId: '',
  kind: kindOf(textOf(root, 'itemtype')) ?? 'unmanaged',
  agent: tidy(textOf(content, 'versionclient')),
  tag: tidy(textOf(root, 'tag')),
});

const readComputer = (root: XmlElement, content: XmlElement): Result<readonly AssetReport[], UnreadableInventory> => {
  const deviceId = tidy(textOf(root, 'deviceid'));
  const sections = sectionsOf(content);
  const head = {
    deviceId,
    kind: machineKind(textOf(root, 'itemtype'), sections),
    agent: tidy(textOf(content, 'versionclient')),
    tag: tidy(textOf(root, 'tag')),
  };
  const facts = factsOf(head, sections);
  const isKnown = [deviceId, facts.uuid, facts.serial, facts.name, ...facts.macs].some((id) => id !== '');
  if (!isKnown) return unreadable('no-device', 'DEVICEID');
  return ok([{ ...facts, sections, partial: isTrue(textOf(root, 'partial')), software: softwareIn(content) }]);
};

/** null when the file has no such section at all. */
const softwareIn = (content: XmlElement): AssetReport['software'] => {
  const rows = childrenOf(content, 'softwares');
  return rows.length === 0 ? null : softwareRows(rows, textOf);
};

const isTrue = (text: string): boolean => /^(?:1|true|yes)$/i.test(text.trim());

/** Every section that a machine's file has, but for software. */
const sectionsOf = (content: XmlElement): SectionMap => {
  const sections: Record<string, SectionRow[]> = {};
  for (const element of content.children) {
    const fields = machineSections.get(element.name);
    if (fields === undefined) continue;
    const rows = sections[element.name] ?? [];
    if (rows.length < rowLimits.section) rows.push(finishedRow(element.name, xmlRow(element, fields)));
    sections[element.name] = rows;
  }
  return sections;
};
