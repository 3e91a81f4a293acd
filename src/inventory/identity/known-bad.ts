/**
 * Values that factories, firmware and drivers put where an identifier should stand (inventory.md §2.2, rule 2): the lists of
 * GLPI and OCS and what we met ourselves. Every pattern is anchored: a real serial that holds "1.2" is real. Values which only
 * a comparison of machines shows to be worthless are learned.ts's.
 */
import { err, ok, type Result } from '../../result.ts';
import { type EvidenceKind, evidenceKinds } from './record.ts';
import { canonicalUuid } from './spelling.ts';

/** An administrator's addition: all values of this kind that are `text`, or that begin with it. */
export type KnownBadPattern = { readonly kind: EvidenceKind; readonly text: string; readonly isPrefix: boolean };

export type PatternError = {
  readonly kind: 'known-bad-pattern';
  readonly text: string;
  readonly reason: 'unknown-kind' | 'no-value' | 'misplaced-star';
  readonly retry: 'never';
};

/** `value` as evidence has it, but a serial without its maker. An empty value is always bad. */
export const isKnownBad = (kind: EvidenceKind, value: string, extra: readonly KnownBadPattern[] = []): boolean =>
  value === '' ||
  extra.some((pattern) => pattern.kind === kind && (pattern.isPrefix ? value.startsWith(pattern.text) : value === pattern.text)) ||
  isPlaceholder(kind, value);

/** `serial:ABC123`, `mac:00:11:*`: a kind of evidence, a colon, then a value or the beginning of one and `*`. */
export const parseKnownBad = (texts: readonly string[]): Result<readonly KnownBadPattern[], PatternError> => {
  const patterns: KnownBadPattern[] = [];
  for (const text of texts) {
    const pattern = parsePattern(text);
    if (!pattern.ok) return pattern;
    patterns.push(pattern.value);
  }
  return ok(patterns);
};

const parsePattern = (text: string): Result<KnownBadPattern, PatternError> => {
  const colon = text.indexOf(':');
  const kind = evidenceKinds.find((known) => known === text.slice(0, Math.max(0, colon)).trim().toLowerCase());
  const stated = text
    .slice(colon + 1)
    .trim()
    .normalize('NFC');
  const isPrefix = stated.endsWith('*');
  const body = isPrefix ? stated.slice(0, -1) : stated;
  if (kind === undefined) return refuse(text, 'unknown-kind');
  if (body === '') return refuse(text, 'no-value');
  if (body.includes('*')) return refuse(text, 'misplaced-star');
  return ok({ kind, text: spelled(kind, body, isPrefix), isPrefix });
};

const refuse = (text: string, reason: PatternError['reason']): Result<never, PatternError> =>
  err({ kind: 'known-bad-pattern', text, reason, retry: 'never' });

const spelled = (kind: EvidenceKind, body: string, isPrefix: boolean): string => {
  if (kind === 'mac') return body.toLowerCase().replaceAll('-', ':');
  if (kind === 'uuid' && !isPrefix) return canonicalUuid(body);
  return body.toUpperCase();
};

const isPlaceholder = (kind: EvidenceKind, value: string): boolean => {
  switch (kind) {
    case 'serial':
    case 'board':
      return saysNothing(value) || serials.has(value);
    case 'disk':
      return saysNothing(value) || serials.has(value) || driverDisk.test(value);
    case 'uuid':
      return saysNothing(value) || serials.has(value) || uuids.has(value) || repeatedByte.test(value);
    case 'imei':
      return !/^\d{14,16}$/.test(value) || saysNothing(value) || /^(?:004999010640000|35\d0*)$/.test(value);
    case 'mac':
      return macs.has(value) || driverMac.test(value);
    case 'name':
    case 'device-id':
    case 'ip':
      return false;
  }
};

