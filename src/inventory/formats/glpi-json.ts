/** The JSON of GLPI agents (inventory_format, inventory.md §1.3): a computer or telephone, whole or in part, or one SNMP device. */
import { ok, type Result } from '../../result.ts';
import { factsOf } from '../facts.ts';
import { isJsonObject, type JsonObject, jsonText } from '../json.ts';
import { tidy } from '../normalise.ts';
import type { AssetReport, ReportHead, SectionMap, SectionRow, UnreadableInventory } from '../report.ts';
import { unreadable } from '../unreadable.ts';
import { softwareOf } from './computer.ts';
import { isToldApart, kindOf } from './network-device.ts';
import type { InventoryReader } from './reader.ts';
import { deviceFields, sectionFields } from './sections.ts';

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
  const isDevice = isJsonObject(content['network_device']) || action.startsWith('net');
  return isDevice ? readDevice(message, content, action) : readComputer(message, content);
};

const readComputer = (message: JsonObject, content: JsonObject): Result<readonly AssetReport[], UnreadableInventory> => {
  const deviceId = tidy(jsonText(message, 'deviceid'));
  const sections = sectionsOf(content);
  const facts = factsOf({ ...headOf(message, content), deviceId, kind: kindOf(jsonText(message, 'itemtype')) ?? 'computer' }, sections);
  const isKnown = [deviceId, facts.uuid, facts.serial, facts.name, ...facts.macs].some((id) => id !== '');
  if (!isKnown) return unreadable('no-device', 'deviceid');
  return ok([{ ...facts, sections, partial: message['partial'] === true, software: softwareIn(content) }]);
};

const headOf = (message: JsonObject, content: JsonObject): Pick<ReportHead, 'agent' | 'tag'> => ({
  agent: tidy(jsonText(content, 'versionclient')),
  tag: tidy(jsonText(message, 'tag')),
});

/** null when the file has no such section at all. */
const softwareIn = (content: JsonObject): AssetReport['software'] => {
  if (!Object.hasOwn(content, 'softwares')) return null;
  return recordsOf(content['softwares']).flatMap((record) => softwareOf((field) => jsonText(record, field)));
};

const readDevice = (message: JsonObject, content: JsonObject, action: string): Result<readonly AssetReport[], UnreadableInventory> => {
  const head: ReportHead = { ...headOf(message, content), deviceId: '', kind: kindOf(jsonText(message, 'itemtype')) ?? 'unmanaged' };
  const sections: SectionMap = {
    device: recordsOf(content['network_device']).map((record) => rowOf(record, deviceFields)),
    ports: recordsOf(content['network_ports']).map((port) => rowOf(port, ['mac'])),
  };
  const facts = factsOf(head, sections);
  if (!isToldApart(facts)) return unreadable('no-device', 'network_device');
  return ok([{ ...facts, sections, partial: message['partial'] === true || action === 'netdiscovery', software: null }]);
};

/** Every section that a machine's file has, but for software. */
const sectionsOf = (content: JsonObject): SectionMap => {
  const sections: Record<string, readonly SectionRow[]> = {};
  for (const [name, fields] of Object.entries(sectionFields)) {
    if (name === 'softwares' || !Object.hasOwn(content, name)) continue;
    sections[name] = recordsOf(content[name]).map((record) => rowOf(record, fields));
  }
  return sections;
};

const rowOf = (record: JsonObject, fields: readonly string[]): SectionRow =>
  Object.fromEntries(fields.map((field) => [field, tidy(jsonText(record, field))] as const).filter(([, text]) => text !== ''));

/** A section is one record or a list of them. */
const recordsOf = (section: unknown): readonly JsonObject[] => (Array.isArray(section) ? section : [section]).filter(isJsonObject);
