/**
 * Facts in one spelling: text, MAC addresses, UUIDs, dates, sizes. What cannot be one is empty or null; whether a serial
 * or UUID is a factory placeholder is not judged here (inventory.md §1.4), only the values that say "nothing".
 */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { DateTime } from 'luxon';

/**
 * NFC, one line, no control characters, at most 1000 characters, trimmed; UTF-8 that was encoded twice is undone.
 * The result never keeps the document that it was cut from alive (performance.md: slices do).
 */
export const tidy = (raw: string): string => (isPlain(raw) ? copied(raw) : copied(tidied(raw)));

/** `aa:bb:cc:dd:ee:ff` from any usual spelling (`-`, `.`, none, `0x`); '' for what is none, all zeros or the broadcast address. */
export const macAddress = (raw: string): string => {
  const digits = raw
    .trim()
    .replace(/^0x/i, '')
    .replaceAll(/[\s:.-]/g, '')
    .toLowerCase();
  if (!/^[\da-f]{12}$/.test(digits) || /^(?:0+|f+)$/.test(digits)) return '';
  return copied(digits.replaceAll(/(..)(?=.)/g, '$1:'));
};

/** IPv4 and IPv6 addresses out of texts that may hold several, sorted, without repeats, loopback, link-local and unspecified ones. */
export const ipAddresses = (raw: readonly string[]): readonly string[] => {
  const addresses = raw
    .flatMap((text) => text.split(/[\s,;/]+/))
    .filter((text) => /^[\d.]+$|:/.test(text) && /^[\da-f:.]{3,45}$/i.test(text));
  return [...new Set(addresses.map((address) => copied(address.toLowerCase())).filter((address) => !nobodys.test(address)))].sort();
};

const nobodys = /^(?:127\.|0\.0\.0\.0$|169\.254\.|::1?$|fe80:|[\d.]{1,6}$)/;

/** Canonical upper case for a UUID in any spelling; other identifiers (Android's 16 digits) in upper case; '' when it says nothing. */
export const uuid = (raw: string): string => {
  const value = tidy(raw).toUpperCase();
  const digits = value.replaceAll(/[\s{}-]/g, '');
  if (/^(?:0+|F+)$/.test(digits) || digits.length < 8) return '';
  return copied(/^[\dA-F]{32}$/.test(digits) ? digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : value);
};

/** Local time `YYYY-MM-DDTHH:mm:ss`; null when absent, impossible or before 1990 (a clock that was never set). */
export const localDate = (raw: string): string | null => {
  const text = raw.trim();
  const [year, month, day, hour, minute, second] = ((yearFirst.exec(text) ?? withoutSigns.exec(text))?.slice(1) ?? dayFirst(text)).map(
    (part) => Number(part ?? 0),
  );
  if (year === undefined || month === undefined || day === undefined || year < 1990) return null;
  const date = DateTime.utc(year, month, day, hour ?? 0, minute ?? 0, second ?? 0);
  return date.isValid ? date.toFormat("yyyy-MM-dd'T'HH:mm:ss") : null;
};

/** `YYYY-MM-DD` of a firmware, which SMBIOS (DSP0134 §7.1) writes `mm/dd/yyyy`; other spellings as `localDate`; '' when it is none. */
export const firmwareDay = (raw: string): string => {
  const [, month, day, year] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(raw) ?? [];
  const american = year === undefined ? null : localDate(`${year}-${month}-${day}`);
  return (american ?? localDate(raw))?.slice(0, 10) ?? '';
};

/** A size in MB as agents give it: digits, perhaps with a unit; null when it is none, or more than an exabyte. */
export const megabytes = (raw: string): number | null => {
  const [, digits, decimals, unit] = /^\s*(\d{1,12})(?:[.,](\d{1,9})\d*)?\s*([kmgt]i?[bo]?)?\s*$/i.exec(raw) ?? [];
  if (digits === undefined) return null;
  const factor = { k: 0.001, m: 1, g: 1000, t: 1_000_000 }[(unit ?? 'm').charAt(0).toLowerCase()] ?? 1;
  const size = factor > 1 ? Number(`${digits}.${decimals ?? 0}`) * factor : Number(digits) * factor;
  return size > exabyte ? null : Math.round(size);
};

const exabyte = 1_000_000_000_000;

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/;

/** `yyyymmddHHMMSS.ffffff±zzz` of WMI (CIM_DATETIME). */
const withoutSigns = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.|$)/;

/** `dd/mm/yyyy`, as French Windows writes it; [] when it is not that either. */
const dayFirst = (text: string): readonly (string | undefined)[] => {
  const match = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/.exec(text);
  return match === null ? [] : [match[3], match[2], match[1], ...match.slice(4)];
};

const longest = 1000;

/** Nearly every value is printable ASCII without spaces around it and needs no work. */
const isPlain = (raw: string): boolean => {
  const { length } = raw;
  if (length === 0) return true;
  if (length > longest || raw.charCodeAt(0) === 32 || raw.charCodeAt(length - 1) === 32) return false;
  for (let index = 0; index < length; index++) {
    const code = raw.charCodeAt(index);
    if (code < 32 || code > 126) return false;
  }
  return true;
};

const tidied = (raw: string): string =>
  withoutDoubleEncoding(raw.trim().slice(0, 4 * longest))
    .replaceAll(/\s*[\t\n\r\u2028\u2029]\s*/g, ' ')
    .replaceAll(/[\p{Cc}\ufeff\ufffe\uffff]/gu, '')
    .trim()
    .slice(0, longest)
    .toWellFormed()
    .normalize('NFC')
    .trim();

/** Engines keep long slices as views of the whole text; gluing and cutting makes a string of its own. */
const copied = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1));

const suspect = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]/;

/** `RÃ©servÃ©` → `Réservé`, only if every character is one byte of windows-1252 and the bytes are valid UTF-8. */
const withoutDoubleEncoding = (text: string): string => {
  if (!suspect.test(text)) return text;
  const bytes = Buffer.concat([...text].map(singleByte));
  return bytes.length === text.length && isUtf8(bytes) ? bytes.toString('utf8') : text;
};

const singleByte = (character: string): Buffer =>
  character.charCodeAt(0) < 256 && character.length === 1 ? Buffer.from(character, 'latin1') : iconvByte(character);

/** Two bytes, which spoil the count, for what windows-1252 does not have. */
const iconvByte = (character: string): Buffer => {
  const byte = iconv.encode(character, 'windows-1252');
  return byte.length === 1 && byte[0] !== 63 ? byte : Buffer.from('??');
};
