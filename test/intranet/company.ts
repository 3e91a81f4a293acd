/** A company made up for the pages: sites, assets and their histories follow from a number and a seed. A port of the pages, in memory. */

import type { StoredTraceEvent } from '../../src/exchange/trace.ts';
import { ageBucket, ageBuckets, diskBucket, diskBuckets, memoryBucket, memoryBuckets } from '../../src/intranet/buckets.ts';
import type { DossierSource, ListedAsset } from '../../src/intranet/source.ts';
import type { Alert, AssetView, ChangeRow, DoubleView, FiguresView, SiteView, SoftwareView, Tally } from '../../src/intranet/view.ts';
import type { Change } from '../../src/inventory/history/timeline.ts';
import type { Software } from '../../src/inventory/report.ts';
import { drawFrom } from '../bench/draw.ts';

export type CompanyOptions = {
  readonly assets: number;
  /** Assets below this number have another revision and a newer date. */
  readonly touched?: number;
  /** Put into every text that comes from outside. */
  readonly payload?: string;
  readonly softwareRows?: number;
};

export const today = new Date('2026-11-22T09:30:00Z');

const places = [
  ['lyon', 'Lyon'],
  ['nord', 'Nord'],
  ['ouest', 'Ouest'],
  ['nimes', 'Nîmes'],
  ['saint-etienne', 'Saint-Étienne'],
  ['besancon', 'Besançon'],
  ['siege', 'Siège'],
] as const;
const models = [
  ['Dell Inc.', 'Latitude 5420', '2021-06-14'],
  ['Dell Inc.', 'OptiPlex 7090', '2022-02-03'],
  ['LENOVO', 'ThinkPad T14 Gen 2', '2023-09-19'],
  ['HP', 'ProBook 450 G8', '2019-11-27'],
  ['HP', 'EliteDesk 800 G3', '2017-04-11'],
  ['LENOVO', 'ThinkCentre M70q', '2025-01-08'],
] as const;
const systems = [
  ['Microsoft Windows 11 Professionnel', '10.0.22631'],
  ['Microsoft Windows 10 Professionnel', '10.0.19045'],
  ['Debian GNU/Linux 12 (bookworm)', '12'],
  ['Microsoft Windows Server 2019 Standard', '10.0.17763'],
] as const;
const products = [
  'Mozilla Firefox',
  'LibreOffice',
  '7-Zip',
  'Google Chrome',
  'VLC media player',
  'Adobe Acrobat Reader',
  'Notepad++',
  'GIMP',
];
const people = ['c.moreau', 'j.petit', 'a.benali', 'm.durand', 'l.roux', 's.lefèvre', 'p.garnier'];

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T;
const hex = (number: number, digits: number): string =>
  (Math.abs(number * 2_654_435_761) % 16 ** digits).toString(16).padStart(digits, '0');

