/** The JSON of GLPI agents (inventory_format, inventory.md §1.3): a computer or telephone, whole or in part, or one SNMP device. */
import { ok, type Result } from '../../result.ts';
import { isJsonObject, type JsonObject, jsonText } from '../json.ts';
import { tidy } from '../normalise.ts';
import type { AssetReport, UnreadableInventory } from '../report.ts';
import { unreadable } from '../unreadable.ts';
import { computerReport } from './computer.ts';
import { deviceReport, kindOf } from './network-device.ts';
import type { InventoryReader } from './reader.ts';
import type { Row, SectionName, Sections } from './sections.ts';

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
  const head = {
    deviceId,
    kind: kindOf(jsonText(message, 'itemtype')) ?? 'computer',
    partial: message['partial'] === true,
    agent: jsonText(content, 'versionclient'),
    tag: jsonText(message, 'tag'),
  };
  const report = computerReport(head, sectionsOf(content));
  const isKnown = [deviceId, report.uuid, report.serial, report.name, ...report.macs].some((id) => id !== '');
  return isKnown ? ok([report]) : unreadable('no-device', 'deviceid');
};

const readDevice = (message: JsonObject, content: JsonObject, action: string): Result<readonly AssetReport[], UnreadableInventory> => {
  const described = content['network_device'];
  const report = deviceReport({
    row: (field) => jsonText(described, field),
    portMacs: recordsOf(content['network_ports']).map((port) => jsonText(port, 'mac')),
    itemType: jsonText(message, 'itemtype'),
    partial: message['partial'] === true || action === 'netdiscovery',
    agent: jsonText(content, 'versionclient'),
    tag: jsonText(message, 'tag'),
  });
  return report === undefined ? unreadable('no-device', 'network_device') : ok([report]);
};

const sectionsOf = (content: JsonObject): Sections => ({
  rows: <S extends SectionName>(section: S): readonly Row<S>[] | undefined => {
    if (!Object.hasOwn(content, section)) return undefined;
    return recordsOf(content[section]).map((record) => (field) => jsonText(record, field));
  },
});

/** A section is one record or a list of them. */
const recordsOf = (section: unknown): readonly JsonObject[] => (Array.isArray(section) ? section : [section]).filter(isJsonObject);
