/** The XML of Open-AudIT. */
import { describe, expect, it } from 'vitest';
import { quirk, refusalOf, reportOf } from '../documents.ts';

describe('an audit of Open-AudIT', () => {
  it('says what a machine is', () => {
    expect(reportOf(quirk('open-audit-server.xml'))).toMatchObject({
      deviceId: '',
      kind: 'computer',
      form: 'server',
      agent: 'Open-AudIT 5.1.0',
      name: 'srv-audit',
      os: 'Microsoft Windows Server 2022 Standard',
      osVersion: '10.0.20348',
      serial: 'BRVTEST30',
      boardSerial: 'CARTE0030',
      uuid: '9F859653-F384-4ABB-A98F-862DDE039F30',
      memoryMb: 16_384,
      disks: [{ name: 'BRV SSD', sizeMb: 953_869 }],
      macs: ['00:00:5e:00:53:70', '00:00:5e:00:53:71'],
      ips: ['192.0.2.30', '2001:db8::30'],
      user: 'admin@srv-audit',
      inventoryDate: '2026-11-09T08:03:21',
      osInstalledOn: '2025-03-04',
      biosDate: '2024-04-16',
      software: [{ name: 'Sauvegarde & Cie', version: '3.2', publisher: 'Brévanne' }],
    });
  });

  it('puts addresses to the cards that have them', () => {
    expect(reportOf(quirk('open-audit-server.xml')).sections['networks']?.map((row) => row['ipaddress'])).toEqual([
      '192.0.2.30, 2001:db8::30',
      undefined,
    ]);
  });

  it('keeps neither keys nor the environment', () => {
    expect(JSON.stringify(reportOf(quirk('open-audit-server.xml')))).not.toMatch(/ABCDE|exemple-de-secret/);
  });

  it('of an old version is read by its old names', () => {
    expect(reportOf(quirk('open-audit-before-1.12.xml'))).toMatchObject({
      name: 'poste-ancien',
      ips: ['192.0.2.31'],
      software: [{ name: 'Ancien', version: '1', publisher: '' }],
    });
  });

  it('that names nobody is refused; another document called system is somebody else’s, even a damaged one', () => {
    expect(refusalOf('<system><sys><type>computer</type></sys></system>')).toBe('no-device');
    expect(refusalOf('<system><name>x</name></system>')).toBe('not-an-inventory');
    expect(refusalOf('<system><name>x</system>')).toBe('not-an-inventory');
  });
});
