/** One spelling for what machines and agents write in many: UUIDs in two byte orders, makers, serials of disks, host names. */
import { uuid } from '../normalise.ts';

const canonicalShape = /^[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}$/;

/**
 * The smaller of a UUID's two spellings: SMBIOS stores its first three groups little-endian, and systems disagree whether to
 * turn them (inventory.md §2.2, rule 1). Other identifiers (Android's 16 digits) in upper case; '' when it says nothing.
 */
export const canonicalUuid = (raw: string): string => {
  const value = uuid(raw);
  if (!canonicalShape.test(value)) return value;
  const turned = `${turn(value.slice(0, 8))}-${turn(value.slice(9, 13))}-${turn(value.slice(14, 18))}${value.slice(18)}`;
  return turned < value ? turned : value;
};

const turn = (digits: string): string => (digits.match(/../g) ?? []).reverse().join('');

/** The UUID that a virtual machine's serial is made of (`VMware-56 4d 3a …`, `VirtualBox-…`, or bare); '' for a true serial. */
export const uuidInSerial = (serial: string): string => {
  const body = serial.replace(/^(?:VMWARE|VIRTUALBOX|PARALLELS)-/i, '').replaceAll(/[\s{}-]/g, '');
  return /^[\dA-F]{32}$/i.test(body) ? canonicalUuid(body) : '';
};

/** One word for a maker in all its spellings; '' for none and for placeholders. */
export const makerFamily = (raw: string): string => {
  const text = raw.trim().toUpperCase();
  if (isNoMaker.test(text)) return '';
  const alias = makers.find(([, pattern]) => pattern.test(text));
  return alias?.[0] ?? /[\p{L}\d]+/u.exec(text)?.[0] ?? '';
};

const isNoMaker = /^(?:|SYSTEM MANUFACTURER|TO BE FILLED .*|NOT .*|UNKNOWN|DEFAULT STRING|N\/A|NONE|O\.?E\.?M\.?|UNDEFINED|MANUFACTURER)$/;

const makers: readonly (readonly [string, RegExp])[] = [
  ['HP', /^(?:HPE?\b|HEWLETT|HP INC)/],
  ['ASUS', /^ASUS/],
  ['MSI', /^(?:MSI\b|MICRO-?STAR)/],
  ['VIRTUALBOX', /^(?:INNOTEK|ORACLE)/],
  ['VMWARE', /^VMWARE/],
  ['ACER', /^ACER/],
  ['LENOVO', /^LENOVO/],
  ['SAMSUNG', /^SAMSUNG/],
  ['FUJITSU', /^FUJITSU/],
  ['DELL', /^DELL/],
];

/** Agents put the model before a disk's serial (`VBOX_HARDDISK_VB548e3b96-b5ee49db`) or leave it out. */
export const diskSerial = (raw: string): string => {
  const text = raw.normalize('NFC').trim().toUpperCase();
  const tail = text.slice(text.lastIndexOf('_') + 1);
  return tail.length >= 6 && /\d/.test(tail) ? tail : text;
};

/** Administered by its maker, not locally (IEEE 802: bit 0x02 of the first byte is clear). */
export const isMakersMac = (mac: string): boolean => (Number.parseInt(mac.slice(0, 2), 16) & 2) === 0;

/** The name of a machine without its domain. */
export const hostOf = (name: string): string => name.split('.', 1)[0] ?? '';

/** The maker's word and the rest of a serial: `DELL|640HP72`. */
export const serialParts = (serial: string): readonly [maker: string, part: string] => {
  const bar = serial.indexOf('|');
  return [serial.slice(0, Math.max(0, bar)), serial.slice(bar + 1)];
};
