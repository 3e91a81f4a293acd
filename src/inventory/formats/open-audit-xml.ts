/**
 * The XML of Open-AudIT's audit scripts: `<system>` with the machine in `<sys>` and lists of `<item>`. It names no agent's id, so a machine
 * is told by its UUID or serial. Ignored: optical drives, services, shares, certificates, logs; `variable` (the environment) and
 * `software_key` (product keys) on purpose.
 */
import { ok, type Result } from '../../result.ts';
import { factsOf } from '../facts.ts';
import { tidy } from '../normalise.ts';
import type { AssetReport, ReportHead, SectionMap, SectionRow, UnreadableInventory } from '../report.ts';
import { unreadable } from '../unreadable.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml-tree.ts';
import { kindOf } from './kinds.ts';
import { openAuditLists, openAuditMachine } from './open-audit-sections.ts';
import type { InventoryReader } from './reader.ts';
import { boundedRows, softwareRows } from './rows.ts';

export const openAuditXml: InventoryReader = {
  name: 'open-audit-xml',
  recognises: (document) => document.kind === 'xml' && document.root.name === 'system' && childOf(document.root, 'sys') !== undefined,
  read: (document) => (document.kind === 'xml' ? readSystem(document.root) : unreadable('not-an-inventory')),
};

const readSystem = (root: XmlElement): Result<readonly AssetReport[], UnreadableInventory> => {
  const system = childOf(root, 'sys');
  const version = tidy(textOf(system, 'script_version'));
  const head: ReportHead = {
    deviceId: '',
    kind: kindOf(textOf(system, 'type')) ?? 'computer',
    agent: tidy(`Open-AudIT ${version}`),
    tag: '',
  };
  const sections = { ...machineOf(root), ...listsOf(root) };
  const facts = factsOf(head, sections);
  if (![facts.uuid, facts.serial, facts.name, ...facts.macs].some((id) => id !== '')) return unreadable('no-device', 'sys');
  const software = childOf(root, 'software');
  return ok([{ ...facts, sections, partial: false, software: software ? softwareRows(software.children, fieldOf) : null }]);
};

/** Versions before 1.12 put the section's name before that of the field: `software_name`. */
const fieldOf = (item: XmlElement, field: string): string => textOf(item, field) || textOf(item, `software_${field}`);

/** The machine itself, gathered from `sys`, `bios`, `motherboard` and `windows`. */
const machineOf = (root: XmlElement): SectionMap => {
  const rows: Record<string, Record<string, string>> = { hardware: {}, bios: {}, operatingsystem: {}, accesslog: {} };
  for (const { from, to, fields } of openAuditMachine) {
    const element = childOf(root, from);
    const record = from === 'sys' ? element : element?.children[0];
    const row = rows[to];
    if (record === undefined || row === undefined) continue;
    for (const [field, text] of Object.entries(translated(record, fields))) row[field] ??= text;
  }
  const { hardware = {}, ...others } = rows;
  const memory = memoryOf(hardware['memory'] ?? '');
  const present = Object.entries(others).filter(([, row]) => Object.keys(row).length > 0);
  return { hardware: [{ ...hardware, ...memory }], ...Object.fromEntries(present.map(([name, row]) => [name, [row]])) };
};

/** `memory_count` is in kilobytes. */
const memoryOf = (kilobytes: string): SectionRow =>
  /^\d{1,12}$/.test(kilobytes) ? { memory: String(Math.round(Number(kilobytes) / 1024)) } : {};

const listsOf = (root: XmlElement): SectionMap => {
  const sections: Record<string, readonly SectionRow[]> = {};
  for (const { from, to, fields } of openAuditLists) {
    const list = childOf(root, from);
    if (list === undefined) continue;
    const rows = list.children.slice(0, 10_000).map((item) => translated(item, fields));
    sections[to] = boundedRows(rows.filter((row) => Object.keys(row).length > 0));
  }
  const { networks } = sections;
  return networks === undefined ? sections : { ...sections, networks: withAddresses(networks, addressesOf(root)) };
};

/** Of names that mean the same field the first counts. */
const translated = (record: XmlElement, fields: Readonly<Record<string, string>>): SectionRow => {
  const row: Record<string, string> = {};
  for (const [name, field] of Object.entries(fields)) {
    const text = row[field] === undefined ? tidy(textOf(record, name)) : '';
    if (text !== '') row[field] = text;
  }
  return row;
};

type Address = { readonly mac: string; readonly ip: string };

/** `<ip><item>`, in older versions `<addresses><ip_address>`: addresses apart from the cards that have them. */
const addressesOf = (root: XmlElement): readonly Address[] => {
  const items = [...childrenOf(root, 'ip'), ...childrenOf(root, 'addresses')].flatMap(({ children }) => children.slice(0, 10_000));
  return items.map((item) => ({
    mac: tidy(textOf(item, 'mac') || textOf(item, 'net_mac_address')).toLowerCase(),
    ip: tidy(textOf(item, 'ip') || textOf(item, 'ip_address_v4') || textOf(item, 'ip_address_v6')),
  }));
};

const withAddresses = (networks: readonly SectionRow[], addresses: readonly Address[]): readonly SectionRow[] => {
  const byMac = Map.groupBy(addresses, ({ mac }) => mac);
  return networks.map((row) => {
    const own = byMac.get((row['mac'] ?? '').toLowerCase())?.flatMap(({ ip }) => (ip === '' ? [] : [ip])) ?? [];
    return own.length === 0 ? row : { ...row, ipaddress: tidy(own.join(', ')) };
  });
};
