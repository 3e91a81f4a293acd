/**
 * The machines of a schedule: one at the head office, one or (after a cloning) two for each agency. A machine has the real jobs' ports:
 * real stores in memory, a disk in memory, its own wrong clock. It may die, be restored from a backup, and be cloned.
 */
import type { Common, Distant } from '../../src/jobs/installation.ts';
import { openReadingInThread } from '../../src/reading/in-thread.ts';
import { readSettings, type Settings, type SettingsInput } from '../../src/settings/settings.ts';
import { openCommonStore, openOutpostStore, openRegister } from '../../src/store/open.ts';
import type { CommonStore, OutpostStore, Register } from '../../src/store/port.ts';
import { openEmlMailbox, openEmlOutbox } from '../../src/transport/eml-folder.ts';
import { addressOf, beginnings, headOffice } from './beginnings.ts';
import { commonAddress, openWatchedMailbox, openWatchedOutbox } from './mail-way.ts';
import { type MemoryDisk, openMemoryDisk } from './memory-disk.ts';
import { commonWrites, crash, inPeril, outpostWrites } from './mishaps.ts';
import { openQuickKeys, verifyQuickly } from './quick-keys.ts';
import type { Witness } from './witness.ts';
import type { World } from './world.ts';

export type Machine = {
  readonly name: string;
  readonly disk: MemoryDisk;
  /** How wrong its clock is. */
  skewMs: number;
  /** A database as it was at some time. */
  backup: Buffer | undefined;
  /** The database as it stands. */
  image(): Buffer;
  /** Starts anew with these bytes; memory is lost. */
  start(image: Buffer): Promise<void>;
  stop(): Promise<void>;
};

export type Agency = Machine & { distant(): Distant; readonly store: () => OutpostStore };
export type Office = Machine & { common(): Common; readonly store: () => CommonStore };

export type Plan = {
  readonly everyDays: number;
  readonly volumeBytes: number;
  readonly snapshotUpToBytes: number;
};

const reading = openReadingInThread();

const settingsByHolder = new Map<string, Settings>();

function settingsOf(holder: string, input: SettingsInput, plan: Plan): Settings {
  const known = settingsByHolder.get(holder) ?? checked(input);
  settingsByHolder.set(holder, known);
  return { ...known, everyDays: plan.everyDays, volumeBytes: plan.volumeBytes };
}

function checked(input: SettingsInput): Settings {
  const settings = readSettings(input);
  if (!settings.ok) throw new Error(JSON.stringify(settings.error.problems));
  return settings.value;
}

type Body = { readonly world: World; readonly name: string; readonly address: string; readonly disk: MemoryDisk; skewMs: number };

const smallestVolumeBytes = 200;

/** What both kinds of machines are made of, but for their stores. */
function portsOf(body: Body, settings: Settings, { plan, onTaken }: { plan: Plan; onTaken: (raw: Buffer) => Promise<void> }) {
  const { world, name, address, disk } = body;
  return {
    settings,
    keys: openQuickKeys(name, world.chance),
    verify: verifyQuickly,
    disk,
    reading,
    openMailbox: openWatchedMailbox(world, { address, isPop3: world.chance.is(0.4), onTaken }),
    openOutbox: openWatchedOutbox(world),
    mailFolder: { mailbox: openEmlMailbox, outbox: openEmlOutbox },
    collecting: { machine: () => Promise.reject(new Error('machines of a simulation have no parts')) },
    hooks: { run: async () => [] },
    outputs: { glpi: () => () => Promise.reject(new Error('machines of a simulation have no GLPI')) },
    language: 'en' as const,
    pageWords: () => Promise.reject(new Error('machines of a simulation draw no pages')),
    version: '1.0.0',
    host: name,
    timeZone: 'UTC',
    now: () => {
      world.nowMs += 1;
      return new Date(world.nowMs + body.skewMs);
    },
    pause: async () => undefined,
    randomHex: world.chance.hex,
    reached: (point: string) => perish(world, `${name} at ${point}`),
    stop: new AbortController().signal,
    sizes: { snapshotUpToBytes: plan.snapshotUpToBytes, smallestVolumeBytes },
    configuredAt: new Date(0),
  };
}

function perish(world: World, where: string): void {
  if (!world.strikes(world.weather.crash)) return;
  world.count('crashes');
  world.tell(`   CRASH ${where}`);
  throw crash;
}

/** The machine of an agency; `twin` makes it a copy of another machine of the same agency. */
export async function openAgency(
  world: World,
  witness: Witness,
  { name, plan, twin }: { name: string; plan: Plan; twin?: Agency },
): Promise<Agency> {
  const address = addressOf(name);
  const disk = openMemoryDisk(() => world.strikes(world.weather.diskFull));
  for (const [path, file] of twin?.disk.dossier ?? []) disk.dossier.set(path, file);
  disk.highWater = twin?.disk.highWater ?? null;
  const image = twin?.image() ?? (await beginnings()).outposts.get(name) ?? Buffer.alloc(0);
  let raw = await openOutpostStore(image);
  const account = { address, mailbox: `memory:${address}`, outbox: 'memory:office' };
  const settings = settingsOf(name, { role: 'distant', site: name, name, dossier: '/dossier', ...account }, plan);
  const onTaken = (mail: Buffer) => witness.mailTaken(raw, mail, name);
  const agency: Agency & Body = {
    world,
    name,
    address,
    disk,
    skewMs: twin?.skewMs ?? 0,
    backup: undefined,
    image: () => raw.image(),
    start: async (bytes) => {
      await raw.close();
      raw = await openOutpostStore(bytes);
    },
    stop: () => raw.close(),
    store: () => raw,
    distant: () => ({ ...ports, store: inPeril(raw, outpostWrites, { peril: () => perish(world, `${name} at a writing`), committed }) }),
  };
  const committed = (write: string, given: unknown) => witness.agencyWrote(agency, raw, { write, given });
  const ports = portsOf(agency, settings, { plan, onTaken });
  return agency;
}

/** The machine of the head office. */
export async function openOffice(world: World, witness: Witness, plan: Plan): Promise<Office> {
  const { register: registerImage, common } = await beginnings();
  const register: Register = await openRegister(registerImage);
  let raw = await openCommonStore(common);
  const disk = openMemoryDisk(() => world.strikes(world.weather.diskFull));
  const account = { address: commonAddress, mailbox: `memory:${commonAddress}`, outbox: 'memory:office' };
  const settings = settingsOf(headOffice, { role: 'common', site: 'siege', name: 'Head office', ...account }, plan);
  const office: Office & Body = {
    world,
    name: headOffice,
    address: commonAddress,
    disk,
    skewMs: 0,
    backup: undefined,
    image: () => raw.image(),
    start: async (bytes) => {
      await raw.close();
      raw = await openCommonStore(bytes);
    },
    stop: async () => {
      await raw.close();
      await register.close();
    },
    store: () => raw,
    common: () => {
      const store = inPeril(raw, commonWrites, { peril: () => perish(world, `${headOffice} at a writing`), committed });
      return { ...ports, register, store, org: ports.keys.identity.id };
    },
  };
  const committed = (write: string, given: unknown) => witness.officeWrote(raw, { write, given });
  const ports = portsOf(office, settings, { plan, onTaken: (mail) => witness.mailTaken(raw, mail, headOffice) });
  return office;
}
