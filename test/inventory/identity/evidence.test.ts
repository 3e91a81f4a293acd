/** What counts as evidence, how it is spelled, and under which keys records are found. */
import { describe, expect, it } from 'vitest';
import { blockingKeys, evidenceOf, recordId } from '../../../src/inventory/identity/evidence.ts';
import { parseKnownBad } from '../../../src/inventory/identity/known-bad.ts';
import type { AssetReport } from '../../../src/inventory/report.ts';
import { emptyReport } from '../documents.ts';

const told = (facts: Partial<AssetReport>): readonly string[] =>
  evidenceOf({ ...emptyReport, ...facts }).map(({ kind, value }) => `${kind}:${value}`);

const uuid = '33E737A8-F827-11DF-9297-47C0A301005A';
const turned = 'A837E733-27F8-DF11-9297-47C0A301005A';

describe('evidence', () => {
  it('has one spelling for a UUID, whichever end its bytes begin at', () => {
    expect(told({ uuid })).toEqual([`uuid:${uuid}`]);
    expect(told({ uuid: turned })).toEqual(told({ uuid }));
  });

  it('takes the serial of a virtual machine for its UUID', () => {
    const vmware = 'VMware-56 4d 3a 10 22 33 44 55-66 77 88 99 aa bb cc dd';
    expect(told({ serial: vmware })).toEqual(told({ uuid: '103A4D56-3322-5544-6677-8899AABBCCDD' }));
    expect(told({ uuid, serial: `VirtualBox-${uuid.toLowerCase()}` })).toEqual([`uuid:${uuid}`]);
    expect(told({ uuid, serial: turned.toLowerCase() })).toEqual([`uuid:${uuid}`]);
  });

  it('leaves the UUID of the host, which is the serial of all its guests, a serial', () => {
    const guest = told({ uuid, serial: 'D8330A60-C536-11DC-9DCF-C594D566C2E5', manufacturer: 'OpenStack Foundation' });
    expect(guest).toEqual(['serial:OPENSTACK|D8330A60-C536-11DC-9DCF-C594D566C2E5', `uuid:${uuid}`]);
  });

  it.each([
    ['Dell Inc.', 'DELL Computer Corporation'],
    ['Hewlett-Packard', 'HP'],
    ['HPE', 'Hewlett Packard Enterprise'],
    ['LENOVO', 'Lenovo Group'],
    ['innotek GmbH', 'Oracle Corporation'],
    ['Apple Inc.', 'Apple Computer, Inc.'],
    ['System manufacturer', 'To Be Filled By O.E.M.'],
  ])('takes %s and %s for one maker', (one, other) => {
    expect(told({ serial: 'AB12345', manufacturer: one })).toEqual(told({ serial: 'ab12345', manufacturer: other }));
  });

  it('keeps the board where the serial of the system says nothing, and does not take it for the serial', () => {
    const board = { boardSerial: 'MB77123', serial: 'To Be Filled By O.E.M.' };
    expect(told(board)).toEqual(['board:MB77123']);
    expect(told({ boardSerial: 'MB77123', serial: 'MB77123', sections: { bios: [{ ssn: '', msn: 'MB77123' }] } })).toEqual([
      'board:MB77123',
    ]);
    expect(told({ boardSerial: 'MB77123', serial: 'MB77123' })).toEqual(['board:MB77123', 'serial:|MB77123']);
  });

  it('finds one serial of a disk with and without its model', () => {
    expect(told({ diskSerials: ['VBOX_HARDDISK_VB548e3b96-b5ee49db'] })).toEqual(told({ diskSerials: ['VB548e3b96-b5ee49db'] }));
  });

  it('has the name with its domain, not with a workgroup, and no address for a name', () => {
    expect(told({ name: 'pc-01', domain: 'corp.example' })).toEqual(['name:PC-01.CORP.EXAMPLE']);
    expect(told({ name: 'pc-01', domain: 'WORKGROUP' })).toEqual(['name:PC-01']);
    expect(told({ name: '192.0.2.7', ips: ['192.0.2.7'] })).toEqual(['ip:192.0.2.7']);
  });

  it('counts the 16 digits of Android as UUID, and its repetition as serial only once', () => {
    expect(told({ kind: 'phone', uuid: '5A30D8711BBADC9D', serial: '5a30d8711bbadc9d' })).toEqual(['uuid:5A30D8711BBADC9D']);
  });

  it('has both DEVICEIDs of an agent that says its old one', () => {
    expect(told({ deviceId: 'pc-2', oldDeviceId: 'pc-1' })).toEqual(['device-id:PC-1', 'device-id:PC-2']);
  });

  it('leaves out what an administrator lists', () => {
    const extra = parseKnownBad(['serial:SHARED1']);
    expect(evidenceOf({ ...emptyReport, serial: 'shared1', manufacturer: 'Dell' }, extra.ok ? extra.value : [])).toEqual([]);
  });
});

describe('the id of a record', () => {
  const machine = { ...emptyReport, deviceId: 'pc-2026-01-01-00-00-00', uuid, serial: 'AB12345', manufacturer: 'HP' };

  it('is the same for all files of a machine, whatever may change in it', () => {
    const later = {
      ...machine,
      name: 'renamed',
      uuid: turned,
      manufacturer: 'Hewlett-Packard',
      macs: ['00:00:5e:00:53:01'],
      diskSerials: ['NEW123456'],
    };
    expect(recordId('lyon', later)).toBe(recordId('lyon', machine));
    expect(recordId('lyon', machine)).toMatch(/^[\da-f]{16}$/);
    const bare = { ...emptyReport, name: 'x', uuid };
    expect(recordId('lyon', { ...bare, uuid: turned })).toBe(recordId('lyon', bare));
  });

  it('is another for a clone with the same DEVICEID, and on another site', () => {
    expect(recordId('lyon', { ...machine, uuid: 'D8330A60-C536-11DC-9DCF-C594D566C2E5' })).not.toBe(recordId('lyon', machine));
    expect(recordId('lyon', { ...machine, serial: 'AB99999' })).not.toBe(recordId('lyon', machine));
    expect(recordId('nord', machine)).not.toBe(recordId('lyon', machine));
  });
});

describe('blocking keys', () => {
  it('carry the site where the evidence is weak, and the serial without its maker', () => {
    const report = {
      ...emptyReport,
      name: 'PC-01',
      domain: 'corp.example',
      deviceId: 'd1',
      serial: 'AB12345',
      manufacturer: 'HP',
      macs: ['00:00:5e:00:53:01', '52:54:00:00:53:01'],
      ips: ['192.0.2.1'],
    };
    expect(blockingKeys('lyon', evidenceOf(report))).toEqual([
      'device-id:lyon:D1',
      'mac:00:00:5e:00:53:01',
      'name:lyon:PC-01',
      'serial:AB12345',
    ]);
  });
});
