/** What counts as a change of an asset, and what is noise. */
import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../../src/inventory/history/advance.ts';
import type { TimelineReport } from '../../../src/inventory/history/timeline.ts';
import type { SectionMap } from '../../../src/inventory/report.ts';
import { day, inShort, office, officeWith, reported } from './reports.ts';

/** What a second report changed. */
const changed = (before: SectionMap, after: SectionMap): readonly string[] =>
  inShort(timelineOf([reported({ sections: before }), reported({ date: day(2), sections: after })]).changes).slice(1);

const fromOffice = (fields: Readonly<Record<string, Readonly<Record<string, string>>>>): readonly string[] =>
  changed(office, officeWith(fields));

const bySite = (...stays: readonly (readonly [site: string, date: string])[]): readonly TimelineReport[] =>
  stays.map(([site, date]) => reported({ site, date }));

const december = (number: number): string => day(number).replace('2026-11', '2026-12');

describe('an asset of another site', () => {
  it('has moved; its residences say since when', () => {
    const { state, changes } = timelineOf(bySite(['lyon', day(1)], ['lille', day(5)], ['lille', day(9)]));
    expect(inShort(changes).slice(1)).toEqual(['moved site lyon>lille']);
    expect(state).toMatchObject({ site: 'lille', lastMove: day(5), claimedSince: '' });
    expect(state.residences).toEqual([
      { site: 'lyon', since: day(1) },
      { site: 'lille', since: day(5) },
    ]);
  });

  it('is claimed by two sites after more than two moves in thirty days; then neither changes nor residences are added', () => {
    const pingPong = bySite(['lyon', day(1)], ['lille', day(3)], ['lyon', day(5)], ['lille', day(7)], ['lyon', day(9)], ['lille', day(11)]);
    const { state, changes } = timelineOf(pingPong);
    expect(inShort(changes).slice(1)).toEqual(['moved site lyon>lille', 'moved site lille>lyon', 'claimed site lyon>lille']);
    expect(state).toMatchObject({ site: 'lille', claimedSince: day(7), lastMove: day(11) });
    expect(state.residences.map(({ site }) => site)).toEqual(['lyon', 'lille', 'lyon']);
  });

  it('is claimed no longer after thirty days without a move, and lives where it stayed since it came', () => {
    const pingPong = bySite(['lyon', day(1)], ['lille', day(3)], ['lyon', day(5)], ['lille', day(7)]);
    const still = timelineOf([...pingPong, ...bySite(['lille', december(6)])]);
    expect(still.state.claimedSince).toBe(day(7));
    const over = timelineOf([...pingPong, ...bySite(['lille', december(6)], ['lille', december(8)])]);
    expect(over.state).toMatchObject({ claimedSince: '', site: 'lille' });
    expect(over.state.residences.at(-1)).toEqual({ site: 'lille', since: day(7) });
    expect(inShort(over.changes).at(-1)).toBe('moved site lyon>lille');
  });

  it('that moves seldom only moves', () => {
    const { state, changes } = timelineOf(bySite(['lyon', day(1)], ['lille', day(3)], ['lyon', december(10)], ['lille', december(20)]));
    expect(
      inShort(changes)
        .slice(1)
        .every((change) => change.startsWith('moved')),
    ).toBe(true);
    expect(state.residences).toHaveLength(4);
  });

  it('has not moved when nothing says which report was first', () => {
    const undated = ['a', 'b', 'c'].map((sha256, index) => reported({ date: '', sha256, site: index % 2 === 0 ? 'lyon' : 'lille' }));
    const { state, changes } = timelineOf([...undated, ...bySite(['lille', day(1)])]);
    expect(inShort(changes)).toEqual(['appeared PC07 >lyon', 'moved site lyon>lille']);
    expect(state.residences).toEqual([
      { site: 'lyon', since: '' },
      { site: 'lille', since: day(1) },
    ]);
  });
});

describe('the name and the agent', () => {
  it('change when they are others, not when they are spelled otherwise', () => {
    expect(fromOffice({ hardware: { name: 'PC08' } })).toEqual(['renamed name PC07>PC08']);
    expect(fromOffice({ hardware: { name: 'pc07.corp.example' } })).toEqual([]);
    expect(
      changed({ device: [{ ip: '192.0.2.9', serial: 'Z' }] }, { device: [{ name: 'printer', ip: '192.0.2.9', serial: 'Z' }] }),
    ).toEqual([]);
    const reinstalled = timelineOf([reported({}), reported({ date: day(2), deviceId: 'pc07-2026-11-02-07-00-00' })]);
    expect(inShort(reinstalled.changes).slice(1)).toEqual(['reinstalled-agent deviceId pc07-2026-01-01-00-00-00>pc07-2026-11-02-07-00-00']);
  });
});

