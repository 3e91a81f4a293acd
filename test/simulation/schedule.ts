/**
 * One schedule: from its seed, days in which everything goes wrong that may, then a calm in which everything must come right
 * (reliability.md §4.1). The jobs are the real ones; the same seed gives the same schedule, to the byte.
 */
import { hash } from 'node:crypto';
import { addressOf, headOffice, siteNames } from './beginnings.ts';
import { judgeEnd, judgeQuiet, unsettled } from './end.ts';
import { openAgency, openOffice, type Plan } from './machines.ts';
import { commonAddress, letFaultsLoose } from './mail-way.ts';
import { type Company, changeDossier, dismissTwins, lookAfterAgency, lookAfterOffice, receiveAt, sendFrom, setClock } from './people.ts';
import { quickIdentity } from './quick-keys.ts';
import { attack } from './strangers.ts';
import { openWitness } from './witness.ts';
import { type Figures, openWorld, type World } from './world.ts';

export type Played = {
  readonly seed: number;
  readonly figures: Figures;
  readonly violations: readonly string[];
  /** Of everything that was told: the same for the same seed. */
  readonly digest: string;
};

export type PlayOptions = { readonly onLine?: (line: string) => void };

const hourMs = 3_600_000;
const stepHours = 4;

/** Plays one seed. What a job throws, a crash apart, is a violation too. */
export async function playSchedule(seed: number, { onLine }: PlayOptions = {}): Promise<Played> {
  const lines: string[] = [];
  const world = openWorld(seed, (line) => {
    lines.push(line);
    onLine?.(line);
  });
  try {
    await play(world);
  } catch (thrown) {
    world.accuse(`a job broke: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
  }
  return { seed, figures: world.figures, violations: world.violations, digest: hash('sha256', lines.join('\n'), 'hex') };
}

async function play(world: World): Promise<void> {
  const company = await found(world);
  try {
    await suffer(company);
    await recover(company);
  } finally {
    for (const machine of [company.office, ...company.agencies]) await machine.stop();
  }
}

const planOf = ({ chance }: World): Plan => ({
  everyDays: chance.pick([1, 2, 4, 30]),
  volumeBytes: chance.pick([500, 900, 100_000]),
  snapshotUpToBytes: chance.pick([0, 0, 2_000_000]),
});

async function found(world: World): Promise<Company> {
  const { chance, office: postOffice } = world;
  const plan = planOf(world);
  const witness = openWitness(world);
  const sites = siteNames.slice(0, chance.is(0.15) ? 3 : 2);
  for (const address of [commonAddress, ...siteNames.map(addressOf)]) postOffice.addMailbox(address);
  letFaultsLoose(world);
  const office = await openOffice(world, witness, plan);
  const agencies = [];
  for (const name of sites) agencies.push(await openAgency(world, witness, { name, plan }));
  const company: Company = { world, witness, office, agencies, plan };
  for (const agency of agencies)
    agency.disk.dossier.set('pc.txt', { content: Buffer.from(agency.name), modified: '2026-01-04T00:00:00.000Z' });
  world.tell(`seed world: ${JSON.stringify({ ...plan, sites })} ${JSON.stringify(world.weather)}`);
  return company;
}

// ---------------------------------------------------------------- the days of faults

async function suffer(company: Company): Promise<void> {
  const { world } = company;
  const { chance } = world;
  const steps = ((8 + chance.below(5)) * 24) / stepHours;
  for (let step = 0; step < steps; step += 1) {
    await passHours(world, stepHours);
    for (const agency of [...company.agencies]) if (company.agencies.includes(agency)) await agencyStep(company, agency, step);
    if (step % 3 === 1 || chance.is(0.1)) await receiveAt(company);
    await lookAfterOffice(company);
    if (world.strikes(world.weather.clockJump / 4)) setClock(world, company.office);
    if (world.strikes(world.weather.attack)) await attackFrom(company);
  }
}

async function passHours(world: World, hours: number): Promise<void> {
  world.nowMs += hours * hourMs;
  world.office.tick(new Date(world.nowMs));
}

const stepsADay = 24 / stepHours;

async function agencyStep(company: Company, agency: Company['agencies'][number], step: number): Promise<void> {
  const { world, witness } = company;
  const { chance, weather } = world;
  if (chance.is(0.25)) changeDossier(world, agency);
  if (step % stepsADay === 3 || chance.is(0.08)) await sendFrom(company, agency, { force: chance.is(0.1) });
  await lookAfterAgency(company, agency);
  if (!world.strikes(weather.clone)) return;
  const isAlone = company.agencies.filter(({ name }) => name === agency.name).length === 1;
  if (!isAlone) return dismissTwins(company);
  world.count('clones');
  world.tell(`CLONED a machine of ${agency.name}`);
  witness.cloned(agency.name);
  company.agencies.push(await openAgency(world, witness, { name: agency.name, plan: company.plan, twin: agency }));
}

function attackFrom({ world, witness, office, agencies }: Company): Promise<void> {
  const sites = agencies.map(({ name }) => ({ site: name, address: addressOf(name) }));
  const victims = {
    writer: office.common(),
    org: quickIdentity(headOffice).id,
    common: { address: commonAddress, holder: headOffice },
    sites,
  };
  return attack(world, victims, witness.forged);
}

// ---------------------------------------------------------------- the calm

/** The longest time between two sendings of a parcel (9.6 days), twice, and some days for the answers. */
const longestCalmDays = 22;

async function recover(company: Company): Promise<void> {
  const { world } = company;
  await dismissTwins(company);
  world.isCalm = true;
  for (const machine of [company.office, ...company.agencies]) machine.skewMs = 0;
  world.tell('CALM');
  const longestDelayDays = world.weather.longestDelayHours / 24;
  for (let day = 1; day <= longestCalmDays; day += 1) {
    await passDay(company, false);
    if (day > longestDelayDays && (await unsettled(company)) === '') break;
  }
  const left = await unsettled(company);
  if (left !== '') world.accuse(`I8 after ${longestCalmDays} days of calm: ${left}`);
  for (const round of [1, 2, 3]) await passDay(company, round === 1);
  await judgeEnd(company);
  await judgeQuiet(company, () => passDay(company, false));
}

async function passDay(company: Company, force: boolean): Promise<void> {
  const { world } = company;
  await passHours(world, 12);
  for (const agency of company.agencies) await sendFrom(company, agency, { force });
  await passHours(world, 12);
  await receiveAt(company);
}
