/**
 * When makers end the security updates of their systems: the state of 2026-11-22, from what they announced (Microsoft's lifecycle and
 * release-health pages, Debian's and Canonical's distro-info data, Red Hat, Rocky, AlmaLinux, CentOS, Fedora, SUSE, openSUSE, VMware),
 * most of it checked against endoflife.date. A release without an announced date is not here. Not announced but observed, and therefore
 * a year or a month rather than a day to rely on: Apple (the day by which the third newer release was out) and Android (the last bulletin
 * that names the release). Windows 11 26H2 for Enterprise follows from the 36 months of Microsoft's policy.
 */

/** `YYYY-MM-DD`, the last day with security updates for everybody, and with those that are sold or given apart. */
export type SupportDates = readonly [supportEnds: string, extendedEnds?: string];

export type WindowsRelease = {
  readonly product: string;
  readonly release: string;
  /** Home, Pro, Pro Education, Pro for Workstations. */
  readonly home: SupportDates;
  /** Enterprise, Education, IoT Enterprise. */
  readonly enterprise: SupportDates;
};

export type ProductReleases = {
  readonly product: string;
  /** In the name of the system, in lower case. */
  readonly pattern: RegExp;
  /** How many numbers of a version make a release. */
  readonly depth: 1 | 2;
  readonly releases: Readonly<Record<string, SupportDates>>;
};

const both = (product: string, release: string, ...dates: SupportDates): WindowsRelease => ({
  product,
  release,
  home: dates,
  enterprise: dates,
});

const apart = (product: string, release: string, ends: { readonly home: string; readonly enterprise: string }): WindowsRelease => ({
  ...{ product, release },
  home: [ends.home],
  enterprise: [ends.enterprise],
});

/** By build number. Extended: Extended Security Updates, which are bought. */
export const windowsReleases: ReadonlyMap<number, WindowsRelease> = new Map([
  [7600, both('Windows 7', 'RTM', '2013-04-09')],
  [7601, both('Windows 7', 'SP1', '2020-01-14', '2023-01-10')],
  [9200, both('Windows 8', '', '2016-01-12')],
  [9600, both('Windows 8.1', '', '2023-01-10')],
  [10240, both('Windows 10', '1507', '2017-05-09')],
  [10586, both('Windows 10', '1511', '2017-10-10')],
  [14393, apart('Windows 10', '1607', { home: '2018-04-10', enterprise: '2019-04-09' })],
  [15063, apart('Windows 10', '1703', { home: '2018-10-09', enterprise: '2019-10-08' })],
  [16299, apart('Windows 10', '1709', { home: '2019-04-09', enterprise: '2020-10-13' })],
  [17134, apart('Windows 10', '1803', { home: '2019-11-12', enterprise: '2021-05-11' })],
  [17763, apart('Windows 10', '1809', { home: '2020-11-10', enterprise: '2021-05-11' })],
  [18362, both('Windows 10', '1903', '2020-12-08')],
  [18363, apart('Windows 10', '1909', { home: '2021-05-11', enterprise: '2022-05-10' })],
  [19041, both('Windows 10', '2004', '2021-12-14')],
  [19042, apart('Windows 10', '20H2', { home: '2022-05-10', enterprise: '2023-05-09' })],
  [19043, both('Windows 10', '21H1', '2022-12-13')],
  [19044, apart('Windows 10', '21H2', { home: '2023-06-13', enterprise: '2024-06-11' })],
  [19045, both('Windows 10', '22H2', '2025-10-14', '2028-10-10')],
  [22000, apart('Windows 11', '21H2', { home: '2023-10-10', enterprise: '2024-10-08' })],
  [22621, apart('Windows 11', '22H2', { home: '2024-10-08', enterprise: '2025-10-14' })],
  [22631, apart('Windows 11', '23H2', { home: '2025-11-11', enterprise: '2026-11-10' })],
  [26100, apart('Windows 11', '24H2', { home: '2026-10-13', enterprise: '2027-10-12' })],
  [26200, apart('Windows 11', '25H2', { home: '2027-10-12', enterprise: '2028-10-10' })],
  [26300, apart('Windows 11', '26H2', { home: '2028-10-10', enterprise: '2029-10-09' })],
  [28000, apart('Windows 11', '26H1', { home: '2028-03-14', enterprise: '2029-03-13' })],
]);

