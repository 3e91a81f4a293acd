/** Under which key the reports of a device come. */
import { describe, expect, it } from 'vitest';
import { deviceKey } from '../../../src/inventory/identity/device-key.ts';
import { emptyReport, fixture, quirk, reportOf, reportsOf } from '../documents.ts';

describe('the device key', () => {
  it('is the id that the agent chose, whatever else changes', () => {
    const first = reportOf(fixture('company/lyon/LYON-COMPTA-01-2024-03-18-08-15-42.ocs'));
    const second = reportOf(fixture('company/day2/lyon/LYON-COMPTA-01-2024-03-18-08-15-42.ocs'));
    expect(deviceKey(first)).toBe('agent:LYON-COMPTA-01-2024-03-18-08-15-42');
    expect(deviceKey(second)).toBe(deviceKey(first));
  });

  it('of what SNMP found is its serial, else its address, else its name, never the id of the scanner', () => {
    expect(reportsOf(quirk('snmp-two-switches-one-silent.xml')).map(deviceKey)).toEqual([
      'device:serial:BRVSW0001',
      'device:mac:00:00:5e:00:53:51',
    ]);
    expect(deviceKey(reportOf(quirk('discovery-of-an-unknown-device.xml')))).toBe('device:mac:00:00:5e:00:53:90');
    expect(deviceKey({ ...emptyReport, kind: 'printer', name: 'imp-1' })).toBe('device:name:IMP-1');
  });

  it('does not make one printer of all that have no serial number', () => {
    const printer = { ...emptyReport, kind: 'printer' as const, macs: ['00:00:5e:00:53:01'] };
    for (const serial of ['0', '0000000', 'xxxxxxx', 'Unknown', 'N/A', 'Not Specified'])
      expect(deviceKey({ ...printer, serial })).toBe('device:mac:00:00:5e:00:53:01');
  });

  it('never takes a device for a computer with the same name', () => {
    expect(deviceKey({ ...emptyReport, name: 'agent:x' })).not.toBe(deviceKey({ ...emptyReport, deviceId: 'x' }));
  });

  it('falls back on what a computer without DEVICEID says of itself', () => {
    expect(deviceKey(reportOf(quirk('content-without-envelope.xml')))).toBe('device:serial:BRVTEST02');
  });
});
