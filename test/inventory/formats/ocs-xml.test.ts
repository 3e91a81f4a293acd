/** The XML of OCS, FusionInventory and GLPI agents. */
import { describe, expect, it } from 'vitest';
import { inventoryXml, quirk, refusalOf, reportOf, reportsOf } from '../documents.ts';

describe('a computer', () => {
  it('says what it is', () => {
    expect(reportOf(quirk('utf-8.xml'))).toEqual({
      deviceId: 'poste-generale-2026-01-05-08-00-00',
      kind: 'computer',
      name: 'poste-générale',
      os: 'Microsoft Windows 11 Professionnel',
      osVersion: '10.0.22631',
      manufacturer: 'Dell Inc.',
      model: 'OptiPlex 7010',
      serial: 'BRVTEST01',
      uuid: '9F859653-F384-4ABB-A98F-862DDE039F12',
      macs: ['00:00:5e:00:53:01'],
      cpu: '',
      memoryMb: 8192,
      disks: [],
      user: '',
      inventoryDate: '2026-11-09T08:03:21',
      agent: 'FusionInventory-Agent_v2.6',
      tag: '',
      partial: false,
      oldDeviceId: '',
      boardSerial: '',
      diskSerials: [],
      imei: '',
      domain: '',
      ips: [],
      isVirtual: false,
      form: 'desktop',
      osInstalledOn: '',
      biosDate: '',
      sections: {
        accesslog: [{ logdate: '2026-11-09 08:03:21' }],
        hardware: [
          {
            name: 'poste-générale',
            uuid: '9F859653-F384-4ABB-A98F-862DDE039F12',
            osname: 'Microsoft Windows 11 Professionnel',
            osversion: '10.0.22631',
            memory: '8192',
          },
        ],
        bios: [{ smanufacturer: 'Dell Inc.', smodel: 'OptiPlex 7010', ssn: 'BRVTEST01' }],
        networks: [{ description: 'Réseau', macaddr: '00:00:5E:00:53:01' }],
      },
      software: [{ name: 'Éditeur d’images à 12 €', version: '007.10', publisher: 'Société Œuvre' }],
    });
  });

  it('keeps its addresses in one spelling, sorted, without repeats, nulls and virtual interfaces', () => {
    expect(reportOf(quirk('mac-spellings.xml')).macs).toEqual(['00:00:5e:00:53:af', '00:00:5e:00:53:b0', '00:00:5e:00:53:b1']);
  });

  it('keeps the addresses of virtual interfaces when it has no others', () => {
    expect(reportOf(inventoryXml('<NETWORKS><MACADDR>02:42:5e:00:53:01</MACADDR><VIRTUALDEV>1</VIRTUALDEV></NETWORKS>')).macs).toEqual([
      '02:42:5e:00:53:01',
    ]);
  });

  it('without software section differs from one with an empty section', () => {
    expect(reportOf(inventoryXml('<HARDWARE><NAME>a</NAME></HARDWARE>')).software).toBeNull();
    expect(reportOf(inventoryXml('<SOFTWARES/>')).software).toEqual([]);
    expect(reportOf(inventoryXml('<SOFTWARES><NAME> </NAME><VERSION>1</VERSION></SOFTWARES>')).software).toEqual([]);
  });

  it('keeps its serial as the file says, even a useless one, but not white space', () => {
    expect(reportOf(inventoryXml('<BIOS><SSN>To Be Filled By O.E.M.</SSN></BIOS>')).serial).toBe('To Be Filled By O.E.M.');
    expect(reportOf(inventoryXml('<BIOS><SSN>   </SSN><MSN>BOARD1</MSN></BIOS>')).serial).toBe('BOARD1');
    expect(reportOf(inventoryXml('<BIOS><SSN> </SSN></BIOS>')).serial).toBe('');
  });

  it('counts its disks, not its optical drives, partitions and memory devices', () => {
    const storage = (fields: string): string => `<STORAGES>${fields}</STORAGES>`;
    const content = [
      storage('<MODEL>HDD ST1000</MODEL><DISKSIZE>953869</DISKSIZE><TYPE>Disk drive</TYPE>'),
      storage('<NAME>vda</NAME><DISKSIZE>274877</DISKSIZE>'),
      storage('<NAME>sr0</NAME><MODEL>QEMU DVD-ROM</MODEL><DISKSIZE>700</DISKSIZE><TYPE>cdrom</TYPE>'),
      storage('<NAME>CD</NAME><MODEL>VBOX CD-ROM</MODEL><DISKSIZE>32</DISKSIZE>'),
      storage('<NAME>zram0</NAME><DISKSIZE>4000</DISKSIZE>'),
      storage('<NAME>mmcblk0p1</NAME><DISKSIZE>4000</DISKSIZE>'),
      storage('<NAME>sdb</NAME><DISKSIZE>0</DISKSIZE>'),
    ].join('');
    expect(reportOf(inventoryXml(content)).disks).toEqual([
      { name: 'HDD ST1000', sizeMb: 953_869 },
      { name: 'vda', sizeMb: 274_877 },
    ]);
  });

  it('takes a line of the login journal for nobody', () => {
    expect(reportOf(inventoryXml('<HARDWARE><LASTLOGGEDUSER>wtmp</LASTLOGGEDUSER><USERID>nadege</USERID></HARDWARE>')).user).toBe('nadege');
    expect(reportOf(inventoryXml('<HARDWARE><LASTLOGGEDUSER>reboot</LASTLOGGEDUSER></HARDWARE>')).user).toBe('');
  });

  it('adds up its memory modules when it does not state its memory', () => {
    expect(
      reportOf(
        inventoryXml(
          '<HARDWARE><MEMORY></MEMORY></HARDWARE><MEMORIES><CAPACITY>4096</CAPACITY></MEMORIES><MEMORIES><CAPACITY>No</CAPACITY></MEMORIES><MEMORIES><CAPACITY>8192</CAPACITY></MEMORIES>',
        ),
      ).memoryMb,
    ).toBe(12_288);
  });

  it('names its system and version as people know them', () => {
    const debian =
      '<HARDWARE><OSNAME>Debian</OSNAME><OSVERSION>6.1.0-26-amd64</OSVERSION></HARDWARE><OPERATINGSYSTEM><FULL_NAME>Debian GNU/Linux 12 (bookworm)</FULL_NAME><VERSION>12.7</VERSION></OPERATINGSYSTEM>';
    expect(reportOf(inventoryXml(debian))).toMatchObject({ os: 'Debian GNU/Linux 12 (bookworm)', osVersion: '12.7' });
    const windows =
      '<HARDWARE><OSNAME>Microsoft Windows Server 2022</OSNAME><OSVERSION>10.0.20348</OSVERSION></HARDWARE><OPERATINGSYSTEM><NAME>Windows</NAME><VERSION>2009</VERSION></OPERATINGSYSTEM>';
    expect(reportOf(inventoryXml(windows))).toMatchObject({ os: 'Microsoft Windows Server 2022', osVersion: '10.0.20348' });
  });

  it('has the tag of its account, and LASTDATE when LOGDATE is missing or impossible', () => {
    const content =
      '<ACCOUNTINFO><KEYNAME>Service</KEYNAME><KEYVALUE>x</KEYVALUE></ACCOUNTINFO><ACCOUNTINFO><KEYNAME>TAG</KEYNAME><KEYVALUE>LYON</KEYVALUE></ACCOUNTINFO><ACCESSLOG><LOGDATE>2099-13-45</LOGDATE></ACCESSLOG><HARDWARE><LASTDATE>2026-01-02 03:04:05</LASTDATE></HARDWARE>';
    expect(reportOf(inventoryXml(content))).toMatchObject({ tag: 'LYON', inventoryDate: '2026-01-02T03:04:05' });
  });

  it('with Android is a telephone unless it says otherwise', () => {
    const report = reportOf(quirk('android-without-itemtype.xml'));
    expect(report).toMatchObject({ kind: 'phone', name: "Tablette de l'atelier", uuid: '0011223344556677' });
    expect(report.software?.[0]?.name).toBe('Cartes & plans <bêta>');
    expect(reportOf(quirk('android-without-itemtype.xml').toString().replace('<QUERY>', '<ITEMTYPE>Computer</ITEMTYPE><QUERY>')).kind).toBe(
      'computer',
    );
  });

  it('without envelope is read all the same', () => {
    expect(reportOf(quirk('content-without-envelope.xml'))).toMatchObject({ deviceId: '', name: 'sans-enveloppe', serial: 'BRVTEST02' });
  });
});

