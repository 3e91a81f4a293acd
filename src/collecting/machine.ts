/**
 * This machine's facts, by systeminformation: each section is asked for on its own, and one that fails or hangs leaves a gap that is told.
 * Nothing is asked about processes, environment variables or product keys.
 */
import { arch, hostname } from 'node:os';
import information from 'systeminformation';
import type { MachineFacts } from '../inventory/machine.ts';
import type { FoundMachine } from './port.ts';
import { findSoftware } from './software.ts';

const sectionMs = 60_000;

/** The port's one question. */
export async function findMachine(): Promise<FoundMachine> {
  const missing: string[] = [];
  const section = async <T>(name: string, work: Promise<T>): Promise<T | undefined> => {
    const found = await withinTime(work);
    if (found === undefined) missing.push(name);
    return found;
  };
  const [identity, hardware, parts, software] = await Promise.all([
    section('system', findIdentity()),
    section('hardware', findHardware()),
    findParts(section),
    findSoftware(),
  ]);
  if (software === null) missing.push('software');
  return { facts: { ...unknown, name: hostname(), ...identity, ...hardware, ...parts, software }, missing: missing.sort() };
}

type Section = <T>(name: string, work: Promise<T>) => Promise<T | undefined>;

/** Undefined when it fails or takes too long; what hangs is left behind. */
async function withinTime<T>(work: Promise<T>): Promise<T | undefined> {
  const { promise: over, resolve: giveUp } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => giveUp(undefined), sectionMs);
  try {
    return await Promise.race([work, over]);
  } catch {
    return undefined; // a section that the platform does not tell: the caller names it
  } finally {
    clearTimeout(timer);
  }
}

const unknown: Omit<MachineFacts, 'name' | 'software'> = {
  uuid: '',
  chassis: '',
  virtual: '',
  manufacturer: '',
  model: '',
  serial: '',
  board: { manufacturer: '', model: '', serial: '' },
  bios: { manufacturer: '', version: '', date: '', assetTag: '' },
  system: { name: '', fullName: '', version: '', kernelName: '', kernelVersion: '', architecture: '', fqdn: '' },
  memoryMb: null,
  swapMb: null,
  gateway: '',
  processors: [],
  memories: [],
  disks: [],
  drives: [],
  networks: [],
  monitors: [],
  videos: [],
  users: [],
};

async function findIdentity(): Promise<Partial<MachineFacts>> {
  const [system, bios, board, chassis] = await Promise.all([
    information.system(),
    information.bios(),
    information.baseboard(),
    information.chassis(),
  ]);
  return {
    uuid: text(system.uuid),
    chassis: text(chassis.type),
    virtual: system.virtual ? text(system.virtualHost ?? '') || 'Virtual' : 'Physical',
    manufacturer: text(system.manufacturer),
    model: text(system.model),
    serial: text(system.serial),
    board: { manufacturer: text(board.manufacturer), model: text(board.model), serial: text(board.serial) },
    bios: {
      manufacturer: text(bios.vendor),
      version: text(bios.version),
      date: text(bios.releaseDate),
      assetTag: text(chassis.assetTag) || text(board.assetTag),
    },
  };
}

async function findHardware(): Promise<Partial<MachineFacts>> {
  const [system, processor, memory, gateway] = await Promise.all([
    information.osInfo(),
    information.cpu(),
    information.mem(),
    information.networkGatewayDefault(),
  ]);
  const one = {
    name: text(`${processor.manufacturer} ${processor.brand}`),
    manufacturer: text(processor.vendor),
    architecture: architectures[arch()] ?? '',
    cores: positive(processor.physicalCores / Math.max(processor.processors, 1)),
    threads: positive(processor.cores / Math.max(processor.processors, 1)),
    speedMhz: positive(processor.speed * 1000),
  };
  return {
    system: {
      name: text(system.distro),
      fullName: text(`${system.distro} ${system.release}${system.codename ? ` (${system.codename})` : ''}`),
      version: text(system.release),
      kernelName: text(system.platform),
      kernelVersion: text(system.kernel),
      architecture: architectures[arch()] ?? arch(),
      fqdn: text(system.fqdn),
    },
    memoryMb: positive(memory.total / 1_048_576),
    swapMb: memory.swaptotal / 1_048_576,
    gateway: text(gateway ?? ''),
    processors: Array.from({ length: Math.max(processor.processors, 1) }, () => one),
  };
}

