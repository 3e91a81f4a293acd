/** The JSON of OCS Inventory 3. */
import { describe, expect, it } from 'vitest';
import { quirk, refusalOf, reportOf } from '../documents.ts';

const collection = (inventory: unknown, more: object = {}): string => JSON.stringify({ ...more, template_inventory: inventory });

describe('OCS 3 JSON', () => {
  it('says what a machine is through a template of Debian', () => {
    const report = reportOf(quirk('ocs-3-debian-template.json'));
    expect(report).toMatchObject({
      deviceId: '',
      name: 'port-ocs3',
      os: 'Debian GNU/Linux 12',
      osVersion: '12.7',
      manufacturer: 'Brévanne',
      serial: 'BRVTEST40',
      boardSerial: 'CARTE0040',
      biosDate: '2024-04-16',
      form: 'laptop',
      memoryMb: 4096,
      disks: [{ name: 'BRV NVMe', sizeMb: 476_900 }],
      diskSerials: ['DISQUE0040'],
      macs: ['00:00:5e:00:53:80'],
      software: [{ name: 'nano', version: '7.2', publisher: 'Debian' }],
    });
    expect(report.sections['drives']).toEqual([{ volumn: '/dev/sda1', type: '/', filesystem: 'ext4', total: '470530', free: '212696' }]);
    expect(report.sections['usbdevices']).toEqual([{ caption: 'Souris', serial: '1', class: 'Human Interface Device' }]);
    expect(report.sections['repository']).toBeUndefined();
  });

  it('takes from the envelope what the sections leave out, and bytes of a drive for what they are', () => {
    const report = reportOf(quirk('ocs-3-windows-collection.json'));
    expect(report).toMatchObject({
      name: 'Poste-OCS3',
      os: 'Microsoft Windows 11 Pro',
      uuid: '9F859653-F384-4ABB-A98F-862DDE039F42',
      serial: 'BRVTEST41',
      model: 'Tour 2',
      domain: 'BREVANNE',
      user: 'camille',
      ips: ['192.0.2.81'],
      biosDate: '2024-04-16',
      software: null,
    });
    expect(report.sections['drives']).toEqual([{ letter: 'C:', volumn: 'C:', filesystem: 'NTFS', total: '101809', free: '500' }]);
  });

  it('knows its names in any case, with spaces or underscores', () => {
    const names = [{ 'Serial Number': 'BRV1' }, { serial_number: 'BRV1' }, { 'SERIAL-NUMBER': 'BRV1' }];
    expect(names.map((bios) => reportOf(collection({ Bios: [bios] })).serial)).toEqual(['BRV1', 'BRV1', 'BRV1']);
  });

  it('of nobody, or without sections, is refused', () => {
    expect(refusalOf(collection({ SOFTWARES: [] }))).toBe('no-device');
    expect(refusalOf(collection({}))).toBe('not-an-inventory');
    expect(refusalOf(collection([]))).toBe('not-an-inventory');
    expect(refusalOf(collection(null))).toBe('not-an-inventory');
  });

  it('survives sections of the wrong type', () => {
    const report = reportOf(
      collection({ BIOS: 'x', CPUS: [1, null, { TYPE: { a: 1 } }], NETWORKS: { 'MAC ADDRESS': '00:00:5e:00:53:01' } }, { name: 7 }),
    );
    expect(report).toMatchObject({ name: '7', cpu: '', macs: ['00:00:5e:00:53:01'], software: null });
  });
});