describe('the system', () => {
  const debian = (name: string, version: string, installed = ''): SectionMap => ({
    operatingsystem: [{ full_name: name, version, ...(installed && { install_date: installed }) }],
  });

  it('is upgraded when its name or version is another', () => {
    expect(fromOffice({ hardware: { osversion: '10.0.22631', osname: 'Microsoft Windows 11 Pro' } })).toEqual([
      'os-upgraded os Microsoft Windows 10 Pro 10.0.19045>Microsoft Windows 11 Pro 10.0.22631',
    ]);
    expect(changed(debian('Debian GNU/Linux 12', '12.5'), debian('Debian GNU/Linux 12', '12.6'))).toEqual([
      'os-upgraded os Debian GNU/Linux 12 12.5>Debian GNU/Linux 12 12.6',
    ]);
  });

  it('is the same in another spelling, with a monthly patch, or beside a kernel', () => {
    expect(fromOffice({ hardware: { osname: 'Windows 10 Professionnel', osversion: '10.0.19045.3803' } })).toEqual([]);
    expect(changed(debian('Debian GNU/Linux 12', '12'), debian('Debian GNU/Linux 12 (bookworm)', '12 (bookworm)'))).toEqual([]);
    expect(changed(debian('Debian GNU/Linux 12', '6.1.0-18-amd64'), debian('Debian GNU/Linux 12', '6.1.0-21-amd64'))).toEqual([]);
  });

  it('is reinstalled when it is of another family, or installed later', () => {
    expect(fromOffice({ hardware: { osname: 'Ubuntu 24.04', osversion: '24.04' } })).toEqual([
      'reinstalled-os os Microsoft Windows 10 Pro 10.0.19045>Ubuntu 24.04 24.04',
    ]);
    expect(changed(debian('Debian 12', '12', '2024-01-01'), debian('Debian 12', '12', '2026-10-30'))).toEqual([
      'reinstalled-os osInstalledOn 2024-01-01>2026-10-30',
    ]);
    expect(changed(debian('Debian 12', '12', '2024-01-01'), debian('Debian 12', '12', '2024-01-02'))).toEqual([]);
    expect(changed(debian('Debian 12', '12', '2024-05-01'), debian('Debian 12', '12', '2024-01-01'))).toEqual([]);
  });

  it('that a feature update of Windows dated anew is upgraded, not reinstalled', () => {
    const at = (osversion: string, date: string): SectionMap => ({
      hardware: [{ osname: 'Windows 11 Pro', osversion }],
      operatingsystem: [{ name: 'Windows', install_date: date }],
    });
    expect(changed(at('10.0.22631', '2024-01-01'), at('10.0.26100', '2026-10-30'))).toHaveLength(1);
    expect(changed(at('10.0.22631', '2024-01-01'), at('10.0.22631', '2026-10-30'))).toEqual([
      'reinstalled-os osInstalledOn 2024-01-01>2026-10-30',
    ]);
  });
});

describe('the hardware', () => {
  it('has another board when the UUID changes and the serial stays', () => {
    expect(fromOffice({ hardware: { uuid: '11111111-2222-3333-4444-555555555555' } })).toEqual([
      'board-replaced uuid 4C4C4544-0042-3510-8052-B4C04F564433>11111111-2222-3333-4444-555555555555',
    ]);
    expect(fromOffice({ hardware: { uuid: '44454C4C-4200-1035-8052-B4C04F564433' } })).toEqual([]);
    expect(fromOffice({ bios: { ssn: 'X77' } })).toEqual(['serial-changed serial B5RVD3>X77']);
    expect(fromOffice({ bios: { ssn: 'X77' }, hardware: { uuid: '11111111-2222-3333-4444-555555555555' } })).toEqual([
      'hardware uuid 4C4C4544-0042-3510-8052-B4C04F564433>11111111-2222-3333-4444-555555555555',
      'serial-changed serial B5RVD3>X77',
    ]);
  });

  it('has another model, processor or firmware', () => {
    const cpu = (name: string): SectionMap => ({ ...office, cpus: [{ name }] });
    expect(fromOffice({ bios: { smodel: 'OptiPlex 7020', bdate: '2024-01-02' } })).toEqual([
      'hardware model OptiPlex 7010>OptiPlex 7020',
      'hardware biosDate 2019-05-06>2024-01-02',
    ]);
    expect(changed(cpu('Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz'), cpu('Intel Core i5-8250U'))).toEqual([]);
    expect(changed(cpu('Intel Core i5-8250U'), cpu('Intel Core i7-8550U'))).toEqual([
      'hardware cpu Intel Core i5-8250U>Intel Core i7-8550U',
    ]);
  });

  it('has more or less memory, but not a tenth', () => {
    expect(fromOffice({ hardware: { memory: '16384' } })).toEqual(['memory memoryMb 8192>16384']);
    expect(fromOffice({ hardware: { memory: '7900' } })).toEqual([]);
  });

  it('that is not said any more, or for the first time, did not change', () => {
    expect(changed(office, { hardware: [{ name: 'PC07' }] })).toEqual([]);
    expect(changed({ hardware: [{ name: 'PC07' }] }, office)).toEqual([]);
  });
});

