/**
 * One machine as GLPI's inventory_format writes it (JSON, https://github.com/glpi-project/inventory_format): what GLPI, and our own reader,
 * accept. Knows no environment variables, no processes and no product keys, so that none can be written. Ignores how facts are found.
 */
import { DateTime } from 'luxon';
import type { Software } from './report.ts';

/** Texts are '' and numbers null where nobody knows. */
export type MachineFacts = {
  readonly name: string;
  readonly uuid: string;
  readonly chassis: string;
  readonly virtual: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly board: { readonly manufacturer: string; readonly model: string; readonly serial: string };
  readonly bios: { readonly manufacturer: string; readonly version: string; readonly date: string; readonly assetTag: string };
  readonly system: {
    readonly name: string;
    readonly fullName: string;
    readonly version: string;
    readonly kernelName: string;
    readonly kernelVersion: string;
    readonly architecture: string;
    readonly fqdn: string;
  };
  readonly memoryMb: number | null;
  readonly swapMb: number | null;
  readonly gateway: string;
  readonly processors: readonly {
    readonly name: string;
    readonly manufacturer: string;
    readonly architecture: string;
    readonly cores: number | null;
    readonly threads: number | null;
    readonly speedMhz: number | null;
  }[];
  readonly memories: readonly {
    readonly capacityMb: number | null;
    readonly slot: string;
    readonly type: string;
    readonly manufacturer: string;
    readonly serial: string;
  }[];
  readonly disks: readonly {
    readonly name: string;
    readonly model: string;
    readonly manufacturer: string;
    readonly serial: string;
    readonly interface: string;
    readonly firmware: string;
    readonly sizeMb: number | null;
  }[];
  readonly drives: readonly {
    readonly volume: string;
    readonly mount: string;
    readonly filesystem: string;
    readonly totalMb: number | null;
    readonly freeMb: number | null;
  }[];
  readonly networks: readonly {
    readonly name: string;
    readonly mac: string;
    readonly ip4: string;
    readonly mask4: string;
    readonly ip6: string;
    readonly isUp: boolean;
    readonly type: 'ethernet' | 'wifi' | 'loopback' | '';
    readonly isVirtual: boolean;
    readonly speedMbps: number | null;
  }[];
  readonly monitors: readonly { readonly name: string; readonly manufacturer: string; readonly serial: string }[];
  readonly videos: readonly { readonly name: string; readonly memoryMb: number | null }[];
  readonly users: readonly string[];
  /** Null when no list of software could be had: the section is left out, which says nothing, instead of "none". */
  readonly software: readonly InstalledSoftware[] | null;
};

/** `from`: deb, rpm, brew, registry. */
export type InstalledSoftware = Software & { readonly from: string; readonly architecture: string };

export type Collected = {
  readonly deviceId: string;
  /** Program and version. */
  readonly agent: string;
  readonly at: Date;
  /** IANA name. */
  readonly timeZone: string;
};

/** `host-YYYY-MM-DD-hh-mm-ss`, as agents make it once and keep it for ever; characters that no file name has are replaced. */
export function newDeviceId(host: string, at: Date, timeZone: string): string {
  const name = host.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[.-]+|[.-]+$/g, '') || 'machine';
  return `${name.slice(0, 100)}-${local(at, timeZone).toFormat('yyyy-MM-dd-HH-mm-ss')}`;
}

export const isDeviceId = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,110}-\d{4}(?:-\d\d){5}$/.test(text);

/** The document, as text with a line end. */
export function writeInventory(facts: MachineFacts, { deviceId, agent, at, timeZone }: Collected): string {
  const content = {
    versionclient: agent,
    accesslog: { logdate: local(at, timeZone).toFormat('yyyy-MM-dd HH:mm:ss') },
    hardware: hardwareOf(facts),
    bios: biosOf(facts),
    operatingsystem: { ...systemOf(facts), timezone: { name: timeZone, offset: local(at, timeZone).toFormat('ZZZ') } },
    cpus: facts.processors.map(processorOf),
    memories: facts.memories.map(memoryOf),
    storages: facts.disks.map(diskOf),
    drives: facts.drives.map(driveOf),
    networks: facts.networks.map(networkOf),
    monitors: facts.monitors.map(({ name, manufacturer, serial }) => known({ caption: name, manufacturer, serial })),
    videos: facts.videos.map(({ name, memoryMb }) => known({ name, memory: memoryMb })),
    users: facts.users.map((login) => ({ login })),
    ...(facts.software ? { softwares: facts.software.map(softwareOf) } : {}),
  };
  return `${JSON.stringify({ action: 'inventory', deviceid: deviceId, itemtype: 'Computer', content }, null, 1)}\n`;
}

