/** Facts in one spelling. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firmwareDay, localDate, macAddress, megabytes, tidy, uuid } from '../../src/inventory/normalise.ts';

describe('text', () => {
  it('is trimmed, on one line, composed, without control characters', () => {
    expect(tidy('  a\r\n   b\tc \u0000\u000b\u0001\u0085d\ufeff ')).toBe('a b c d');
    expect(tidy('e\u0301te\u0301')).toBe('été');
    expect(tidy(' \t\n')).toBe('');
    expect(tidy('deux  espaces')).toBe('deux  espaces');
  });

  it('that was encoded twice is undone, and only that', () => {
    expect(tidy('RÃ©servÃ© au systÃ¨me')).toBe('Réservé au système');
    expect(tidy('lâ€™Ã©cran Ã\u00a0 12 â‚¬')).toBe('l’écran à 12 €');
    expect(tidy('Ã©tÃ© 東京')).toBe('Ã©tÃ© 東京');
    for (const name of ['SÃO PAULO', 'Ärger', 'naïve Â', '¿Qué?', 'русский', 'Ω≈ç']) expect(tidy(name)).toBe(name);
  });

  it('of any kind becomes well formed, at most 1000 characters, and stays when done again', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 60 }).map((codes) => String.fromCodePoint(...codes)),
        (raw) => {
          const once = tidy(raw);
          expect(once.isWellFormed()).toBe(true);
          expect(once).toBe(once.trim());
          expect(tidy(once)).toBe(once);
        },
      ),
    );
    expect(tidy('é'.repeat(5000))).toHaveLength(1000);
  });
});

describe('MAC addresses', () => {
  it.each([
    '00:00:5E:00:53:AF',
    '00-00-5e-00-53-af',
    '0000.5E00.53AF',
    '00005e0053af',
    '0x00005E0053AF',
    ' 00:00:5e:00:53:af ',
    '0000:5e:00:53:af',
  ])('%s is 00:00:5e:00:53:af', (raw) => {
    expect(macAddress(raw)).toBe('00:00:5e:00:53:af');
  });

  it.each([
    '',
    '00:00:00:00:00:00',
    'FF:FF:FF:FF:FF:FF',
    'd5:c9:gh:81:cf:80',
    '00:00:5e:00:53',
    '80:00:00:48:fe:80:00:00:00:00:00:00:f4:52:14:03:00:5b:1c:41',
    'n/a',
  ])('%s is none', (raw) => {
    expect(macAddress(raw)).toBe('');
  });
});

describe('UUIDs', () => {
  it.each([
    '4c4c4544-0034-3010-8048-b6c04f503732',
    '{4C4C4544-0034-3010-8048-B6C04F503732}',
    '4c4c454400343010 8048b6c04f503732',
  ])('%s is canonical in upper case', (raw) => {
    expect(uuid(raw)).toBe('4C4C4544-0034-3010-8048-B6C04F503732');
  });

  it('keep other identifiers in upper case and drop what says nothing', () => {
    expect(uuid('af8d3fcfa6fe4784')).toBe('AF8D3FCFA6FE4784');
    for (const raw of ['', '-8', '2', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'])
      expect(uuid(raw)).toBe('');
  });
});

describe('dates', () => {
  it.each([
    ['2017-05-15 18:38:07', '2017-05-15T18:38:07'],
    ['2018-10-11T04:55:07Z', '2018-10-11T04:55:07'],
    ['2026/10/22 02:02', '2026-10-22T02:02:00'],
    ['2026-10-22', '2026-10-22T00:00:00'],
    ['15/05/2017 08:03:21', '2017-05-15T08:03:21'],
    ['2024-02-29 1:02:03', '2024-02-29T01:02:03'],
  ])('%s is %s', (raw, date) => {
    expect(localDate(raw)).toBe(date);
  });

  it.each([
    '',
    'N/A',
    '2099-13-45 25:61:00',
    '2014-55-31',
    '2023-02-29 00:00:00',
    '1970-00-01',
    '1970-01-01 00:00:00',
    'Thu 9 Nov 10:00:00 2023',
    '31/02/2026',
    '0000-00-00 00:00:00',
  ])('%s is none', (raw) => {
    expect(localDate(raw)).toBeNull();
  });
});

describe('the day of a firmware', () => {
  it.each([
    ['04/16/2024', '2024-04-16'],
    ['12/01/2006', '2006-12-01'],
    ['17/05/2011', '2011-05-17'],
    ['2024-04-16', '2024-04-16'],
    ['20240416000000.000000+000', '2024-04-16'],
    ['04/16/24', ''],
    ['99/99/9999', ''],
    ['', ''],
  ])('%s is "%s"', (raw, day) => {
    expect(firmwareDay(raw)).toBe(day);
  });
});

describe('sizes', () => {
  it.each([
    ['8192', 8192],
    [' 08192 ', 8192],
    ['16 GB', 16_000],
    ['476,9G', 476_900],
    ['1.5 TiB', 1_500_000],
    ['999999 TB', 999_999_000_000],
    ['250059.5', 250_059],
    ['0', 0],
  ])('%s is %i MB', (raw, size) => {
    expect(megabytes(raw)).toBe(size);
  });

  it.each([
    '',
    'N/A',
    '-1',
    '1e9',
    '1e30 MB',
    '-8 GB',
    '12 XB',
    '999999999999 TB',
    '99999999999999999999',
    'Infinity',
    '0x10',
  ])('%s is none', (raw) => {
    expect(megabytes(raw)).toBeNull();
  });
});
