/** What a report says of the identity of its machine (inventory.md §2.2, rules 1, 2, 4, 20), and under which keys others like it are found. */
import { hash } from 'node:crypto';
import type { AssetReport } from '../report.ts';
import { deviceKey } from './device-key.ts';
import { isKnownBad, type KnownBadPattern } from './known-bad.ts';
import type { Evidence, EvidenceKind } from './record.ts';
import { canonicalUuid, diskSerial, hostOf, isMakersMac, makerFamily, serialParts, uuidInSerial } from './spelling.ts';

/** Normalised, without placeholders and the values of `extra`; sorted by kind and value, without repeats. */
export const evidenceOf = (report: AssetReport, extra: readonly KnownBadPattern[] = []): readonly Evidence[] => {
  const found: Evidence[] = [];
  const add = (kind: EvidenceKind, value: string, judged = value): void => {
    if (!isKnownBad(kind, judged, extra)) found.push({ kind, value });
  };
  addSystem(report, add);
  add('board', boardOf(report));
  for (const disk of report.diskSerials) add('disk', diskSerial(disk));
  add('imei', report.imei);
  for (const mac of report.macs) add('mac', mac);
  add('name', nameOf(report));
  add('device-id', spelled(report.deviceId));
  add('device-id', spelled(report.oldDeviceId));
  for (const ip of report.ips) add('ip', ip);
  return sortedEvidence(found);
};

/** By kind, then value, without repeats: also for the evidence of several reports together. */
export const sortedEvidence = (evidence: readonly Evidence[]): readonly Evidence[] =>
  [...new Map(evidence.map((each) => [`${each.kind}:${each.value}`, each]))]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, each]) => each);

/**
 * 16 hexadecimal digits: the same for all files of one machine under one DEVICEID, different for two that a cloned DEVICEID
 * makes look like one. What has neither UUID nor serial (small boards, copied with their DEVICEID from card to card) goes by its
 * name besides: renamed, it is a second record, which identify() links. An administrator's patterns have no part in it, so that
 * it stays the same for ever.
 */
export const recordId = (site: string, report: AssetReport): string => {
  const strong: string[] = [];
  addSystem(report, (kind, value, judged = value) => {
    if (!isKnownBad(kind, judged)) strong.push(`${kind}:${judged}`);
  });
  if (strong.length === 0 && report.deviceId !== '') strong.push(`name:${hostOf(nameOf(report))}`);
  return hash('sha256', [site, deviceKey(report), ...new Set(strong)].join('\0')).slice(0, 16);
};

/**
 * Two records that identify() could link, or list as possible doubles, share at least one. Weak evidence carries the site;
 * addresses of the network layer are no key.
 */
export const blockingKeys = (site: string, evidence: readonly Evidence[]): readonly string[] => [
  ...new Set(evidence.flatMap((each) => keyOfEvidence(site, each))),
];

const keyOfEvidence = (site: string, { kind, value }: Evidence): readonly string[] => {
  switch (kind) {
    case 'ip':
      return [];
    case 'mac':
      // One administered locally counts only together with the name.
      return isMakersMac(value) ? [`mac:${value}`] : [];
    case 'name':
      return [`name:${site}:${hostOf(value)}`];
    case 'device-id':
      return [`device-id:${site}:${value}`];
    case 'serial':
      return [`serial:${serialParts(value)[1]}`];
    default:
      return [`${kind}:${value}`];
  }
};

type Add = (kind: EvidenceKind, value: string, judged?: string) => void;

/**
 * A virtual machine's serial that is its UUID in other letters is no second witness; one that is another UUID is that of the
 * host (older OpenStack) and stays a serial, and only where the report has no UUID it takes its place.
 */
const addSystem = (report: AssetReport, add: Add): void => {
  const uuid = canonicalUuid(report.uuid);
  add('uuid', uuid);
  const serial = spelled(systemSerial(report));
  const inSerial = uuidInSerial(serial);
  if (inSerial !== '' && (inSerial === uuid || isKnownBad('uuid', uuid))) add('uuid', inSerial);
  else if (serial !== uuid) add('serial', `${makerFamily(report.manufacturer)}|${serial}`, serial);
};

/** Readers put the board's serial where the system has none; here it must not pass for the system's. */
const systemSerial = (report: AssetReport): string => {
  const bios = report.sections['bios']?.[0];
  const isBoards = bios !== undefined && report.serial === report.boardSerial && (bios['ssn'] ?? '').trim() === '';
  return isBoards ? '' : report.serial;
};

const boardOf = (report: AssetReport): string => {
  const board = spelled(report.boardSerial);
  // Dell writes /service tag/board/: the whole is as unique as its parts.
  return /^[./ ]+$/.test(board) ? '' : board;
};

const spelled = (raw: string): string => raw.normalize('NFC').trim().toUpperCase();

const nameOf = (report: AssetReport): string => {
  const name = spelled(report.name);
  const domain = spelled(report.domain).replace(/^\.+/, '');
  // What was found without a name goes by its address, which is evidence of another kind.
  if (/^[\d.]+$|^[\dA-F]*:[\dA-F:.]+$/.test(name)) return '';
  return name === '' || name.includes('.') || noDomain.test(domain) ? name : `${name}.${domain}`;
};

const noDomain = /^(?:|WORKGROUP|MSHOME|LOCAL|LAN|HOME|SEARCH|LOCALDOMAIN|LOCALHOST|DOMAIN|NONE|\(NONE\)|UNKNOWN)$/;
