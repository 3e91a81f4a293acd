/** What people and schedulers do in a schedule: change files, send, receive, make backups, restore them, clone machines. */

import { alertsOf } from '../../src/jobs/outpost-alerts.ts';
import { receive } from '../../src/jobs/receive.ts';
import { send } from '../../src/jobs/send.ts';
import { distantStatus } from '../../src/jobs/status.ts';
import { tinyInventory } from '../journeys/tiny-inventory.ts';
import type { Agency, Machine, Office, Plan } from './machines.ts';
import { endsByCrash } from './mishaps.ts';
import type { Witness } from './witness.ts';
import type { World } from './world.ts';

export type Company = {
  readonly world: World;
  readonly witness: Witness;
  readonly office: Office;
  /** Clones included. */
  agencies: Agency[];
  readonly plan: Plan;
};

const mostFiles = 8;

/** A file of the dossier is new, changed or deleted; the dossier is never empty. */
export function changeDossier({ chance, nowMs }: World, { disk }: Agency): void {
  const path = `pc${chance.below(mostFiles)}.xml`;
  if (chance.is(0.25) && disk.dossier.size > 1) return void disk.dossier.delete(path);
  const date = new Date(nowMs).toISOString().slice(0, 19).replace('T', ' ');
  const isInventory = chance.is(0.2);
  const text = isInventory ? tinyInventory({ name: path.slice(0, 3), date }) : `notes ${chance.hex(10 + chance.below(120))}`;
  disk.dossier.set(isInventory ? path : path.replace('xml', 'txt'), {
    content: Buffer.from(text),
    modified: new Date(nowMs).toISOString(),
  });
}

/** One run of `send`; a crash may end it. */
export async function sendFrom(company: Company, agency: Agency, { force }: { readonly force: boolean }): Promise<void> {
  const { world, witness } = company;
  world.tell(`${agency.name} sends${force ? ' by force' : ''}`);
  const distant = agency.distant();
  const isCrashed = await endsByCrash(async () => {
    const sent = await send(distant, { force, dryRun: false });
    const { outcome, due, alerts } = sent.ok ? sent.value : { outcome: sent.error.kind, due: '', alerts: [] };
    world.tell(`   ${outcome} ${due} ${alerts.join(', ')}`);
  });
  if (isCrashed) return awaken(world, agency);
  await judgeAgency(company, agency);
  witness.fruitlessRuns(agency.name);
}

/** One run of `receive`; a crash may end it. */
export async function receiveAt({ world, office }: Company): Promise<void> {
  world.tell('the head office receives');
  const isCrashed = await endsByCrash(async () => {
    const received = await receive(office.common(), { dryRun: false });
    if (!received.ok) return world.tell(`   ${received.error.kind}`);
    const { messages, merged, stored, duplicates, superseded, refused, quarantined, ignored, receipts } = received.value;
    world.tell(`   ${JSON.stringify({ messages, merged, stored, duplicates, superseded, refused, quarantined, ignored, receipts })}`);
  });
  if (isCrashed) await awaken(world, office);
}

/** After a crash; memory is lost. Starting anew costs time, and is left out where nothing was to be lost. */
async function awaken({ chance }: World, machine: Machine): Promise<void> {
  if (chance.is(0.15)) await machine.start(machine.image());
}

/** I9 and I10: what the agency shows to people is true, and says what is wrong. */
async function judgeAgency({ world, witness, office }: Company, agency: Agency): Promise<void> {
  const distant = agency.distant();
  const outpost = await agency.store().outpost();
  if (!outpost || witness.isCloned(agency.name)) return;
  const { upToDate } = await distantStatus(distant);
  // A restored database knows nothing of what was sent since its backup, and says so as soon as a receipt speaks of it.
  const isForgetful = agency.disk.highWater?.epoch !== outpost.epoch || agency.disk.highWater.seq !== outpost.seq;
  if (upToDate && !isForgetful && witness.isCurrent(agency.name, outpost.lastReceipt)) {
    const [last] = await agency.store().parcels(1);
    const progress = await office.store().progress(agency.name);
    if (progress?.state !== last?.state) world.accuse(`I9 ${agency.name} believes to be up to date`);
  }
  const runs = witness.fruitlessRuns(agency.name);
  if (runs > 3 && alertsOf(distant, outpost).length === 0) world.accuse(`I10 ${agency.name} posted ${runs} times in vain and says nothing`);
}

// ---------------------------------------------------------------- backups, restores, clones, clocks

/** Now and then somebody makes a backup, or needs one. */
export async function lookAfterOffice({ world, witness, office }: Company): Promise<void> {
  if (world.strikes(world.weather.backUp)) {
    office.backup = office.image();
    witness.officeBackedUp();
  }
  if (!office.backup || !world.strikes(world.weather.restore / 1.5)) return;
  world.count('restores');
  world.tell('RESTORED the dossier of the head office');
  await office.start(office.backup);
  await witness.officeRestored(office.store());
}

/** The same at an agency; its second high-water file is not in the backup. */
export async function lookAfterAgency(company: Company, agency: Agency): Promise<void> {
  const { world, witness } = company;
  if (world.strikes(world.weather.backUp)) agency.backup = agency.image();
  if (world.strikes(world.weather.clockJump)) setClock(world, agency);
  if (!agency.backup || !world.strikes(world.weather.restore)) return;
  world.count('restores');
  world.tell(`RESTORED the database of ${agency.name}`);
  await agency.start(agency.backup);
  witness.agencyRestored(agency.name);
}

const dayMs = 86_400_000;

/** Somebody sets a clock, wrongly or right. */
export function setClock(world: World, machine: Machine): void {
  world.count('clockJumps');
  const mostDays = world.chance.is(0.3) ? 400 : 6;
  machine.skewMs = world.chance.is(0.4) ? 0 : Math.round((2 * world.chance.next() - 1) * mostDays * dayMs);
  world.tell(`CLOCK of ${machine.name} is wrong by ${Math.round(machine.skewMs / 3_600_000)} h`);
}

/** What a company does with one machine too many: one of the two goes, at random. */
export async function dismissTwins(company: Company): Promise<void> {
  const { world } = company;
  const kept: Agency[] = [];
  for (const [name, twins] of Map.groupBy(company.agencies, (agency) => agency.name)) {
    const chosen = world.chance.pick(twins);
    if (twins.length > 1) world.tell(`one machine of ${name} goes`);
    for (const twin of twins) if (twin !== chosen) await twin.stop();
    kept.push(chosen);
  }
  company.agencies = kept;
}
