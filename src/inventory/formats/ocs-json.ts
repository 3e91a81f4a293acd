/**
 * The JSON of OCS Inventory 3 ("rework"): `{template_inventory: {HARDWARE: […], "USB DEVICES": […]}}`, with or without the envelope of
 * its collection (name, serial, uuid, osname…). Templates are editable, so names are matched loosely: any case, spaces or underscores,
 * units in brackets; what no table here knows is left out. Its values are words of commands: `6400 MT/s`, `476,9G`, `2 GB`.
 */
import { ok, type Result } from '../../result.ts';
import { factsOf } from '../facts.ts';
import { isJsonObject, type JsonObject, jsonText } from '../json.ts';
import { megabytes, tidy } from '../normalise.ts';
import type { AssetReport, SectionMap, SectionRow, UnreadableInventory } from '../report.ts';
import { unreadable } from '../unreadable.ts';
import { ocsJsonSections } from './ocs-json-sections.ts';
import type { InventoryReader } from './reader.ts';
import { boundedRows, jsonRecords, jsonRow, softwareRows } from './rows.ts';

export const ocsJson: InventoryReader = {
  name: 'ocs-json',
  recognises: (document) => document.kind === 'json' && inventoryOf(document.root) !== undefined,
  read: (document) => (document.kind === 'json' ? readCollection(document.root) : unreadable('not-an-inventory')),
};

/** Of a GLPI message `content` decides, whatever else is in it. */
const inventoryOf = (root: JsonObject): unknown =>
  Object.hasOwn(root, 'content') ? undefined : Object.entries(root).find(([key]) => key.toLowerCase() === 'template_inventory')?.[1];

const readCollection = (root: JsonObject): Result<readonly AssetReport[], UnreadableInventory> => {
  const inventory = inventoryOf(root);
  if (!isJsonObject(inventory) || Object.keys(inventory).length === 0) return unreadable('not-an-inventory', 'template_inventory');
  const records = recordsBySection(inventory);
  const sections = withEnvelope(root, sectionsOf(records));
  const head = { deviceId: tidy(jsonText(root, 'deviceid')), kind: 'computer' as const, agent: '', tag: tidy(jsonText(root, 'tag')) };
  const facts = factsOf(head, sections);
  const isKnown = [facts.deviceId, facts.uuid, facts.serial, facts.name, ...facts.macs].some((id) => id !== '');
  if (!isKnown) return unreadable('no-device', 'serial');
  const software = records.get('softwares');
  return ok([{ ...facts, sections, partial: false, software: software ? softwareRows(software, (row, field) => row[field] ?? '') : null }]);
};

/** `"TOTAL (MB)"`, `TOTAL_MB` and `total` are one name. */
const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .replace(/_(?:mb|mo)$/, '');

/** Our sections → records with our field names; several sections of theirs may be one of ours. */
const recordsBySection = (inventory: JsonObject): ReadonlyMap<string, readonly SectionRow[]> => {
  const found = new Map<string, readonly SectionRow[]>();
  for (const [name, section] of Object.entries(inventory)) {
    const table = ocsJsonSections.get(plainName(name));
    const records = jsonRecords(section);
    if (table === undefined || records === undefined) continue;
    const rows = records.slice(0, 100_000).map((record) => translated(record, table.fields));
    found.set(table.section, [...(found.get(table.section) ?? []), ...rows.filter((row) => Object.keys(row).length > 0)]);
  }
  return found;
};

/** Of names that mean the same field the first counts. */
const translated = (record: JsonObject, fields: ReadonlyMap<string, string>): SectionRow => {
  const row: Record<string, string> = {};
  for (const [name, text] of Object.entries(jsonRow(record, Object.keys(record).slice(0, 100)))) {
    const field = fields.get(plainName(name));
    if (field !== undefined && row[field] === undefined) row[field] = text;
  }
  return row;
};

const sectionsOf = (records: ReadonlyMap<string, readonly SectionRow[]>): SectionMap => {
  const sections: Record<string, readonly SectionRow[]> = {};
  for (const [section, rows] of records) {
    if (section === 'softwares' || section === 'system') continue;
    sections[section] = boundedRows(rows).map((row) => inOurUnits(section, row));
  }
  const system = records.get('system')?.[0];
  return system === undefined ? sections : withSystem(system, sections);
};

/** OPERATING_SYSTEM of the Windows template also has the machine's name, model and serial. */
const withSystem = ({ name, version, hostname, model, serial, domain, ...rest }: SectionRow, sections: SectionMap): SectionMap => ({
  ...sections,
  hardware: [{ ...said({ name: hostname, osname: name, osversion: version, workgroup: domain }), ...sections['hardware']?.[0] }],
  bios: [{ ...said({ smodel: model, ssn: serial }), ...sections['bios']?.[0] }],
  operatingsystem: [said({ full_name: name, version, fqdn: rest['fqdn'], kernel_version: rest['kernel_version'], arch: rest['arch'] })],
});

/** The envelope fills what the sections leave out. */
const withEnvelope = (root: JsonObject, sections: SectionMap): SectionMap => {
  const text = (key: string): string => tidy(jsonText(root, key));
  const stated = said({
    name: text('name'),
    uuid: text('uuid'),
    osname: text('osname'),
    osversion: text('osversion'),
    workgroup: text('domain'),
  });
  const hardware = { ...stated, ...said({ ipaddr: text('srcip'), description: text('description') }), ...sections['hardware']?.[0] };
  const bios = { ...said({ ssn: text('serial') }), ...sections['bios']?.[0] };
  const networks = sections['networks'] ?? (text('srcmac') === '' ? [] : [{ macaddr: text('srcmac') }]);
  return { ...sections, hardware: [hardware], bios: [bios], ...(networks.length > 0 ? { networks } : {}) };
};

const said = (fields: Readonly<Record<string, string | undefined>>): SectionRow =>
  Object.fromEntries(Object.entries(fields).flatMap(([field, text]) => (text === undefined || text === '' ? [] : [[field, text]])));

/** Megabytes without a unit, as the other agents write them. ROM of Windows counts bytes and has its columns shifted: more than ten digits of megabytes are none. */
const inOurUnits = (section: string, row: SectionRow): SectionRow => {
  if (section === 'memories') return { ...row, ...said({ capacity: moduleSize(row['capacity'] ?? '') }) };
  if (section === 'storages') return { ...row, ...said({ disksize: String(megabytes(row['disksize'] ?? '') ?? '') }) };
  return section === 'drives' ? drive(row) : row;
};

/** A module of 2 GB has 2,048 MB. */
const moduleSize = (stated: string): string => {
  const [, count] = /^(\d{1,6}) ?GB?$/i.exec(stated) ?? [];
  return count === undefined ? String(megabytes(stated) ?? '') : String(Number(count) * 1024);
};

const drive = ({ filesystem = '', type = '', total = '', free = '', ...names }: SectionRow): SectionRow => {
  const areBytes = /^\d{10,}$/.test(total);
  const sizeOf = (stated: string): string => String(megabytes(areBytes ? `${Math.round(Number(stated) / 1_048_576)}` : stated) ?? '');
  const kinds = /^[A-Z]:$/i.test(filesystem) ? { letter: filesystem, filesystem: type } : { filesystem, type };
  return { ...names, ...said({ ...kinds, total: sizeOf(total), free: sizeOf(free) }) };
};