/** Too short, one repeated character, zeros and ones, a version number, or a row of digits as one types it to fill a field. */
const saysNothing = (value: string): boolean =>
  value.length < 4 ||
  /^(.)\1*$/u.test(value) ||
  /^[01]+$/.test(value) ||
  /^\d\.\d(?:\.\d)?$/.test(value) ||
  /^[\s.\-_*#/?]+$/.test(value) ||
  rows.some((row) => row.startsWith(value)) ||
  /^(?:TO ?BE|TBD|FILLED) .*\bO\.?E\.?M\.?$/.test(value) ||
  /^(?:NOT|NON|NO) (?:SPECIFIED|APPLICABLE|AVAILABLE|DEFINED|SETTABLE|PRESENT|PROVIDED|SUPPORTED|SERIAL)\b.{0,20}$/.test(value);

const rows = ['12345678901234567890123456789', '01234567890123456789012345678', '0123456789ABCDEF', '123456789ABCDEF', 'ABCDEFGHIJKLMNOP'];

const repeatedByte = /^(?:(..)\1{3}-(?:\1\1-){3}\1{6}|0{8}-0000-1000-8000-0{12})$/;

/** What controllers, card readers and emulators say of every disk. */
const driverDisk = /^(?:QM0000\d|.*DRIVE-(?:SCSI|IDE|VIRTIO|SATA)\d.*|058F[\dA-F]{8}|20\d{10}0{3,}|2010\d{8}|0+\d{0,2}|MSFT.*|GENERIC.*)$/;

/**
 * Hosts of VMware, TAP-Windows (its address is part of a cloned image), Fortinet, Cisco AnyConnect, Parallels hosts, RAS and
 * WAN miniports; Docker's bridges and containers, whose addresses are made of their network address.
 */
const driverMac =
  /^(?:00:50:56:c0:00:.*|00:ff:.*|00:09:0f:(?:fe|aa):00:0\d|00:05:9a:3c:7[8a]:00|00:1c:42:00:00:.*|44:45:53:54:.*|50:50:54:50:30:.*|24:b6:20:52:41:53|02:42:.*|..:..:20:52:41:53|..:41:53:59:4e:ff|(..)(?::\1){5}|fe:ff:ff:ff:ff:ff|00:00:00:00:00:..)$/;

const serials: ReadonlySet<string> = new Set([
  '(NULL STRING)',
  '(NULL)',
  '<OUT OF SPEC>',
  'ASSET-1234567890',
  'BASE BOARD SERIAL NUMBER',
  'BOARD SERIAL NUMBER',
  'BSN12345678901234567',
  'CHASSIS SERIAL NUMBER',
  'DEFAULT STRING',
  'DEFAULT',
  'EMPTY',
  'EVAL',
  'IATPASS',
  'INVALID',
  'MB-1234567890',
  'NONE',
  'NULL',
  'O.E.M.',
  'OEM_SERIAL',
  'PRODUCT SERIAL NUMBER',
  'SERIAL',
  'SERIAL NUMBER',
  'SERIAL NUMBER XXXXXX',
  'SERIALNUMBER',
  'SN-12345',
  'SN-1234567890',
  'SN-123456FVGV3I0B8O5N6N7K',
  'SYS-1234567890',
  'SYS-9876543210',
  'SYSTEM SERIAL NUMBER',
  'SYSTEMSERIALNUMB',
  'TULIP COMPUTERS',
  'UNDEFINED',
  'UNKNOW',
  'UNKNOWN',
]);

/** In either byte order. 4C4C4544… is Dell's pattern around an empty service tag; 9774… is the id of a whole series of telephones. */
const uuids: ReadonlySet<string> = new Set(
  [
    '03000200-0400-0500-0006-000700080009',
    '00020003-0004-0005-0006-000700080009',
    '6AB5B300-538D-1014-9FB5-B0684D007B53',
    '4C4C4544-0000-2010-8020-80C04F202020',
    '12345678-1234-5678-90AB-CDDEEFAABBCC',
    '12345678-1234-1234-1234-123456789ABC',
    '12345678-1234-5678-1234-567812345678',
    '11111111-2222-3333-4444-555555555555',
    '9774D56D682E549C',
  ].map(canonicalUuid),
);

const macs: ReadonlySet<string> = new Set([
  '00:00:00:00:00:00',
  'ff:ff:ff:ff:ff:ff',
  '20:41:53:59:4e:ff',
  '02:00:4e:43:50:49',
  'e2:e6:16:20:0a:35',
  'd2:0a:2d:a0:04:be',
  'd2:6b:25:2f:2c:e7',
  '00:a0:c6:00:00:00',
  '33:50:6f:45:30:30',
  '0a:00:27:00:00:00',
  '02:80:37:ec:02:00',
  '00:0b:ca:fe:00:00',
  '00:01:02:7d:9b:1c',
  '00:08:a1:46:06:35',
  '00:08:a1:66:e2:1a',
  '00:09:dd:10:37:68',
  '00:0f:ea:9a:e2:f0',
  '00:10:5a:72:71:f3',
  '00:11:11:85:08:8b',
  '10:11:11:11:11:11',
  '00:53:45:00:00:00',
  // Every Vagrant box; copies of one Bluetooth adapter.
  '08:00:27:8d:c0:4d',
  '02:e5:1b:70:f4:63',
  '00:1a:7d:da:71:0a',
  '00:1a:7d:da:71:13',
]);
