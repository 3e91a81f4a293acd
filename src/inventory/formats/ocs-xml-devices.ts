/** The DEVICE elements of SNMPQUERY and NETDISCOVERY (inventory.md §1.6): printers, switches and stacks, telephones, unknown devices. */
import { ok, type Result } from '../../result.ts';
import { factsOf } from '../facts.ts';
import { tidy } from '../normalise.ts';
import type { AssetReport, ReportHead, SectionMap, SectionRow, UnreadableInventory } from '../report.ts';
import { unreadable } from '../unreadable.ts';
import { childOf, childrenOf, leaf, type WantedElement, type XmlElement } from '../xml-tree.ts';
import { deviceFields, deviceLists, isWorthKeeping, openSections, portFields } from './device-sections.ts';
import { isToldApart } from './network-device.ts';
import { boundedRows, xmlRow } from './rows.ts';

const ips: WantedElement = { name: 'ips', children: [leaf('ip')] };

const connections: WantedElement = { name: 'connections', children: [{ name: 'connection', children: [leaf('mac')] }] };

/** COMPONENTS and PORTS wrap their records, the other lists repeat themselves. */
const wrapped: Readonly<Record<string, string>> = { components: 'component', ports: 'port' };

/** All that is looked at of a DEVICE, for the quick XML reader. */
export const wantedDevice: WantedElement = {
  name: 'device',
  children: [
    ...deviceFields.map(leaf),
    ips,
    { name: 'info', children: [...deviceFields.map(leaf), ips] },
    { name: 'ports', children: [{ name: 'port', children: [...portFields.map(leaf), connections] }] },
    ...Object.entries(deviceLists).map(([name, { fields }]) => ({ name, children: wantedRecords(name, fields.map(leaf)) })),
    ...openSections.map((name) => ({ name, children: 'every' as const })),
  ],
};

function wantedRecords(list: string, fields: readonly WantedElement[]): readonly WantedElement[] {
  const record = wrapped[list];
  return record === undefined ? fields : [{ name: record, children: fields }];
}

export type DevicesOptions = { readonly head: ReportHead; readonly isDiscovery: boolean };

/** The devices that can be told apart; one that did not answer (ERROR, no identity at all) is left out. */
export const readDevices = (
  devices: readonly XmlElement[],
  { head, isDiscovery }: DevicesOptions,
): Result<readonly AssetReport[], UnreadableInventory> => {
  const reports = devices.flatMap((device) => {
    const sections = sectionsOf(device);
    const facts = factsOf(head, sections);
    const partial = isDiscovery || childOf(device, 'info') === undefined;
    return isToldApart(facts) ? [{ ...facts, sections, partial, software: null }] : [];
  });
  return reports.length > 0 ? ok(reports) : unreadable('no-device', 'DEVICE');
};

/** A section that the device does not have is absent, but for `device` itself. */
const sectionsOf = (device: XmlElement): SectionMap => {
  const described = childOf(device, 'info') ?? device;
  const sections: [string, readonly SectionRow[]][] = [
    ['device', [xmlRow(described, fieldSets.device)]],
    ['ips', addressesOf(described)],
    ['ports', recordsOf(device, 'ports').map(portRow)],
    ['cartridges', childrenOf(device, 'cartridges').flatMap(cartridgeRows)],
    ['pagecounters', childrenOf(device, 'pagecounters').map(countersRow)],
  ];
  for (const [name, { fields }] of Object.entries(deviceLists)) {
    const rows = recordsOf(device, name).map((record) => xmlRow(record, new Set<string>(fields)));
    sections.push([name, name === 'components' ? rows.filter(isWorthKeeping) : rows]);
  }
  return Object.fromEntries(sections.filter(([, rows]) => rows.length > 0).map(([name, rows]) => [name, boundedRows(rows)]));
};

const fieldSets = { device: new Set<string>(deviceFields), port: new Set<string>(portFields) };

const recordsOf = (device: XmlElement, list: string): readonly XmlElement[] => {
  const record = wrapped[list];
  const elements = childrenOf(device, list);
  return record === undefined ? elements : elements.flatMap((element) => childrenOf(element, record));
};

const addressesOf = (described: XmlElement): readonly SectionRow[] =>
  childrenOf(childOf(described, 'ips'), 'ip').flatMap(({ text }) => (tidy(text) === '' ? [] : [{ ip: tidy(text) }]));

/** `connections`: the addresses seen behind the port; a neighbour that only tells its name counts as one. */
const portRow = (port: XmlElement): SectionRow => {
  const row = xmlRow(port, fieldSets.port);
  const neighbours = childrenOf(childOf(port, 'connections'), 'connection');
  const count = neighbours.reduce((sum, neighbour) => sum + Math.max(1, childrenOf(neighbour, 'mac').length), 0);
  return count === 0 ? row : { ...row, connections: String(count) };
};

const cartridgeRows = ({ children }: XmlElement): readonly SectionRow[] =>
  children.flatMap(({ name, text }) => (tidy(text) === '' ? [] : [{ name: tidy(name), value: tidy(text) }]));

const countersRow = (counters: XmlElement): SectionRow =>
  xmlRow(counters, new Set(counters.children.slice(0, 100).map(({ name }) => name)));
