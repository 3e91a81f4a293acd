/**
 * Under which key one site's reports of a device come: by the id that its agent chose, or, for what has no agent, by its serial, address
 * or name (inventory.md rule 20). What else its reports say decides whether they are one record (`recordId`).
 */
import type { AssetReport } from '../report.ts';
import { isKnownBad } from './known-bad.ts';
import { canonicalUuid } from './spelling.ts';

/**
 * The same for every report of one asset of one site. `agent:` keys and `device:` keys never meet, so that a printer found
 * by SNMP is not taken for the computer that found it.
 */
export const deviceKey = (report: AssetReport): string => {
  if (report.deviceId !== '') return `agent:${report.deviceId}`;
  if (report.uuid !== '') return `device:uuid:${canonicalUuid(report.uuid)}`;
  if (!isKnownBad('serial', report.serial.toUpperCase())) return `device:serial:${report.serial.toUpperCase()}`;
  if (report.macs[0] !== undefined) return `device:mac:${report.macs[0]}`;
  return `device:name:${report.name.toUpperCase()}`;
};
