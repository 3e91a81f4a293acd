/** Ends of support, and ages. */
import { describe, expect, it } from 'vitest';
import { ageOf, endOfLife } from '../../src/inventory/end-of-life.ts';
import { longTermReleases, productReleases, windowsReleases, windowsServerReleases } from '../../src/inventory/end-of-life-table.ts';

const endOf = (os: string, osVersion: string): string | undefined => {
  const end = endOfLife({ os, osVersion });
  return end && [end.product, end.release, end.supportEnds, end.extendedEnds].filter((part) => part !== undefined && part !== '').join(' ');
};

describe('the end of support', () => {
  it.each([
    ['Microsoft Windows 10 Professionnel', '10.0.19045', 'Windows 10 22H2 2025-10-14 2028-10-10'],
    ['Microsoft Windows 11 Pro', '10.0.22631.3155', 'Windows 11 23H2 2025-11-11'],
    ['Microsoft Windows 11 Entreprise', '10.0.22631', 'Windows 11 23H2 2026-11-10'],
    ['Windows 11 Éducation', '26200', 'Windows 11 25H2 2028-10-10'],
    ['Microsoft Windows 11 Famille', '10.0.26100', 'Windows 11 24H2 2026-10-13'],
    ['Microsoft Windows 10 Enterprise LTSC', '10.0.19044', 'Windows 10 LTSC 2021 2027-01-12'],
    ['Microsoft Windows 10 IoT Enterprise LTSC', '10.0.19044', 'Windows 10 LTSC 2021 2032-01-13'],
    ['Microsoft Windows 10 Enterprise 2016 LTSB', '10.0.14393', 'Windows 10 LTSB 2016 2026-10-13'],
    ['Microsoft Windows 7 Professionnel', '6.1.7601', 'Windows 7 SP1 2020-01-14 2023-01-10'],
    ['Microsoft® Windows Server(R) 2008 Standard', '6.0.6002', 'Windows Server 2008 SP2 2020-01-14 2023-01-10'],
    ['Microsoft Windows Server 2019 Standard', '10.0.17763', 'Windows Server 2019 2029-01-09'],
    ['Microsoft Windows Server 2025 Datacenter', '10.0.26100', 'Windows Server 2025 2034-10-10'],
    ['Debian GNU/Linux 12 (bookworm)', '12.5', 'Debian 12 2026-07-11 2028-06-30'],
    ['Debian GNU/Linux', '9.13', 'Debian 9 2020-07-18 2022-06-30'],
    ['Debian GNU/Linux 11', '5.10.0-28-amd64', 'Debian 11 2024-08-14 2026-08-31'],
    ['Ubuntu 22.04.4 LTS', '22.04', 'Ubuntu 22.04 2027-06-01 2032-04-21'],
    ['Ubuntu', '14.04', 'Ubuntu 14.04 2019-04-25 2024-04-25'],
    ['Red Hat Enterprise Linux 8.10 (Ootpa)', '8.10', 'Red Hat Enterprise Linux 8 2029-05-31 2032-05-31'],
    ['CentOS Linux release 7.9.2009 (Core)', '7.9', 'CentOS Linux 7 2024-06-30'],
    ['CentOS Stream 9', '9', 'CentOS Stream 9 2027-05-31'],
    ['Rocky Linux 9.4 (Blue Onyx)', '9.4', 'Rocky Linux 9 2032-05-31'],
    ['AlmaLinux 8.10 (Cerulean Leopard)', '', 'AlmaLinux 8 2029-03-01'],
    ['Fedora Linux 42 (Workstation Edition)', '42', 'Fedora 42 2026-05-28'],
    ['SUSE Linux Enterprise Server 15 SP5', '15-SP5', 'SUSE Linux Enterprise 15.5 2024-12-31 2027-12-31'],
    ['openSUSE Leap 15.6', '15.6', 'openSUSE Leap 15.6 2026-04-30'],
    ['macOS', '13.6.4', 'macOS 13 2025-09-15'],
    ['Mac OS X', '10.15.7', 'Mac OS X 10.15 2022-09-12'],
    ['macOS 10.14.6 Mojave', '10.14.6', 'Mac OS X 10.14 2021-10-25'],
    ['Android', '12', 'Android 12 2025-03-31'],
    ['VMware ESXi', '7.0.3', 'VMware ESXi 7.0 2025-10-02 2027-04-02'],
  ])('of %s %s is known', (os, version, end) => {
    expect(endOf(os, version)).toBe(end);
  });

  it.each([
    ['Microsoft Windows 11', '10.0.22631'],
    ['Microsoft Windows 11 Pro', '10.0.99999'],
    ['Microsoft Windows 10 Pro', '2009'],
    ['Microsoft Windows 10 Enterprise LTSC', '10.0.19045'],
    ['Microsoft Windows 10 Pro', ''],
    ['Debian GNU/Linux', '6.1.0-18-amd64'],
    ['Debian GNU/Linux trixie/sid', ''],
    ['Gentoo Linux', '2.14'],
    ['SUSE Linux Enterprise Server 15', '15'],
    ['macOS', '26.1'],
    ['Android', '16'],
    ['', ''],
  ])('of %s %s is not guessed', (os, version) => {
    expect(endOfLife({ os, osVersion: version })).toBeUndefined();
  });
});