/** The Long-Term Servicing Channel has builds of ordinary releases and years of its own; `iot` is IoT Enterprise LTSC. */
export const longTermReleases: ReadonlyMap<number, { readonly release: string; readonly plain: SupportDates; readonly iot: SupportDates }> =
  new Map([
    [10240, { release: 'LTSB 2015', plain: ['2025-10-14'], iot: ['2025-10-14'] }],
    [14393, { release: 'LTSB 2016', plain: ['2026-10-13'], iot: ['2026-10-13'] }],
    [17763, { release: 'LTSC 2019', plain: ['2029-01-09'], iot: ['2029-01-09'] }],
    [19044, { release: 'LTSC 2021', plain: ['2027-01-12'], iot: ['2032-01-13'] }],
    [26100, { release: 'LTSC 2024', plain: ['2029-10-09'], iot: ['2034-10-10'] }],
  ]);

/** Fixed lifecycle (the end of extended support), and the channels with 18 to 24 months. Extended: Extended Security Updates. */
export const windowsServerReleases: ReadonlyMap<number, { readonly release: string; readonly dates: SupportDates }> = new Map([
  [6002, { release: '2008 SP2', dates: ['2020-01-14', '2023-01-10'] }],
  [6003, { release: '2008 SP2', dates: ['2020-01-14', '2023-01-10'] }],
  [7601, { release: '2008 R2 SP1', dates: ['2020-01-14', '2023-01-10'] }],
  [9200, { release: '2012', dates: ['2023-10-10', '2026-10-13'] }],
  [9600, { release: '2012 R2', dates: ['2023-10-10', '2026-10-13'] }],
  [14393, { release: '2016', dates: ['2027-01-12'] }],
  [16299, { release: '1709', dates: ['2019-04-09'] }],
  [17134, { release: '1803', dates: ['2019-11-12'] }],
  [17763, { release: '2019', dates: ['2029-01-09'] }],
  [18362, { release: '1903', dates: ['2020-12-08'] }],
  [18363, { release: '1909', dates: ['2021-05-11'] }],
  [19041, { release: '2004', dates: ['2021-12-14'] }],
  [19042, { release: '20H2', dates: ['2022-08-09'] }],
  [20348, { release: '2022', dates: ['2031-10-14'] }],
  [25398, { release: '23H2', dates: ['2025-10-24'] }],
  [26100, { release: '2025', dates: ['2034-10-10'] }],
]);

