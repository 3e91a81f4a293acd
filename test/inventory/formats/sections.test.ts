/** Which sections a report keeps, in which bounds, and what it never keeps. */
import { describe, expect, it } from 'vitest';
import { decodeEdid } from '../../../src/inventory/formats/edid.ts';
import { rowLimits } from '../../../src/inventory/limits.ts';
import { inventoryXml, quirk, reportOf } from '../documents.ts';

const sectionsOf = (content: string) => reportOf(inventoryXml(content)).sections;

describe('the sections of a machine', () => {
  const { sections } = reportOf(quirk('machine-with-all-sections.xml'));

  it('are all those that pages show', () => {
    expect(Object.keys(sections).sort()).toEqual(
      [
        ...['accesslog', 'antivirus', 'batteries', 'bios', 'controllers', 'cpus', 'drives', 'firewall', 'firmwares', 'hardware'],
        ...['licenseinfos', 'local_users', 'memories', 'modems', 'monitors', 'networks', 'printers', 'remote_mgmt', 'slots'],
        ...['sounds', 'usbdevices', 'users', 'videos', 'virtualmachines'],
      ].sort(),
    );
    expect(sections['drives']).toEqual([
      { letter: 'C:', label: 'Système', filesystem: 'NTFS', total: '250000', free: '120000', systemdrive: '1' },
      { type: '/srv', volumn: '/dev/sdb1', filesystem: 'ext4', total: '1000', free: '10' },
    ]);
    expect(sections['virtualmachines']?.[0]).toMatchObject({ name: 'essai', status: 'running', vmtype: 'hyperv', vcpu: '2' });
  });

  it('have no product key, no environment and no process in them', () => {
    const everything = JSON.stringify(sections);
    expect(everything).not.toMatch(/ABCDE|exemple-de-secret|winprodkey|"key"/);
    expect(sections['licenseinfos']).toEqual([{ name: 'Bureautique', fullname: 'Bureautique 2024', productid: '00000-11111' }]);
    expect(
      sectionsOf('<LICENSEINFOS><NAME>x</NAME><PRODUCTID>ABCDE-12345-FGHIJ-67890-KLMNO</PRODUCTID></LICENSEINFOS>')['licenseinfos'],
    ).toEqual([{ name: 'x' }]);
  });

  it('name a monitor by its EDID where the agent does not, and keep the agent’s word where it does', () => {
    expect(sections['monitors']).toEqual([
      { caption: 'Ecran 24', manufacturer: 'BRV', serial: 'BRVMON0001', description: '10/2023' },
      { caption: 'Projecteur', manufacturer: 'Brévanne', serial: '77777' },
      { caption: 'Sans EDID' },
    ]);
  });

  it('give the IMEI of a modem and the date of a firmware as SMBIOS writes it', () => {
    const report = reportOf(quirk('machine-with-all-sections.xml'));
    expect(report).toMatchObject({ imei: '352099001761481', biosDate: '2024-04-16', boardSerial: 'CARTE0001' });
    expect(reportOf(inventoryXml('<HARDWARE><NAME>a</NAME></HARDWARE><BIOS><BDATE>17/05/2011</BDATE></BIOS>')).biosDate).toBe('2011-05-17');
    expect(reportOf(quirk('android-tablet-with-imei.xml'))).toMatchObject({ kind: 'phone', form: 'tablet', imei: '352099001761482' });
  });
});

describe('an EDID', () => {
  it('is none without its header, when it is cut, or when it is no base64', () => {
    const whole = /<BASE64>([^<]+)/.exec(quirk('machine-with-all-sections.xml').toString())?.[1] ?? '';
    expect(decodeEdid(whole)).toEqual({ manufacturer: 'BRV', name: 'Ecran 24', serial: 'BRVMON0001' });
    expect(decodeEdid(whole.slice(0, 160))).toBeUndefined();
    expect(decodeEdid(`AAAA${whole.slice(4)}`)).toBeUndefined();
    expect(decodeEdid('%%%')).toBeUndefined();
    expect(
      decodeEdid(Buffer.concat([Buffer.from([0, 255, 255, 255, 255, 255, 255, 0]), Buffer.alloc(120, 255)]).toString('base64')),
    ).toEqual({
      manufacturer: '',
      name: '',
      serial: '4294967295',
    });
  });
});