describe('the table', () => {
  const rows = [
    ...[...windowsReleases.values()].flatMap(({ home, enterprise }) => [home, enterprise]),
    ...[...longTermReleases.values()].flatMap(({ plain, iot }) => [plain, iot]),
    ...[...windowsServerReleases.values()].map(({ dates }) => dates),
    ...productReleases.flatMap(({ releases }) => Object.values(releases)),
  ];

  it('has real days, and an extension ends later than what it extends', () => {
    expect(rows.length).toBeGreaterThan(120);
    for (const [supportEnds, extendedEnds] of rows) {
      for (const date of [supportEnds, extendedEnds ?? supportEnds]) expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
      expect((extendedEnds ?? '9') > supportEnds).toBe(true);
    }
  });

  it('ends Windows on Tuesdays, but for the annual channel of servers', () => {
    const clients = [...windowsReleases.values()].flatMap(({ home, enterprise }) => [...home, ...enterprise]);
    for (const date of [...clients, ...[...longTermReleases.values()].flatMap(({ plain, iot }) => [...plain, ...iot])])
      expect([date, new Date(date ?? '').getUTCDay()]).toEqual([date, 2]);
  });

  it('writes releases as deep as they are looked for', () => {
    for (const { product, depth, releases } of productReleases)
      for (const release of Object.keys(releases)) expect([product, release, release.split('.').length]).toEqual([product, release, depth]);
  });
});

describe('the age', () => {
  const today = '2026-11-22';

  it('is estimated from the firmware, else from the installation, and says from which', () => {
    expect(ageOf({ biosDate: '2019-05-06', osInstalledOn: '2024-01-01', isVirtual: false }, today)).toEqual({
      years: 7.5,
      from: 'biosDate',
    });
    expect(ageOf({ biosDate: '', osInstalledOn: '2024-11-22', isVirtual: false }, today)).toEqual({ years: 2, from: 'osInstalledOn' });
    expect(ageOf({ biosDate: '2019-05-06', osInstalledOn: '2024-11-22', isVirtual: true }, today)).toEqual({
      years: 2,
      from: 'osInstalledOn',
    });
  });

  it('is not known without a date in the past', () => {
    expect(ageOf({ biosDate: '2031-01-01', osInstalledOn: '', isVirtual: false }, today)).toBeUndefined();
    expect(ageOf({ biosDate: '2020-01-01', osInstalledOn: '', isVirtual: true }, today)).toBeUndefined();
  });
});