/** Everything about one asset; the same arguments give the same asset. */
export const assetOf = (number: number, { payload = '', touched = 0, softwareRows = 60 }: CompanyOptions): AssetView => {
  const draw = drawFrom(number * 7_919 + 13);
  const [id, name] = pick(places, number);
  const site = { id, name: name + payload };
  const [manufacturer, model, biosDate] = pick(models, Math.floor(draw.fraction() * 60));
  const isPrinter = number % 17 === 16;
  const [os, osVersion] = isPrinter
    ? ['', '']
    : pick(systems, Math.floor(draw.fraction() * 40) % 7 > 3 ? 0 : Math.floor(draw.fraction() * 40));
  const lastSeen = number < touched ? '2026-11-22T06:10:00Z' : `2026-11-${String(1 + (number % 20)).padStart(2, '0')}T07:12:00Z`;
  const serial = hex(number + 99, 7).toUpperCase();
  const text = (plain: string): string => plain + payload;
  return {
    id: hex(number + 1, 8).padStart(16, 'a'),
    name: text(
      isPrinter ? `IMP-${id.toUpperCase().slice(0, 4)}-${number}` : `PC-${id.toUpperCase().slice(0, 4)}-${String(number).padStart(4, '0')}`,
    ),
    site,
    kind: isPrinter ? 'printer' : 'computer',
    os: text(os),
    osVersion: text(osVersion),
    manufacturer: text(manufacturer),
    model: text(isPrinter ? 'LaserJet M507' : model),
    serial: text(serial),
    user: text(pick(people, Math.floor(number / 7))),
    macs: [text(`a4:bb:6d:${hex(number, 2)}:${hex(number + 5, 2)}:${hex(number + 7, 2)}`)],
    ips: [text(`10.${number % 7}.0.${number % 250}`)],
    lastSeen,
    missingSince: number % 41 === 40 ? '2026-11-12' : '',
    deviceId: text(`PC-${number}-2025-03-11-08-00-00`),
    uuid: text(`4c4c4544-0037-3510-8052-${hex(number + 3, 12)}`),
    cpu: text('Intel(R) Core(TM) i5-1145G7 @ 2.60GHz'),
    memoryMb: pick([4096, 8031, 16_231, 16_384, 32_768, null], Math.floor(draw.fraction() * 60)),
    disks: [{ name: text('Samsung SSD PM991'), sizeMb: pick([128_035, 256_060, 512_110, 1_000_204], Math.floor(draw.fraction() * 60)) }],
    domain: text('societe.example'),
    osInstalledOn: '2024-03-05',
    biosDate,
    agent: text('GLPI-Agent_v1.15'),
    inventoryDate: lastSeen,
    firstSeen: '2025-03-11T08:00:00Z',
    sections: {
      drives: [
        { volumn: text('C:'), filesystem: 'NTFS', total: '476313', free: '201114' },
        { volumn: 'D:', filesystem: 'NTFS', total: '953867', free: text('112') },
      ],
      bios: [{ smanufacturer: text(manufacturer), smodel: text(model), ssn: text(serial), bversion: '1.32.1' }],
      [`odd${payload}`]: [{ [`field${payload}`]: text('value') }],
      printers: [],
    },
    olderSections: { drives: '2026-10-02T07:00:00Z' },
    software: isPrinter ? null : softwareOf(number, softwareRows, payload),
    changes: changesOf(number, site.id, payload),
    reasons:
      number % 9 === 0
        ? [
            {
              rule: 'same-uuid',
              evidence: [{ kind: 'uuid', value: text('4c4c4544-0037') }],
              a: { site, deviceId: text('PC-A-2024') },
              b: { site, deviceId: text('PC-A-2025') },
            },
          ]
        : [],
    doubles: number % 19 === 1 ? [doubleOf(number, payload)] : [],
    sources: [{ site, path: text(`postes/PC-${number}.ocs`), date: lastSeen }],
    residences:
      number % 13 === 0
        ? [
            { site: 'lyon', name: text('Lyon'), since: '2025-03-11T08:00:00Z' },
            { site: id, name: text(name), since: '2026-02-01T08:00:00Z' },
          ]
        : [],
    claimedSince: number % 23 === 5 ? '2026-11-03T08:00:00Z' : '',
    endOfLife: os.includes('Windows 10') ? [{ product: text('Windows 10'), ends: '2025-10-14', state: 'ended' }] : [],
    keySoftware: isPrinter
      ? []
      : [
          {
            name: text('Mozilla Firefox'),
            verdict: number % 5 === 0 ? 'outdated' : 'present',
            expected: text('≥ 128'),
            found: text('115.9'),
          },
          { name: text('TeamViewer'), verdict: number % 12 === 0 ? 'forbidden' : 'present', expected: '', found: text('15.2') },
        ],
  };
};

const softwareOf = (number: number, rows: number, payload: string): readonly Software[] =>
  Array.from({ length: rows }, (_, place) => ({
    name: (products[place] ?? `Composant d’exécution ${place} (x64)`) + payload,
    version: `${100 + ((number + place) % 4)}.${place}.0${payload}`,
    publisher: (place % 3 === 0 ? 'Mozilla' : 'The Document Foundation') + payload,
  }));

const changesOf = (number: number, site: string, payload: string): readonly Change[] => {
  const at = (day: string): Pick<Change, 'date' | 'site' | 'sha256'> => ({ date: `2026-${day}T07:12:00Z`, site, sha256: hex(number, 12) });
  return [
    {
      ...at('11-18'),
      kind: 'software-upgraded',
      subject: `Mozilla Firefox${payload}`,
      before: `127.0${payload}`,
      after: `128.4${payload}`,
    },
    { ...at('11-02'), kind: 'memory', subject: 'memory', before: '8192', after: '16384' },
    { ...at('09-14'), kind: 'user', subject: 'user', before: `j.petit${payload}`, after: `c.moreau${payload}` },
    { ...at('06-30'), kind: 'software-installed', subject: `LibreOffice${payload}`, before: '', after: `24.8${payload}` },
    { ...at('03-11'), kind: 'appeared', subject: '', before: '', after: '' },
  ];
};

