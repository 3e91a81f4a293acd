/**
 * Invented inventories in the shape of OCS and FusionInventory agents, about 105 KB of XML each: 150 software rows out of one
 * catalogue of 2,500, 18 to 30 processes, every other section. A machine's number and the seed decide what it is; a later
 * generation finds the same machines with one in ten changed by one software.
 */
import { type Draw, drawFrom, times } from './draw.ts';

export type Inventory = {
  /** The file's name, `DEVICEID.xml`. */
  readonly name: string;
  readonly xml: Buffer;
};

export type Delivery = {
  /** Decides all machines; the catalogue of software is always the same. */
  readonly seed: number;
  /** 1: the first delivery. 2 and more: later ones. */
  readonly generation: number;
};

type Fields = Readonly<Record<string, string | number>>;
type Content = Readonly<Record<string, string | Fields | readonly Fields[]>>;

type Software = { readonly name: string; readonly publisher: string; readonly versions: readonly string[] };

const firstDelivery: Delivery = { seed: 1, generation: 1 };
const softwareRows = 150;
const changedShare = 0.1;

const models = [
  'Latitude 5420',
  'OptiPlex 7090',
  'ThinkPad T14 Gen 2',
  'EliteDesk 800 G6',
  'ProBook 450 G8',
  'PowerEdge R740',
  'Précision 3650',
];
const sites = ['Lyon', 'Nîmes', 'Orléans', 'Besançon', 'Saint-Étienne', 'Limoges', 'Brest', 'Metz'];
const processor = 'Intel(R) Core(TM) i5-1145G7 @ 2.60GHz';
const catalogue = inventCatalogue(drawFrom(77));

/** One machine's inventory. The same arguments give the same bytes. */
export function inventory(machine: number, { seed, generation }: Delivery = firstDelivery): Inventory {
  const draw = drawFrom(seed * 1_000_003 + machine * 7_919);
  const changed = generation > 1 && drawFrom(seed * 31 + machine).fraction() < changedShare;
  const site = sites[machine % sites.length] ?? '';
  const name = `PC-${site
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .slice(0, 4)
    .toUpperCase()}-${String(machine).padStart(5, '0')}`;
  const id = `${name}-2026-01-01-08-00-${String(machine % 60).padStart(2, '0')}`;
  const seen = changed ? `2026-11-0${generation} 07:12:44` : '2026-10-15 08:03:21';
  const content = describe(draw, { machine, name, site, seen, updated: changed ? generation : null });
  const xml = `<?xml version="1.0" encoding="UTF-8" ?>\n${element('REQUEST', { DEVICEID: id, QUERY: 'INVENTORY', CONTENT: content }, '')}`;
  return { name: `${id}.xml`, xml: Buffer.from(xml) };
}

/** The inventories of consecutive machines, as one parcel carries them. */
export const inventories = (firstMachine: number, count: number, delivery: Delivery = firstDelivery): readonly Inventory[] =>
  times(count, (index) => inventory(firstMachine + index, delivery));

// ---------------------------------------------------------------- one machine

type Machine = {
  readonly machine: number;
  readonly name: string;
  readonly site: string;
  readonly seen: string;
  /** The generation that changed one software of it, null when nothing changed. */
  readonly updated: number | null;
};

/** The sections in the order of their drawing: changing it changes every machine. */
function describe(draw: Draw, machine: Machine): Content {
  return {
    ACCESSLOG: { LOGDATE: machine.seen, USERID: 'N/A' },
    ACCOUNTINFO: { KEYNAME: 'TAG', KEYVALUE: machine.site },
    BIOS: bios(draw),
    HARDWARE: hardware(draw, machine),
    CPUS: [cpu(draw)],
    MEMORIES: times(draw.integer(1, 4), (index) => memory(draw, index)),
    DRIVES: times(draw.integer(1, 3), (index) => drive(draw, index)),
    NETWORKS: times(draw.integer(2, 5), () => network(draw)),
    PRINTERS: times(draw.integer(1, 4), () => printer(draw)),
    PROCESSES: times(draw.integer(18, 30), () => runningProcess(draw)),
    SOFTWARES: update(
      times(softwareRows, () => software(draw)),
      machine.updated,
    ),
    VERSIONCLIENT: 'FusionInventory-Agent_v2.6',
  };
}