const local = (at: Date, zone: string): DateTime => DateTime.fromJSDate(at, { zone }).setLocale('en');

type Field = string | number | boolean | null;

/** Without what nobody knows; numbers whole, as the format wants them. */
const known = (fields: Readonly<Record<string, Field>>): Readonly<Record<string, Exclude<Field, null>>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => {
      if (value === null || value === '') return [];
      return [[key, typeof value === 'number' ? Math.round(value) : value] as const];
    }),
  );

const hardwareOf = ({ name, uuid, chassis, virtual, memoryMb, swapMb, gateway }: MachineFacts) =>
  known({ name, uuid, chassis_type: chassis, vmsystem: virtual, memory: memoryMb, swap: swapMb, defaultgateway: gateway });

const biosOf = ({ manufacturer, model, serial, board, bios }: MachineFacts) =>
  known({
    smanufacturer: manufacturer,
    smodel: model,
    ssn: serial,
    mmanufacturer: board.manufacturer,
    mmodel: board.model,
    msn: board.serial,
    bmanufacturer: bios.manufacturer,
    bversion: bios.version,
    bdate: /^\d{4}-\d\d-\d\d$/.test(bios.date) ? bios.date : '',
    assettag: bios.assetTag,
  });

const systemOf = ({ system }: MachineFacts) =>
  known({
    name: system.name,
    full_name: system.fullName,
    version: system.version,
    kernel_name: system.kernelName,
    kernel_version: system.kernelVersion,
    arch: system.architecture,
    fqdn: system.fqdn,
  });

/** The architectures that the format knows. */
const architecture = /^(?:mips|mips64|alpha|sparc|sparc64|m68k|i\d86|x86_64|powerpc|powerpc64|arm.*|aarch64)$/;

const processorOf = ({ name, manufacturer, architecture: arch, cores, threads, speedMhz }: MachineFacts['processors'][number]) =>
  known({
    name,
    manufacturer,
    arch: architecture.test(arch) ? arch : '',
    core: cores,
    corecount: cores,
    // Threads of one core.
    thread: cores && threads ? threads / cores : null,
    speed: speedMhz,
  });

const memoryOf = ({ capacityMb, slot, type, manufacturer, serial }: MachineFacts['memories'][number]) =>
  known({ capacity: capacityMb, caption: slot, type, manufacturer, serialnumber: serial });

const diskOf = ({ name, model, manufacturer, serial, interface: bus, firmware, sizeMb }: MachineFacts['disks'][number]) =>
  known({ name, model, manufacturer, serial, interface: bus, firmware, disksize: sizeMb, type: 'disk' });

const driveOf = ({ volume, mount, filesystem, totalMb, freeMb }: MachineFacts['drives'][number]) =>
  known({ volumn: volume, type: mount, filesystem, total: totalMb, free: freeMb });

const networkOf = ({ name, mac, ip4, mask4, ip6, isUp, type, isVirtual, speedMbps }: MachineFacts['networks'][number]) => ({
  description: name || mac || 'unknown',
  ...known({ mac, ipaddress: ip4, ipmask: mask4, ipaddress6: ip6, type, virtualdev: isVirtual }),
  status: isUp ? 'up' : 'down',
  ...(speedMbps === null ? {} : { speed: String(Math.round(speedMbps)) }),
});

const softwareOf = ({ name, version, publisher, from, architecture: arch }: InstalledSoftware) => ({
  name,
  ...known({ version, publisher, from, arch }),
});