const doubleOf = (number: number, payload: string): DoubleView => {
  const side = (other: number) => {
    const [id, name] = pick(places, other);
    return { id: hex(other + 1, 8).padStart(16, 'a'), name: `PC-${other}${payload}`, site: { id, name: name + payload } };
  };
  return {
    a: side(number),
    b: side(number > 0 ? number - 1 : 0),
    reason: number % 2 === 0 ? 'weak-evidence' : 'clone',
    agreeing: [{ kind: 'mac', value: `a4:bb:6d:00:11:22${payload}` }],
    differing: [{ kind: 'serial', a: `7XK2J93${payload}`, b: `8QQ1A04${payload}` }],
  };
};

const event = (id: number, payload: string): StoredTraceEvent => ({
  id,
  at: `2026-11-21T${String(6 + (id % 14)).padStart(2, '0')}:30:00Z`,
  direction: pick(['in', 'out', 'local'] as const, id),
  peer: pick(places, id)[0] + payload,
  kind: pick(['DATA', 'RECEIPT', 'GREETING', 'connection'], id),
  messageId: `<${id}@mail.test>`,
  outcome: pick(['done', 'done', 'done', 'quarantined', 'deferred'] as const, id),
  reason: id % 4 === 0 ? `read=${id} changed=3 unreadable=0` : id % 5 === 3 ? `malformed-xml${payload}` : '',
  bytes: id * 1234,
  durationMs: 20,
});

/** All views of the company, computed at each call: nothing is kept but the numbers. */
export const openCompany = (options: CompanyOptions): DossierSource & { readonly asked: readonly string[] } => {
  const { assets, payload = '', touched = 0 } = options;
  const asked: string[] = [];
  const numbers = Array.from({ length: assets }, (_, number) => number);
  const idOf = new Map(numbers.map((number) => [hex(number + 1, 8).padStart(16, 'a'), number]));
  const listed = (number: number): ListedAsset => ({
    row: assetOf(number, { ...options, softwareRows: 0 }),
    revision: number < touched ? `${number}-2` : `${number}-1`,
  });
  const sites = (): readonly SiteView[] => places.map((_, place) => siteOf(place, numbers, payload));
  return {
    asked,
    organisation: async () => `Société d’Exemple${payload}`,
    overview: async () => ({
      alerts: alertsOf(payload),
      sites: sites(),
      counts: { assets, software: 214, changesThisWeek: touched + 12, doubles: 3 },
      recentChanges: recentOf(assets, payload),
    }),
    figures: async () => figuresOf(numbers, options),
    sites: async function* () {
      yield* sites();
    },
    assets: async function* (order) {
      const sorted = order === 'site' ? numbers.toSorted((a, b) => placeOrder(a) - placeOrder(b) || a - b) : numbers;
      for (const number of sorted) yield listed(number);
    },
    asset: async (id) => {
      asked.push(id);
      const number = idOf.get(id);
      return number === undefined ? null : assetOf(number, options);
    },
    software: async function* () {
      for (const name of products) yield productOf(name, payload);
    },
    changes: async () => ({ changes: recentOf(assets, payload), omitted: 40 }),
    doubles: async () => ({ doubles: assets > 2 ? [doubleOf(1, payload), doubleOf(2, payload)] : [], omitted: 0 }),
    keySoftware: async () => [
      {
        name: `Mozilla Firefox${payload}`,
        expected: `≥ 128${payload}`,
        counts: { present: 31, outdated: 4, absent: 2, forbidden: 0 },
        wanting:
          assets > 0
            ? [{ asset: refOf(0, payload), site: { id: 'lyon', name: `Lyon${payload}` }, verdict: 'outdated', found: `115.9${payload}` }]
            : [],
        omitted: 5,
      },
    ],
    endOfLife: async () => [
      { product: `Windows 10${payload}`, ends: '2025-10-14', state: 'ended', assets: someAssets(assets, payload), omitted: 2 },
      { product: `Windows Server 2019${payload}`, ends: '2029-01-09', state: 'supported', assets: [], omitted: 4 },
    ],
    exchanges: async () => ({ events: Array.from({ length: 24 }, (_, id) => event(id + 1, payload)), omitted: 1200 }),
  };
};

const placeOrder = (number: number): number =>
  places
    .map(([id]) => id)
    .toSorted()
    .indexOf(pick(places, number)[0]);

const refOf = (number: number, payload: string) => ({ id: hex(number + 1, 8).padStart(16, 'a'), name: `PC-${number}${payload}` });