describe('network devices', () => {
  it('come several in one file; one that did not answer is left out; the id of the scanner is not theirs', () => {
    const reports = reportsOf(quirk('snmp-two-switches-one-silent.xml'));
    expect(reports.map(({ deviceId, kind, name, serial, partial }) => ({ deviceId, kind, name, serial, partial }))).toEqual([
      { deviceId: '', kind: 'network', name: 'SW-A', serial: 'BRVSW0001', partial: false },
      { deviceId: '', kind: 'network', name: 'SW-B', serial: '0', partial: false },
    ]);
  });

  it('that were only discovered are partial and of unknown kind', () => {
    expect(reportOf(quirk('discovery-of-an-unknown-device.xml'))).toMatchObject({
      kind: 'unmanaged',
      name: 'camera-quai',
      macs: ['00:00:5e:00:53:90'],
      partial: true,
    });
  });

  it('take the addresses of their ports when they have none of their own', () => {
    const ports =
      '<DEVICE><PORTS><PORT><MAC>00:00:5e:00:53:02</MAC></PORT><PORT><MAC>00:00:5e:00:53:01</MAC></PORT><PORT><MAC/></PORT></PORTS></DEVICE>';
    expect(reportOf(`<REQUEST><CONTENT>${ports}</CONTENT><QUERY>SNMPQUERY</QUERY></REQUEST>`)).toMatchObject({
      macs: ['00:00:5e:00:53:01', '00:00:5e:00:53:02'],
      partial: true,
    });
  });
});

describe('other messages of the same agents', () => {
  it.each(['PROLOG', 'DOWNLOAD', 'SNMPQUERYSTATE'])('%s is no inventory', (query) => {
    expect(
      refusalOf(`<REQUEST><CONTENT><HARDWARE><NAME>a</NAME></HARDWARE></CONTENT><DEVICEID>a</DEVICEID><QUERY>${query}</QUERY></REQUEST>`),
    ).toBe('not-an-inventory');
  });

  it('an envelope without content is none', () => {
    expect(refusalOf('<REQUEST><DEVICEID>a</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>')).toBe('not-an-inventory');
    expect(refusalOf(inventoryXml(''))).toBe('not-an-inventory');
  });
});