const bios = (draw: Draw): Fields => ({
  ASSETTAG: '',
  BDATE: `0${draw.integer(1, 9)}/1${draw.integer(0, 9)}/2022`,
  BMANUFACTURER: draw.pick(['Dell Inc.', 'LENOVO', 'HP']),
  BVERSION: `1.${draw.integer(0, 30)}.${draw.integer(0, 9)}`,
  MMANUFACTURER: 'Dell Inc.',
  MMODEL: draw.hex(6).toUpperCase(),
  MSN: `/${draw.hex(14).toUpperCase()}/`,
  SMANUFACTURER: 'Dell Inc.',
  SMODEL: draw.pick(models),
  SSN: draw.hex(7).toUpperCase(),
});

const hardware = (draw: Draw, { machine, name, site, seen }: Machine): Fields => ({
  NAME: name,
  UUID: draw.guid(),
  CHASSIS_TYPE: draw.pick(['Laptop', 'Desktop', 'Server']),
  CHECKSUM: 262_143,
  DATELASTLOGGEDUSER: seen,
  DEFAULTGATEWAY: '10.0.0.1',
  DESCRIPTION: `Poste « ${name} » & périphériques <${site}>`,
  DNS: '10.0.0.2/10.0.0.3',
  ETIME: draw.integer(1, 20),
  IPADDR: `10.${machine % 250}.${draw.integer(0, 250)}.${draw.integer(1, 250)}`,
  LASTLOGGEDUSER: `u${draw.hex(5)}`,
  MEMORY: draw.pick([8_192, 16_384, 32_768]),
  OSCOMMENTS: '',
  OSNAME: 'Microsoft Windows 11 Professionnel',
  OSVERSION: '10.0.22631',
  PROCESSORN: 1,
  PROCESSORS: draw.integer(1_800, 4_200),
  PROCESSORT: processor,
  SWAP: 4_096,
  USERID: `u${draw.hex(5)}`,
  VMSYSTEM: 'Physical',
  WINPRODID: `00330-${draw.integer(10_000, 99_999)}-${draw.integer(10_000, 99_999)}-AA${draw.integer(100, 999)}`,
  WINPRODKEY: draw
    .hex(25)
    .toUpperCase()
    .replaceAll(/.{5}(?!$)/g, '$&-'),
  WORKGROUP: `${site.toUpperCase()}.LAN`,
});

const cpu = (draw: Draw): Fields => ({
  CORE: draw.integer(2, 8),
  CPUARCH: '64',
  DESCRIPTION: 'x86_64',
  FAMILYNUMBER: 6,
  ID: draw
    .hex(16)
    .toUpperCase()
    .replaceAll(/..(?!$)/g, '$& '),
  MANUFACTURER: 'Intel(R)',
  MODEL: 140,
  NAME: processor,
  SERIAL: '',
  SPEED: 2_600,
  STEPPING: 1,
  THREAD: 8,
});

const memory = (draw: Draw, index: number): Fields => ({
  CAPACITY: 8_192,
  CAPTION: `DIMM ${index}`,
  DESCRIPTION: 'SODIMM',
  NUMSLOTS: index + 1,
  SERIALNUMBER: draw.hex(8).toUpperCase(),
  SPEED: 3_200,
  TYPE: 'DDR4',
});

const drive = (draw: Draw, index: number): Fields => ({
  FILESYSTEM: 'NTFS',
  FREE: draw.integer(1_000, 400_000),
  LABEL: index === 0 ? 'Système' : 'Données',
  LETTER: `${'CDE'[index]}:`,
  SERIAL: draw.hex(8).toUpperCase(),
  TOTAL: 476_000,
  TYPE: 'Local Disk',
  VOLUMN: draw.hex(8),
});

