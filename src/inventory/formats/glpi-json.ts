/**
 * The JSON of GLPI agents (inventory_format, inventory.md §1.3): a computer or telephone, whole or in part, or one SNMP device. The schema
 * wants `deviceid` and `content.versionclient`; a file with one of them is read. A section of the wrong type is as if it were absent.
 */
import { ok, type Result } from '../../result.ts';
import { factsOf } from '../facts.ts';
import { isJsonObject, type JsonObject, jsonText } from '../json.ts';
import { tidy } from '../normalise.ts';
import type { AssetReport, ReportHead, SectionMap, SectionRow, UnreadableInventory } from '../report.ts';
import { unreadable } from '../unreadable.ts';
import { deviceFields, deviceLists, isWorthKeeping, portFields } from './device-sections.ts';
import { kindOf, machineKind } from './kinds.ts';
import { isToldApart } from './network-device.ts';
import type { InventoryReader } from './reader.ts';
import { boundedRows, jsonRecords, jsonRow, softwareRows } from './rows.ts';
import { finishedRow, machineSections } from './sections.ts';

export const glpiJson: InventoryReader = {
  name: 'glpi-json',
  recognises: (document) => document.kind === 'json' && ('content' in document.root || 'deviceid' in document.root),
  read: (document) => (document.kind === 'json' ? readMessage(document.root) : unreadable('not-an-inventory')),
};

const actions: ReadonlySet<string> = new Set(['', 'inventory', 'netinventory', 'netdiscovery']);

const readMessage = (message: JsonObject): Result<readonly AssetReport[], UnreadableInventory> => {
  const action = tidy(jsonText(message, 'action')).toLowerCase();
  const content = message['content'];
  if (!actions.has(action)) return unreadable('not-an-inventory', action);
  if (!isJsonObject(content) || Object.keys(content).length === 0) return unreadable('not-an-inventory', 'content');
  if (jsonText(message, 'deviceid') === '' && jsonText(content, 'versionclient') === '')
    return unreadable('not-an-inventory', 'versionclient');
  const isDevice = isJsonObject(content['network_device']) || action.startsWith('net');
  return isDevice ? readDevice(message, content, action) : readComputer(message, content);
};

const readComputer = (message: JsonObject, content: JsonObject): Result<readonly AssetReport[], UnreadableInventory> => {
  const deviceId = tidy(jsonText(message, 'deviceid'));
  const sections = sectionsOf(content);
  const kind = machineKind(jsonText(message, 'itemtype'), sections);
  const facts = factsOf({ ...headOf(message, content), deviceId, kind }, sections);
  const isKnown = [deviceId, facts.uuid, facts.serial, facts.name, ...facts.macs].some((id) => id !== '');
  if (!isKnown) return unreadable('no-device', 'deviceid');
  const software = jsonRecords(content['softwares']);
  return ok([{ ...facts, sections, partial: isPartial(message), software: software ? softwareRows(software, jsonText) : null }]);
};

const headOf = (message: JsonObject, content: JsonObject): Pick<ReportHead, 'agent' | 'tag'> => ({
  agent: tidy(jsonText(content, 'versionclient')),
  tag: tidy(jsonText(message, 'tag')),
});

/** A partial report that is taken for a whole one would erase: any spelling of yes is one. */
const isPartial = (message: JsonObject): boolean => /^(?:true|1|yes)$/i.test(jsonText(message, 'partial').trim());

/** Names that the schema has otherwise than the XML. */
const otherNames: Readonly<Record<string, string>> = { firewall: 'firewalls' };

/** Every section that a machine's file has, but for software. */
const sectionsOf = (content: JsonObject): SectionMap => {
  const sections: Record<string, readonly SectionRow[]> = {};
  for (const [name, fields] of machineSections) {
    const records = recordsIn(content, name) ?? recordsIn(content, otherNames[name] ?? name);
    if (records !== undefined) sections[name] = boundedRows(records.map((record) => finishedRow(name, jsonRow(record, fields))));
  }
  return sections;
};

const recordsIn = (content: JsonObject, name: string): readonly JsonObject[] | undefined =>
  Object.hasOwn(content, name) ? jsonRecords(content[name])?.slice(0, 10_000) : undefined;

const readDevice = (message: JsonObject, content: JsonObject, action: string): Result<readonly AssetReport[], UnreadableInventory> => {
  const head: ReportHead = { ...headOf(message, content), deviceId: '', kind: kindOf(jsonText(message, 'itemtype')) ?? 'unmanaged' };
  const sections = deviceSectionsOf(content);
  const facts = factsOf(head, sections);
  if (!isToldApart(facts)) return unreadable('no-device', 'network_device');
  return ok([{ ...facts, sections, partial: isPartial(message) || action === 'netdiscovery', software: null }]);
};

/** A section that the device does not have is absent, but for `device` itself. */
const deviceSectionsOf = (content: JsonObject): SectionMap => {
  const device = jsonRecords(content['network_device']) ?? [];
  const sections: [string, readonly SectionRow[]][] = [
    ['ips', addressesOf(device[0])],
    ['ports', (recordsIn(content, 'network_ports') ?? []).map(portRow)],
    ['cartridges', (recordsIn(content, 'cartridges') ?? []).flatMap(cartridgeRows)],
    ['pagecounters', (recordsIn(content, 'pagecounters') ?? []).map((record) => jsonRow(record, Object.keys(record).slice(0, 100)))],
  ];
  for (const [name, { json, fields }] of Object.entries(deviceLists)) {
    const rows = (recordsIn(content, json) ?? []).map((record) => jsonRow(record, fields));
    sections.push([name, name === 'components' ? rows.filter(isWorthKeeping) : rows]);
  }
  const present = sections.filter(([, rows]) => rows.length > 0).map(([name, rows]) => [name, boundedRows(rows)] as const);
  return { device: [deviceRow(content, device[0])], ...Object.fromEntries(present) };
};

/** Of something that only answered, a discovery may put name and domain into `hardware`. */
const deviceRow = (content: JsonObject, device: JsonObject | undefined): SectionRow => {
  const answered = recordsIn(content, 'hardware')?.[0];
  return { ...(answered ? jsonRow(answered, ['name', 'workgroup']) : {}), ...(device ? jsonRow(device, deviceFields) : {}) };
};

const addressesOf = (device: JsonObject | undefined): readonly SectionRow[] => {
  const addresses = device === undefined ? '' : (jsonRow(device, ['ips'])['ips'] ?? '');
  return addresses.split(/[,\s]+/).flatMap((ip) => (ip === '' ? [] : [{ ip }]));
};

/** `connections`: the addresses seen behind the port; a neighbour that only tells its name counts as one. */
const portRow = (port: JsonObject): SectionRow => {
  const row = jsonRow(port, portFields);
  const neighbours = jsonRecords(port['connections']) ?? [];
  const count = neighbours.reduce((sum, { mac }) => sum + (Array.isArray(mac) ? Math.max(1, mac.length) : 1), 0);
  return count === 0 ? row : { ...row, connections: String(count) };
};

/** `{tonerblack: 71}` as agents write it, or `{name, value}` as the schema has it. */
const cartridgeRows = (record: JsonObject): readonly SectionRow[] => {
  const stated = jsonRow(record, ['name', 'value']);
  if (stated['name'] !== undefined) return [stated];
  const fields = Object.entries(jsonRow(record, Object.keys(record).slice(0, 100)));
  return fields.map(([name, value]) => ({ name: tidy(name), value }));
};
