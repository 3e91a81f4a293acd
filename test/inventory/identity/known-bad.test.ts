/** Placeholders, real serials that look a little like them, and an administrator's additions. */
import { describe, expect, it } from 'vitest';
import { isKnownBad, parseKnownBad } from '../../../src/inventory/identity/known-bad.ts';
import { canonicalUuid } from '../../../src/inventory/identity/spelling.ts';

describe('a known bad value', () => {
  it.each([
    '',
    '0',
    'X1',
    '0000000',
    'XXXXXXXXXXX',
    '0101010',
    '1.0.0',
    '123456789',
    '0123456789ABCDEF',
    'TO BE FILLED BY O.E.M.',
    'TO BE FILLED BY OEM',
    'DEFAULT STRING',
    'SYSTEM SERIAL NUMBER',
    'CHASSIS SERIAL NUMBER',
    'NOT APPLICABLE',
    'NOT SPECIFIED',
    'SN-123456FVGV3I0B8O5N6N7K',
    'N/A',
    'UNKNOW',
    '........',
  ])('is no serial: "%s"', (serial) => {
    expect(isKnownBad('serial', serial)).toBe(true);
    expect(isKnownBad('board', serial)).toBe(true);
  });

  it.each([
    '640HP72',
    'CZC0479792',
    'AB1.2.3CD',
    'W87051UGVUV',
    '01234567890AAA',
    '486280',
    'NOTEBOOK77',
    '1234567891',
  ])('is not what only resembles one: "%s"', (serial) => {
    expect(isKnownBad('serial', serial)).toBe(false);
  });

  it.each([
    '03000200-0400-0500-0006-000700080009',
    '00020003-0004-0005-0006-000700080009',
    '6AB5B300-538D-1014-9FB5-B0684D007B53',
    '00B3B56A-8D53-1410-9FB5-B0684D007B53',
    '01010101-0101-0101-0101-010101010101',
    'FEFEFEFE-FEFE-FEFE-FEFE-FEFEFEFEFEFE',
    '4C4C4544-0000-2010-8020-80C04F202020',
    '2',
    'NOT SETTABLE',
  ])('is no UUID, in either byte order: %s', (uuid) => {
    expect(isKnownBad('uuid', canonicalUuid(uuid))).toBe(true);
  });

  it('is no address that drivers and hosts of virtual machines give to everybody', () => {
    for (const mac of [
      '00:50:56:c0:00:08',
      '50:50:54:50:30:30',
      '6e:e3:20:52:41:53',
      '08:00:27:8d:c0:4d',
      '00:ff:3a:68:62:80',
      '02:42:ac:11:00:02',
    ])
      expect(isKnownBad('mac', mac), mac).toBe(true);
    for (const mac of ['00:50:56:4e:eb:6f', '08:00:27:39:a6:75', '44:85:00:2b:90:bc']) expect(isKnownBad('mac', mac), mac).toBe(false);
  });

  it('is no disk that a controller made up', () => {
    expect(isKnownBad('disk', 'QM00001')).toBe(true);
    expect(isKnownBad('disk', '0QEMU_QEMU_HARDDISK_DRIVE-SCSI0-0-0')).toBe(true);
    expect(isKnownBad('disk', 'S29NNXAH146409')).toBe(false);
  });
});

describe('the list of an administrator', () => {
  it('adds a value or all that begin alike, of one kind of evidence', () => {
    const parsed = parseKnownBad(['serial:abc123', 'mac:00-11-22:*', 'uuid:33221100-5544-7766-8899-aabbccddeeff']);
    const extra = parsed.ok ? parsed.value : [];
    expect(extra).toHaveLength(3);
    expect(isKnownBad('serial', 'ABC123', extra)).toBe(true);
    expect(isKnownBad('serial', 'ABC1234', extra)).toBe(false);
    expect(isKnownBad('board', 'ABC123', extra)).toBe(false);
    expect(isKnownBad('mac', '00:11:22:9a:bc:de', extra)).toBe(true);
    expect(isKnownBad('uuid', canonicalUuid('00112233-4455-6677-8899-AABBCCDDEEFF'), extra)).toBe(true);
  });

  it.each([
    ['model:XPS', 'unknown-kind'],
    ['ABC123', 'unknown-kind'],
    ['serial:', 'no-value'],
    ['serial:*', 'no-value'],
    ['serial:A*C', 'misplaced-star'],
    ['serial:A**', 'misplaced-star'],
  ])('refuses %s', (text, reason) => {
    expect(parseKnownBad(['serial:OK', text])).toEqual({ ok: false, error: { kind: 'known-bad-pattern', text, reason, retry: 'never' } });
  });
});