const network = (draw: Draw): Fields => ({
  DESCRIPTION: 'Intel(R) Ethernet Connection (13) I219-LM',
  IPADDRESS: `10.${draw.integer(0, 250)}.${draw.integer(0, 250)}.${draw.integer(1, 250)}`,
  IPGATEWAY: '10.0.0.1',
  IPMASK: '255.255.255.0',
  IPSUBNET: '10.0.0.0',
  MACADDR: draw.mac(),
  PCIID: '8086:15FB',
  STATUS: 'Up',
  TYPE: 'ethernet',
  VIRTUALDEV: 0,
});

const printer = (draw: Draw): Fields => ({
  DRIVER: `${draw.word()} PCL 6`,
  NAME: draw.word(),
  PORT: `IP_10.0.1.${draw.integer(1, 250)}`,
  SERIAL: draw.hex(10).toUpperCase(),
});

const runningProcess = (draw: Draw): Fields => ({
  CMD: `C:\\Program Files\\${draw.word()}\\${draw.word().toLowerCase()}.exe /id:${draw.hex(32)}`,
  CPUUSAGE: draw.integer(0, 9),
  MEM: draw.integer(0, 9),
  PID: draw.integer(100, 30_000),
  STARTED: `2026-10-1${draw.integer(0, 5)} 0${draw.integer(0, 9)}:${draw.integer(10, 59)}`,
  TTY: '?',
  USER: 'SYSTEM',
  VIRTUALMEMORY: draw.integer(10_000, 9_999_999),
});

function software(draw: Draw): Fields {
  const { name, publisher, versions } = draw.pick(catalogue);
  const version = draw.pick(versions);
  const guid = draw.guid();
  return {
    ARCH: draw.pick(['x86_64', 'i586']),
    COMMENTS: '',
    FOLDER: `C:\\Program Files\\${name}\\`,
    GUID: guid,
    FILEHASH: draw.hex(64),
    INSTALLDATE: `${draw.integer(1, 28)}/0${draw.integer(1, 9)}/202${draw.integer(0, 6)}`,
    NAME: name,
    PUBLISHER: publisher,
    UNINSTALL_STRING: `MsiExec.exe /X{${guid}} /log ${draw.hex(40)}`,
    VERSION: version,
  };
}

const update = (rows: readonly Fields[], generation: number | null): readonly Fields[] =>
  rows.map((row, index) => (index === generation ? { ...row, VERSION: `${row.VERSION}.${generation}` } : row));

function inventCatalogue(draw: Draw): readonly Software[] {
  const publishers = times(180, () => draw.word() + draw.pick([' Corporation', ' Inc.', ' GmbH', ' & Cie', ' S.A.', ' Ltd']));
  const version = () => [draw.integer(1, 20), draw.integer(0, 30), draw.integer(0, 9_999), draw.integer(0, 999)].join('.');
  return times(2_500, () => ({
    name: times(draw.integer(2, 5), draw.word).join(' '),
    publisher: draw.pick(publishers),
    versions: times(draw.integer(1, 6), version),
  }));
}

// ---------------------------------------------------------------- XML

type Tree = string | number | readonly Tree[] | { readonly [name: string]: Tree };

/** Agents' XML: two blanks a level, empty elements with both tags, no attribute. */
function element(name: string, value: Tree, indent: string): string {
  if (Array.isArray(value)) return value.map((one) => element(name, one, indent)).join('');
  if (typeof value !== 'object') return `${indent}<${name}>${escaped(String(value))}</${name}>\n`;
  const children = Object.entries(value).map(([child, inner]) => element(child, inner, `${indent}  `));
  return `${indent}<${name}>\n${children.join('')}${indent}</${name}>\n`;
}

const escaped = (text: string): string =>
  /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