/** Node's name of an architecture → that of the inventory format. */
const architectures: Readonly<Record<string, string>> = { x64: 'x86_64', ia32: 'i686', arm64: 'aarch64', arm: 'arm', ppc64: 'powerpc64' };

async function findParts(section: Section): Promise<Partial<MachineFacts>> {
  const [memories, disks, drives, networks, graphics, users] = await Promise.all([
    section('memories', findMemories()),
    section('disks', findDisks()),
    section('drives', findDrives()),
    section('networks', findNetworks()),
    section('graphics', findGraphics()),
    section('users', findUsers()),
  ]);
  return {
    ...(memories ? { memories } : {}),
    ...(disks ? { disks } : {}),
    ...(drives ? { drives } : {}),
    ...(networks ? { networks } : {}),
    ...graphics,
    ...(users ? { users } : {}),
  };
}

const findMemories = async (): Promise<MachineFacts['memories']> =>
  (await information.memLayout()).map(({ size, bank, type, manufacturer, serialNum }) => ({
    capacityMb: positive(size / 1_048_576),
    slot: text(bank),
    type: text(type),
    manufacturer: text(manufacturer ?? ''),
    serial: text(serialNum),
  }));

const findDisks = async (): Promise<MachineFacts['disks']> =>
  (await information.diskLayout()).map(({ device, name, vendor, serialNum, interfaceType, firmwareRevision, size }) => ({
    name: text(device),
    model: text(name),
    manufacturer: text(vendor),
    serial: text(serialNum),
    interface: text(interfaceType),
    firmware: text(firmwareRevision),
    sizeMb: positive(size / 1_000_000),
  }));

const findDrives = async (): Promise<MachineFacts['drives']> =>
  (await information.fsSize()).map(({ fs, mount, type, size, available }) => ({
    volume: text(fs),
    mount: text(mount),
    filesystem: text(type),
    totalMb: positive(size / 1_048_576),
    freeMb: available / 1_048_576,
  }));

async function findNetworks(): Promise<MachineFacts['networks']> {
  const found = await information.networkInterfaces();
  return (Array.isArray(found) ? found : [found]).map((each) => ({
    name: text(each.ifaceName) || text(each.iface),
    mac: each.internal ? '' : text(each.mac),
    ip4: text(each.ip4),
    mask4: text(each.ip4subnet),
    ip6: text(each.ip6),
    isUp: each.operstate === 'up' || each.internal,
    type: each.internal ? 'loopback' : each.type === 'wired' ? 'ethernet' : each.type === 'wireless' ? 'wifi' : '',
    isVirtual: each.virtual,
    speedMbps: positive(each.speed ?? 0),
  }));
}

async function findGraphics(): Promise<Pick<MachineFacts, 'monitors' | 'videos'>> {
  const { controllers, displays } = await information.graphics();
  return {
    monitors: displays.map(({ model, vendor, serial }) => ({ name: text(model), manufacturer: text(vendor), serial: text(serial ?? '') })),
    videos: controllers.map(({ model, vram }) => ({ name: text(model), memoryMb: positive(vram ?? 0) })),
  };
}

/** Who is logged in, each once. */
const findUsers = async (): Promise<readonly string[]> => [
  ...new Set((await information.users()).map(({ user }) => text(user)).filter((user) => user !== '')),
];

/** Without what stands for nothing, and without control characters. */
function text(written: string | null): string {
  const tidy = String(written ?? '')
    .replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim();
  return /^(?:-|unknown|none|n\/a|not specified|default string)$/i.test(tidy) ? '' : tidy;
}

const positive = (value: number | null): number | null => (value !== null && Number.isFinite(value) && value > 0 ? value : null);
