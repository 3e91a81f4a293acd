/** Documents for the tests of this room: the fixtures by name, and short inventories built in place. */
import { readFileSync } from 'node:fs';
import { readInventory } from '../../src/inventory/read.ts';
import type { AssetReport, UnreadableInventory } from '../../src/inventory/report.ts';

export const fixture = (path: string): Buffer => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));

export const quirk = (name: string): Buffer => fixture(`inventories/${name}`);

/** The reports of bytes that must be readable. */
export const reportsOf = (bytes: Uint8Array | string): readonly AssetReport[] => {
  const read = readInventory(Buffer.from(bytes));
  if (!read.ok) throw new Error(`unreadable: ${read.error.reason} ${read.error.detail}`);
  return read.value;
};

/** The one report of bytes that must hold exactly one. */
export const reportOf = (bytes: Uint8Array | string): AssetReport => {
  const [report, ...others] = reportsOf(bytes);
  if (report === undefined || others.length > 0) throw new Error(`${others.length + 1} reports`);
  return report;
};

/** Why bytes that must not be readable are refused. */
export const refusalOf = (bytes: Uint8Array | string): UnreadableInventory['reason'] => {
  const read = readInventory(Buffer.from(bytes));
  if (read.ok) throw new Error(`readable: ${read.value.length} reports`);
  return read.error.reason;
};

/** An inventory with this XML under CONTENT. */
export const inventoryXml = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<REQUEST><CONTENT>${content}</CONTENT><DEVICEID>pc-2026-01-01-00-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>\n`;

/** A report that says nothing but what is given. */
export const emptyReport: AssetReport = {
  deviceId: '',
  kind: 'computer',
  name: '',
  os: '',
  osVersion: '',
  manufacturer: '',
  model: '',
  serial: '',
  uuid: '',
  macs: [],
  cpu: '',
  memoryMb: null,
  disks: [],
  user: '',
  inventoryDate: null,
  agent: '',
  tag: '',
  oldDeviceId: '',
  boardSerial: '',
  diskSerials: [],
  imei: '',
  domain: '',
  ips: [],
  isVirtual: false,
  form: '',
  osInstalledOn: '',
  biosDate: '',
  sections: {},
  partial: false,
  software: null,
};