describe('disks', () => {
  const disks = (...rows: readonly (readonly [model: string, size: number, serial?: string])[]): SectionMap => ({
    ...office,
    storages: rows.map(([model, size, serial]) => ({ model, disksize: `${size}`, ...(serial !== undefined && { serialnumber: serial }) })),
  });

  it('come and go', () => {
    expect(changed(disks(['A', 500_000]), disks(['B', 1_000_000], ['A', 500_000]))).toEqual(['disk-added B >1000000']);
    expect(changed(disks(['A', 500_000], ['A', 500_000]), disks(['A', 500_000]))).toEqual(['disk-removed A 500000>']);
    expect(changed(disks(['A', 500_000]), disks(['B', 500_000]))).toEqual(['disk-removed A 500000>', 'disk-added B >500000']);
  });

  it('grow, in virtual machines', () => {
    expect(
      changed(disks(['Virtual disk', 50_000], ['Virtual disk', 80_000]), disks(['Virtual disk', 100_000], ['Virtual disk', 80_000])),
    ).toEqual(['hardware Virtual disk 50000>100000']);
  });

  it('of one model are told by their serial numbers', () => {
    expect(changed(disks(['A', 500_000, 'S1']), disks(['A', 500_000, 'S2']))).toEqual(['disk-removed S1 S1>', 'disk-added S2 >S2']);
    expect(changed(disks(['A', 500_000]), disks(['A', 500_000, 'S2']))).toEqual([]);
  });

  it('in another order, or rounded otherwise, are the same', () => {
    expect(changed(disks(['A', 500_000], ['B', 1_000_000]), disks(['B', 953_869], ['A', 476_940]))).toEqual([]);
  });
});

describe('addresses', () => {
  const network = (ipaddr: string, ...cards: readonly (readonly [mac: string, ip: string])[]): SectionMap => ({
    hardware: [{ ...office['hardware']?.[0], ...(ipaddr !== '' && { ipaddr }) }],
    networks: cards.map(([mac, ipaddress]) => ({ macaddr: `00:00:5e:00:53:${mac}`, ipaddress })),
  });

  it('change when none of them stays', () => {
    expect(changed(network('', ['01', '192.0.2.7']), network('', ['01', '198.51.100.7']))).toEqual(['address ips 192.0.2.7>198.51.100.7']);
    expect(changed(network('', ['01', '192.0.2.7']), network('', ['02', '192.0.2.7']))).toEqual([
      'address macs 00:00:5e:00:53:01>00:00:5e:00:53:02',
    ]);
  });

  it('of docks come and go without a change', () => {
    const wireless = network('192.0.2.7', ['01', '192.0.2.7']);
    const docked = network('192.0.2.8', ['01', '192.0.2.7'], ['02', '192.0.2.8']);
    expect(changed(wireless, docked)).toEqual([]);
    expect(changed(docked, wireless)).toEqual([]);
  });

  it('change when the primary one is new and the old one gone, though a bridge stays', () => {
    const bridge = ['03', '172.17.0.1'] as const;
    expect(changed(network('192.0.2.7', ['01', '192.0.2.7'], bridge), network('198.51.100.7', ['01', '198.51.100.7'], bridge))).toEqual([
      'address ips 172.17.0.1, 192.0.2.7>172.17.0.1, 198.51.100.7',
    ]);
  });
});

describe('the user', () => {
  it('changes, whatever stands for the domain', () => {
    expect(changed(officeWith({ hardware: { userid: 'CORP\\alice' } }), officeWith({ hardware: { userid: 'Alice' } }))).toEqual([]);
    expect(changed(officeWith({ hardware: { userid: 'alice' } }), officeWith({ hardware: { userid: 'bob' } }))).toEqual([
      'user user alice>bob',
    ]);
  });
});

describe('what ticks or turns', () => {
  it('is no change: dates of inventories, order of rows, sections that no fact follows from', () => {
    const noisy = { ...office, accesslog: [{ logdate: '2026-11-02 08:00:00' }], versionprovider: [{ name: 'agent', version: '2' }] };
    expect(changed(office, noisy)).toEqual([]);
    const [card] = office['networks'] ?? [];
    const other = { macaddr: '00:00:5e:00:53:02', ipaddress: '192.0.2.8' };
    expect(changed({ ...office, networks: [card ?? {}, other] }, { ...office, networks: [other, card ?? {}] })).toEqual([]);
  });
});
