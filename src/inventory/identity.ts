/**
 * Which reports of one site are about the same asset, in the simple form of today: by the id that its agent chose, or, for
 * what has no agent, by its serial, address or name (inventory.md rule 20). Evidence across sites and names comes later.
 */
import { hash } from 'node:crypto';
import type { AssetReport } from './report.ts';

/**
 * The same for every report of one asset of one site. `agent:` keys and `device:` keys never meet, so that a printer found
 * by SNMP is not taken for the computer that found it.
 */
export const deviceKey = (report: AssetReport): string => {
  if (report.deviceId !== '') return `agent:${report.deviceId}`;
  if (report.uuid !== '') return `device:uuid:${report.uuid}`;
  if (tellsApart(report.serial)) return `device:serial:${report.serial.toUpperCase()}`;
  if (report.macs[0] !== undefined) return `device:mac:${report.macs[0]}`;
  return `device:name:${report.name.toUpperCase()}`;
};

/** 16 hexadecimal digits, the same for ever: they appear in pages and on command lines. */
export const assetId = (site: string, key: string): string => hash('sha256', `${site}\0${key}`, 'hex').slice(0, 16);

/** "0", "unknown", "N/A" and one repeated character would make one printer of many. */
const tellsApart = (serial: string): boolean => serial.length >= 4 && !/^(.)\1*$/.test(serial) && !placeholders.has(serial.toLowerCase());

const placeholders: ReadonlySet<string> = new Set([
  'none',
  'unknown',
  'not specified',
  'not available',
  'not applicable',
  'default string',
  'to be filled by o.e.m.',
  'system serial number',
  '0123456789',
  '123456789',
  '1234567890',
]);
