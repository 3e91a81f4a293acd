/** What must be true once the faults have stopped (I8, nothing lost, nothing doubled): everything is applied, and it is quiet. */
import { hash } from 'node:crypto';
import type { Agency, Office } from './machines.ts';
import type { Company } from './people.ts';

/** What is not settled yet, in words; '' when what each agency sent last is applied, and it knows or is about to hear it. */
export async function unsettled({ world, agencies, office }: Company): Promise<string> {
  const open: string[] = [];
  for (const agency of agencies) {
    const [last] = await agency.store().parcels(1);
    const outpost = await agency.store().outpost();
    const progress = await office.store().progress(agency.name);
    const isApplied = progress?.epoch === last?.epoch && progress?.seq === last?.seq && progress?.state === last?.state;
    const isYoung = last !== undefined && Date.parse(last.createdAt) > world.nowMs - 30 * 3_600_000;
    if (!last || !isApplied || (last.status !== 'applied' && !isYoung))
      open.push(`${agency.name} ${last?.epoch}/${last?.seq} is ${last?.status}`);
    else if (outpost?.need !== '') open.push(`${agency.name} needs ${outpost?.need}`);
  }
  return open.join(', ');
}

/** After a sending that people asked for: the head office has each dossier, byte for byte, and each machine once. */
export async function judgeEnd(company: Company): Promise<void> {
  const { world, agencies, office } = company;
  const left = await unsettled(company);
  if (left !== '') world.accuse(`I8 three polls after a forced sending: ${left}`);
  for (const agency of agencies) {
    const lost = await differenceBetween(agency, office);
    if (lost !== '') world.accuse(`LOST ${agency.name}: ${lost}`);
  }
  const assets = await office.store().assets({});
  const devices = assets.map(({ site, deviceId }) => `${site} ${deviceId}`);
  if (new Set(devices).size !== devices.length) world.accuse('DOUBLED a machine is in the dossier twice');
}

async function differenceBetween({ name, disk }: Agency, office: Office): Promise<string> {
  const store = office.store();
  const files = await store.files(name);
  const paths = new Set([...files.keys(), ...disk.dossier.keys()]);
  for (const path of paths) {
    const here = disk.dossier.get(path)?.content;
    const there = files.get(path);
    if (!here || !there) return `${path} is only ${here ? 'at the agency' : 'at the head office'}`;
    const original = await store.original(there.sha256);
    if (there.sha256 !== hash('sha256', here, 'hex') || !original?.equals(here)) return `${path} differs`;
  }
  return '';
}

const quietDays = 2;
/** Three polls, and these. */
const daysSinceSending = 3 + quietDays;

/** Traffic has fallen to greetings and their receipts. */
export async function judgeQuiet({ world, agencies, plan }: Company, passDay: () => Promise<void>): Promise<void> {
  const before = world.office.history().length;
  for (let day = 0; day < quietDays; day += 1) await passDay();
  const mails = world.office.history().slice(before);
  const sent = mails.filter(({ to }) => !agencies.some((agency) => to === `${agency.name}@mail.test`));
  if (mails.length > sent.length + quietDays * agencies.length)
    world.accuse(`I7 ${mails.length - sent.length} answers in ${quietDays} days of quiet`);
  const most = agencies.length * quietDays;
  if (plan.everyDays > daysSinceSending && sent.length > most) world.accuse(`I8 ${sent.length} mails in ${quietDays} days of quiet`);
}
