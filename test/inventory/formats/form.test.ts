/** What a machine looks like. */
import { describe, expect, it } from 'vitest';
import { inventoryXml, quirk, reportOf, reportsOf } from '../documents.ts';

type Machine = { readonly chassis?: string; readonly os?: string; readonly vm?: string; readonly model?: string; readonly more?: string };

const formOf = ({ chassis = '', os = '', vm = '', model = '', more = '' }: Machine): string =>
  reportOf(
    inventoryXml(
      `<HARDWARE><NAME>a</NAME><CHASSIS_TYPE>${chassis}</CHASSIS_TYPE><OSNAME>${os}</OSNAME><VMSYSTEM>${vm}</VMSYSTEM></HARDWARE><BIOS><SMODEL>${model}</SMODEL></BIOS>${more}`,
    ),
  ).form;

const battery = '<BATTERIES><CAPACITY>57000</CAPACITY></BATTERIES>';

describe('the form of a machine', () => {
  it.each([
    ['Notebook', 'laptop'],
    ['Convertible', 'laptop'],
    ['10', 'laptop'],
    ['Detachable', 'tablet'],
    ['Mini Tower', 'desktop'],
    ['All in One', 'desktop'],
    ['Low Profile Desktop', 'desktop'],
    ['3', 'desktop'],
    ['Rack Mount Chassis', 'server'],
    ['Main Server Chassis', 'server'],
    ['Blade', 'server'],
    ['Docking Station', 'other'],
    ['Other', ''],
    ['Unknown', ''],
    ['2', ''],
    ['', ''],
  ])('with the chassis "%s" is "%s"', (chassis, form) => {
    expect(formOf({ chassis })).toBe(form);
  });

  it('is virtual before anything else, by what is stated, else by the names that hypervisors give', () => {
    expect(formOf({ vm: 'VMware', chassis: 'Desktop', os: 'Microsoft Windows Server 2022' })).toBe('virtual');
    expect(formOf({ model: 'VMware Virtual Platform', chassis: 'Other' })).toBe('virtual');
    expect(formOf({ model: 'VirtualBox', vm: 'Physical', chassis: 'Desktop' })).toBe('desktop');
  });

  it('is that of a server by its system in a case of any sort, but a laptop stays one', () => {
    expect(formOf({ os: 'Microsoft Windows Server 2019 Standard', chassis: 'Tower' })).toBe('server');
    expect(formOf({ os: 'SUSE Linux Enterprise Server 15' })).toBe('server');
    expect(formOf({ os: 'Microsoft Windows Server 2019', chassis: 'Laptop', more: battery })).toBe('laptop');
  });

  it('with Android is that of a telephone or a tablet, even where its agent calls it a computer', () => {
    expect(formOf({ os: 'Android', model: 'SM-A715F', more: battery })).toBe('phone');
    const tablet = quirk('android-tablet-with-imei.xml').toString().replace('<QUERY>', '<ITEMTYPE>Computer</ITEMTYPE><QUERY>');
    expect(reportOf(tablet)).toMatchObject({ kind: 'computer', form: 'tablet' });
    const json = { deviceid: 'a', content: { versionclient: 'x', operatingsystem: { full_name: 'Q Android 10.0 api 29' } } };
    expect(reportOf(JSON.stringify(json))).toMatchObject({ kind: 'phone', form: 'phone' });
  });

  it('without a chassis follows from the model, then from a battery that is more than an empty section', () => {
    expect(formOf({ model: 'MacBookPro15,1' })).toBe('laptop');
    expect(formOf({ model: 'iMac15,1', more: battery })).toBe('desktop');
    expect(formOf({ more: battery })).toBe('laptop');
    expect(formOf({ more: '<BATTERIES/><BATTERIES><CHEMISTRY>LiP</CHEMISTRY></BATTERIES>' })).toBe('');
  });

  it('of what was found over the network follows from its kind', () => {
    expect(reportsOf(quirk('snmp-two-switches-one-silent.xml')).map(({ form }) => form)).toEqual(['switch', 'switch']);
    expect(reportOf(quirk('glpi-printer.json')).form).toBe('printer');
    expect(reportOf(quirk('glpi-phone.json')).form).toBe('phone');
    expect(reportOf(quirk('discovery-of-an-unknown-device.xml')).form).toBe('');
  });
});