/** The first whose pattern is in the system's name. */
export const productReleases: readonly ProductReleases[] = [
  {
    product: 'Ubuntu',
    pattern: /\bubuntu\b/,
    depth: 2,
    /** Extended: ESM (Ubuntu Pro). */
    releases: {
      '14.04': ['2019-04-25', '2024-04-25'],
      '16.04': ['2021-04-30', '2026-04-23'],
      '18.04': ['2023-05-31', '2028-04-26'],
      '20.04': ['2025-05-29', '2030-04-23'],
      '22.04': ['2027-06-01', '2032-04-21'],
      '24.04': ['2029-05-31', '2034-04-25'],
      '24.10': ['2025-07-10'],
      '25.04': ['2026-01-15'],
      '25.10': ['2026-07-09'],
      '26.04': ['2031-05-29', '2036-04-23'],
    },
  },
  {
    product: 'Debian',
    pattern: /\bdebian\b/,
    depth: 1,
    /** Extended: LTS. */
    releases: {
      '7': ['2016-04-25', '2018-05-31'],
      '8': ['2018-06-17', '2020-06-30'],
      '9': ['2020-07-18', '2022-06-30'],
      '10': ['2022-09-10', '2024-06-30'],
      '11': ['2024-08-14', '2026-08-31'],
      '12': ['2026-07-11', '2028-06-30'],
      '13': ['2028-08-09', '2030-06-30'],
    },
  },
  {
    product: 'Red Hat Enterprise Linux',
    pattern: /\bred ?hat enterprise linux\b|\brhel\b/,
    depth: 1,
    /** Extended: ELS. */
    releases: {
      '6': ['2020-11-30', '2024-06-30'],
      '7': ['2024-06-30', '2028-06-30'],
      '8': ['2029-05-31', '2032-05-31'],
      '9': ['2032-05-31', '2035-05-31'],
      '10': ['2035-05-31'],
    },
  },
  { product: 'CentOS Stream', pattern: /\bcentos stream\b/, depth: 1, releases: { '8': ['2024-05-31'], '9': ['2027-05-31'] } },
  {
    product: 'CentOS Linux',
    pattern: /\bcentos\b/,
    depth: 1,
    releases: { '6': ['2020-11-30'], '7': ['2024-06-30'], '8': ['2021-12-31'] },
  },
  {
    product: 'Rocky Linux',
    pattern: /\brocky\b/,
    depth: 1,
    releases: { '8': ['2029-05-31'], '9': ['2032-05-31'], '10': ['2035-05-31'] },
  },
  {
    product: 'AlmaLinux',
    pattern: /\balma ?linux\b/,
    depth: 1,
    releases: { '8': ['2029-03-01'], '9': ['2032-05-31'], '10': ['2035-05-31'] },
  },
  {
    product: 'Fedora',
    pattern: /\bfedora\b/,
    depth: 1,
    releases: {
      '35': ['2022-12-13'],
      '36': ['2023-05-16'],
      '37': ['2023-12-05'],
      '38': ['2024-05-21'],
      '39': ['2024-11-26'],
      '40': ['2025-05-13'],
      '41': ['2025-12-15'],
      '42': ['2026-05-28'],
      '43': ['2026-12-09'],
      '44': ['2027-06-02'],
      '45': ['2027-12-08'],
    },
  },
  {
    product: 'openSUSE Leap',
    pattern: /\bopensuse leap\b/,
    depth: 2,
    releases: {
      '42.3': ['2019-07-01'],
      '15.0': ['2019-12-03'],
      '15.1': ['2021-02-02'],
      '15.2': ['2022-01-04'],
      '15.3': ['2022-12-31'],
      '15.4': ['2023-12-07'],
      '15.5': ['2024-12-31'],
      '15.6': ['2026-04-30'],
      '16.0': ['2027-10-31'],
    },
  },
  {
    product: 'SUSE Linux Enterprise',
    pattern: /\bsuse linux enterprise\b|\bsle[sd]\b/,
    depth: 2,
    /** Service packs as second number. Extended: LTSS, of the servers. */
    releases: {
      '11.4': ['2019-03-31', '2022-03-31'],
      '12.3': ['2019-06-30', '2022-06-30'],
      '12.4': ['2020-06-30', '2023-06-30'],
      '12.5': ['2024-10-31', '2027-10-31'],
      '15.1': ['2021-01-31', '2024-01-31'],
      '15.2': ['2021-12-31', '2024-12-31'],
      '15.3': ['2022-12-31', '2025-12-31'],
      '15.4': ['2023-12-31', '2026-12-31'],
      '15.5': ['2024-12-31', '2027-12-31'],
      '15.6': ['2025-12-31', '2028-12-31'],
      '15.7': ['2031-07-31', '2034-07-31'],
      '16.0': ['2027-11-30'],
    },
  },
  {
    product: 'VMware ESXi',
    pattern: /\besxi\b/,
    depth: 2,
    /** Extended: technical guidance, without updates. */
    releases: {
      '6.0': ['2020-03-12', '2022-03-12'],
      '6.5': ['2022-10-15', '2023-11-15'],
      '6.7': ['2022-10-15', '2023-11-15'],
      '7.0': ['2025-10-02', '2027-04-02'],
      '8.0': ['2027-10-11', '2029-10-11'],
    },
  },
  {
    product: 'Android',
    pattern: /\bandroid\b/,
    depth: 1,
    releases: {
      '8': ['2021-01-10'],
      '9': ['2022-01-01'],
      '10': ['2023-03-06'],
      '11': ['2024-02-05'],
      '12': ['2025-03-31'],
      '13': ['2026-03-02'],
    },
  },
  {
    product: 'Mac OS X',
    pattern: /\bmac ?os ?x\b|\bos x\b|\bmacos\b.*\b10\.1[0-5]\b/,
    depth: 2,
    releases: { '10.13': ['2020-12-01'], '10.14': ['2021-10-25'], '10.15': ['2022-09-12'] },
  },
  {
    product: 'macOS',
    pattern: /\bmac ?os\b/,
    depth: 1,
    releases: {
      '11': ['2023-09-26'],
      '12': ['2024-09-16'],
      '13': ['2025-09-15'],
      '14': ['2026-09-15'],
    },
  },
];