const someAssets = (assets: number, payload: string) =>
  Array.from({ length: Math.min(assets, 6) }, (_, number) => ({
    asset: refOf(number, payload),
    site: { id: 'lyon', name: `Lyon${payload}` },
  }));

const siteOf = (place: number, numbers: readonly number[], payload: string): SiteView => {
  const [id, name] = pick(places, place);
  const count = numbers.filter((number) => number % places.length === place).length;
  const freshness = id === 'nord' ? 'silent' : id === 'ouest' ? 'late' : id === 'besancon' ? 'never' : 'fresh';
  const contact = { silent: '2026-11-10T20:15:00Z', late: '2026-11-19T20:12:00Z', never: '', fresh: '2026-11-21T20:05:00Z' }[freshness];
  return {
    id,
    name: name + payload,
    freshness,
    lastContactAt: contact,
    lastParcelAt: contact,
    assets: count,
    files: count + 2,
    version: id === 'besancon' ? '' : `0.1.0${payload}`,
    alerts: id === 'nord' ? alertsOf(payload).slice(0, 1) : [],
    recentChanges: recentOf(Math.min(numbers.length, 4), payload),
    exchanges: Array.from({ length: 5 }, (_, number) => event(number + 1, payload)),
  };
};

const alertsOf = (payload: string): readonly Alert[] => [
  { kind: 'site-silent', site: { id: 'nord', name: `Nord${payload}` }, days: 12 },
  { kind: 'site-late', site: { id: 'ouest', name: `Ouest${payload}` }, days: 3 },
  { kind: 'end-of-life', count: 9 },
  { kind: 'doubles', count: 3 },
];

const recentOf = (assets: number, payload: string): readonly ChangeRow[] =>
  Array.from({ length: Math.min(assets, 8) }, (_, number) => {
    const [site, siteName] = pick(places, number);
    const change = pick(changesOf(number, site, payload), number);
    return { ...change, asset: { id: hex(number + 1, 8).padStart(16, 'a'), name: `PC-${number}${payload}` }, siteName: siteName + payload };
  });

const productOf = (name: string, payload: string): SoftwareView => ({
  name: name + payload,
  publisher: `Éditeur de ${name}${payload}`,
  installations: name.length * 3,
  sites: 5,
  versions: Array.from({ length: name.length % 9 }, (_, place) => ({
    label: place === 2 ? '' : `${120 - place}.0${payload}`,
    count: 30 - place * 3,
  })),
});

const tally = (labels: readonly string[]): readonly Tally[] =>
  [...Map.groupBy(labels, (label) => label)].map(([label, all]) => ({ label, count: all.length })).toSorted((a, b) => b.count - a.count);

const inOrder = (order: readonly string[], rows: readonly Tally[]): readonly Tally[] =>
  order.map((label) => rows.find((row) => row.label === label) ?? { label, count: 0 });

const figuresOf = (numbers: readonly number[], options: CompanyOptions): FiguresView => {
  const { payload = '' } = options;
  const all = numbers.map((number) => {
    const { site, kind, os, biosDate, memoryMb, disks } = assetOf(number, { ...options, softwareRows: 0 });
    return { site, kind, os, biosDate, memoryMb, disks };
  });
  return {
    bySite: tally(all.map(({ site }) => site.name)),
    byKind: tally(all.map(({ kind }) => kind)) as FiguresView['byKind'],
    byOs: tally(all.map(({ os }) => os)),
    byAge: inOrder(ageBuckets, tally(all.map(({ biosDate }) => ageBucket(biosDate, today.toISOString())))),
    byMemory: inOrder(memoryBuckets, tally(all.map(({ memoryMb }) => memoryBucket(memoryMb)))),
    byDisk: inOrder(diskBuckets, tally(all.map(({ disks }) => diskBucket(disks)))),
    growth: Array.from({ length: 14 }, (_, month) => ({
      label: `${month < 3 ? 2025 : 2026}-${String(((month + 9) % 12) + 1).padStart(2, '0')}`,
      count: Math.round(numbers.length * (0.4 + month * 0.046)),
    })),
    freshness: [
      { label: 'fresh', count: 4 },
      { label: 'late', count: 1 },
      { label: 'silent', count: 1 },
      { label: 'never', count: 1 },
    ],
    softwareVersions: products.slice(0, 5).map((name) => ({ name: name + payload, versions: productOf(name, payload).versions })),
  };
};