describe('a hostile machine', () => {
  it('keeps so many rows of a section and no more', () => {
    const monitors = '<MONITORS><CAPTION>écran</CAPTION></MONITORS>'.repeat(10_000);
    expect(sectionsOf(`<HARDWARE><NAME>a</NAME></HARDWARE>${monitors}`)['monitors']).toHaveLength(rowLimits.section);
    const json = { deviceid: 'a', content: { versionclient: 'x', monitors: Array.from({ length: 10_000 }, () => ({ caption: 'écran' })) } };
    expect(reportOf(JSON.stringify(json)).sections['monitors']).toHaveLength(rowLimits.section);
    const softwares = '<SOFTWARES><NAME>x</NAME></SOFTWARES>'.repeat(rowLimits.software + 10);
    expect(reportOf(inventoryXml(softwares)).software).toHaveLength(rowLimits.software);
  });

  it('has no size and no date that cannot be', () => {
    const content =
      '<ACCESSLOG><LOGDATE>9999-99-99 99:99:99</LOGDATE></ACCESSLOG><HARDWARE><NAME>a</NAME><MEMORY>1e30</MEMORY></HARDWARE><BIOS><BDATE>99/99/9999</BDATE></BIOS>' +
      '<MEMORIES><CAPACITY>-8</CAPACITY></MEMORIES><STORAGES><NAME>sda</NAME><DISKSIZE>999999999999 TB</DISKSIZE></STORAGES>' +
      '<OPERATINGSYSTEM><INSTALL_DATE>0000-00-00</INSTALL_DATE></OPERATINGSYSTEM>';
    expect(reportOf(inventoryXml(content))).toMatchObject({
      memoryMb: null,
      disks: [],
      inventoryDate: null,
      biosDate: '',
      osInstalledOn: '',
    });
  });

  it('keeps a thousand characters of a field', () => {
    expect(
      sectionsOf(`<HARDWARE><NAME>a</NAME></HARDWARE><SOUNDS><NAME>${'x'.repeat(100_000)}</NAME></SOUNDS>`)['sounds']?.[0]?.['name'],
    ).toHaveLength(1000);
  });
});

describe('the sections of a device', () => {
  it('of a stack have the chassis with their serials, and the ports with the number of their neighbours', () => {
    const stack = reportOf(quirk('snmp-stack-of-two-chassis.xml'));
    expect(stack).toMatchObject({ form: 'switch', serial: 'BRVSW1001', ips: ['192.0.2.2', '198.51.100.2'], partial: false });
    expect(stack.sections['components']?.map((row) => row['serial'])).toEqual([undefined, 'BRVSW1001', 'BRVSW2001']);
    expect(stack.sections['ports']).toEqual([
      {
        ifnumber: '10101',
        ifname: 'Gi1/0/1',
        ifdescr: 'Port 1',
        mac: '00:00:5E:00:53:30',
        ifspeed: '1000000000',
        ifstatus: '1',
        connections: '2',
      },
      { ifnumber: '10102', ifname: 'Gi1/0/2', ifstatus: '2', connections: '1' },
    ]);
    expect(stack.sections['device']?.[0]).toMatchObject({ location: 'Baie du quai', contact: 'informatique', uptime: '12 days, 03:04:05' });
  });

  it('are the same in JSON', () => {
    const stack = reportOf(quirk('glpi-switch-stack.json'));
    expect(stack).toMatchObject({ form: 'switch', serial: 'BRVSW5001', ips: ['192.0.2.50', '198.51.100.50'] });
    expect(stack.sections['components']?.map((row) => row['serial'])).toEqual(['BRVSW5001', 'BRVSW5002']);
    expect(stack.sections['ports']?.map((row) => row['connections'])).toEqual(['2', undefined]);
    expect(stack.sections['cartridges']).toEqual([
      { name: 'tonerblack', value: '85' },
      { name: 'tonercyan', value: '12' },
    ]);
  });

  it('of a printer have its cartridges, whatever their names, and its counters', () => {
    const printer = reportOf(quirk('snmp-printer-with-cartridges.xml'));
    expect(printer).toMatchObject({ kind: 'printer', form: 'printer', memoryMb: 512 });
    expect(printer.sections['cartridges']).toEqual([
      { name: 'tonerblack', value: '71' },
      { name: 'bac_de_recuperation', value: 'OK' },
    ]);
    expect(printer.sections['pagecounters']).toEqual([{ total: '1802', rectoverso: '831' }]);
  });

  it('of one that was only discovered are what the discovery says', () => {
    expect(reportOf(quirk('discovery-with-all-fields.xml'))).toMatchObject({
      name: 'borne-atelier',
      domain: 'ATELIER',
      ips: ['192.0.2.40'],
      partial: true,
      sections: { device: [{ contact: 'atelier', location: 'Atelier', uptime: '3 days', description: 'Borne Wi-Fi de l’atelier' }] },
    });
  });
});
