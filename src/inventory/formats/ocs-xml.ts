/**
 * The XML of OCS, FusionInventory and GLPI agents (inventory.md §1.2): one computer, or the devices that an SNMP query or
 * a discovery found. Other messages of the same agents (PROLOG, answers of a server) are recognised and are no inventory.
 */
import { ok, type Result } from '../../result.ts';
import { tidy } from '../normalise.ts';
import type { AssetKind, AssetReport, UnreadableInventory } from '../report.ts';
import { unreadable } from '../unreadable.ts';
import { childOf, childrenOf, textOf, type WantedElement, type XmlElement } from '../xml-tree.ts';
import { computerReport } from './computer.ts';
import { deviceReport, kindOf } from './network-device.ts';
import type { InventoryReader } from './reader.ts';
import { deviceFields, type Row, type SectionName, type Sections, sectionFields } from './sections.ts';

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
    partial: isTrue(textOf(root, 'partial')),
    agent: textOf(content, 'versionclient'),
    tag: textOf(root, 'tag'),
  };
  const report = computerReport(head, sectionsOf(content));
  const isKnown = [deviceId, report.uuid, report.serial, report.name, ...report.macs].some((id) => id !== '');
  return isKnown ? ok([report]) : unreadable('no-device', 'DEVICEID');
};

/** What the file says it is; the old Android agent does not say, but its system does. */
const computerKind = (root: XmlElement, content: XmlElement): AssetKind => {
  const stated = kindOf(textOf(root, 'itemtype'));
  const isAndroid = /^android/i.test(textOf(childOf(content, 'hardware'), 'osname').trim());
  return stated ?? (isAndroid ? 'phone' : 'computer');
};

const isTrue = (text: string): boolean => /^(?:1|true|yes)$/i.test(text.trim());

const sectionsOf = (content: XmlElement): Sections => ({
  rows: <S extends SectionName>(section: S): readonly Row<S>[] | undefined => {
    const elements = childrenOf(content, section);
    if (elements.length === 0) return undefined;
    return elements.map((element) => (field) => textOf(element, field));
  },
});

/** The devices that can be told apart; one that did not answer (ERROR, no identity at all) is left out. */
const readDevices = (root: XmlElement, content: XmlElement, query: string): Result<readonly AssetReport[], UnreadableInventory> => {
  const agent = textOf(content, 'versionclient');
  const tag = textOf(root, 'tag');
  const itemType = textOf(root, 'itemtype');
  const reports = childrenOf(content, 'device').flatMap((device) => {
    const info = childOf(device, 'info');
    const row = (field: string): string => textOf(info ?? device, field);
    const portMacs = childrenOf(childOf(device, 'ports'), 'port').map((port) => textOf(port, 'mac'));
    return deviceReport({ row, portMacs, itemType, partial: query === 'NETDISCOVERY' || info === undefined, agent, tag }) ?? [];
  });
  return reports.length > 0 ? ok(reports) : unreadable('no-device', 'DEVICE');
};
