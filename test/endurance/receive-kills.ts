/**
 * kill -9 of `receive`: mailboxes full of parcels, the real program ended again and again at its crash points and at random moments, then
 * run to the end and judged. What is counted: kills, where, and how long all of it took.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CrashPoint, crashPoints } from '../../src/jobs/installation.ts';
import type { Draw } from '../bench/draw.ts';
import { fillMailbox } from '../bench/mailbox.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';
import { expectMergedOnce, withDatabase } from './audit.ts';
import { type Figures, openFigures } from './figures.ts';
import { type Office, openOffice, type Parcel, type Protocol } from './office.ts';
import { answerOf, runProgram } from './program.ts';

/** `number-written` and `queued` are passed by `send` alone. */
export const receivePoints = crashPoints.filter((point) => point !== 'number-written' && point !== 'queued');
const postingPoints: readonly CrashPoint[] = ['attempt-stored', 'posted', 'outcome-stored'];
/** Once in a run: there is one listing. */
const passedOnce: readonly CrashPoint[] = ['listed'];
/** Once in a batch: a later passing needs mails that go alone, because they were begun before. */
const passedOnceABatch: readonly CrashPoint[] = ['attempt-noted', 'committed', 'discarded'];

export type Campaign = {
  readonly protocol: Protocol;
  readonly kills: number;
  readonly agencies: number;
  readonly draw: Draw;
};

const passings = [1, 2, 3, 4, 5];
const fillingsOfAnOffice = 15; // receipts: 24 a day and site
const everyThird = 3;
const randomShare = 0.35;

type Plan = { readonly point: CrashPoint; readonly passing: number };

/** Kills `receive` so many times; throws at the first thing that is lost, doubled or damaged. */
export async function killReceiving(host: Mailhost, folder: string, campaign: Campaign): Promise<Figures> {
  const figures = openFigures();
  let office: Office | undefined;
  for (let filling = 0; figures.kills() < campaign.kills; filling += 1) {
    const seq = (filling % fillingsOfAnOffice) + 1;
    const name = `${campaign.protocol}-${Math.floor(filling / fillingsOfAnOffice)}`;
    if (seq === 1 || !office) office = await openOffice(host, folder, { protocol: campaign.protocol, agencies: campaign.agencies, name });
    const parcels = await deliver(host, office, campaign, seq);
    await killUntilThrough({ host, office, seq, mails: parcels.flatMap(({ mails }) => mails).length }, campaign, figures);
    await runToTheEnd(host, office);
    await expectMergedOnce(host, office, parcels);
    figures.filled(parcels.length);
  }
  return figures;
}

/** One parcel of each agency; every third has several volumes. They lie in the mailbox out of order. */
async function deliver(host: Mailhost, office: Office, { agencies, draw }: Campaign, seq: number): Promise<readonly Parcel[]> {
  const parcels: Parcel[] = [];
  for (let agency = 0; agency < agencies; agency += 1) {
    const bytes = agency % everyThird === 0 ? draw.integer(300_000, 700_000) : draw.integer(1_000, 60_000);
    parcels.push(await office.parcel(agency, seq, bytes));
  }
  const mails = parcels.flatMap((parcel) => parcel.mails);
  await host.empty('site01');
  await fillMailbox(
    host,
    'common',
    mails
      .map((mail) => ({ mail, place: draw.fraction() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ mail }) => mail),
  );
  return parcels;
}

type Filled = { readonly host: Mailhost; readonly office: Office; readonly seq: number; readonly mails: number };

async function killUntilThrough(filled: Filled, { kills, draw }: Campaign, figures: Figures): Promise<void> {
  for (;;) {
    if (figures.kills() >= kills) return;
    const areAllHit = receivePoints.every((point) => figures.hits(point) > 0);
    const plan = areAllHit && draw.fraction() < randomShare ? 'random' : nextPlan(filled, figures, draw);
    if (plan === undefined) return;
    forgiveAttempts(filled.office, plan !== 'random' && passedOnceABatch.includes(plan.point) && plan.passing > 1);
    const crash = plan === 'random' ? { killAfterMs: draw.integer(400, 2_400) } : { crashAt: `${plan.point}:${plan.passing}` };
    const run = await runProgram(['receive', '--home', filled.office.home, '--json', '--quiet'], crash);
    if (run.signal === 'SIGKILL') figures.killed(plan === 'random' ? 'random' : `${plan.point}:${plan.passing}`, run.milliseconds);
    else answerOf(run);
    if (plan === 'random' && work(filled).isDone) return;
  }
}

/**
 * Three attempts that did not end put a mail aside, which poison.test.ts proves. Here the kills come from us and not from the mails: what
 * was tried is taken back, to never or to once, so that mails are killed in batches and alone.
 */
function forgiveAttempts({ database }: Office, isAlone: boolean): void {
  const attempts = isAlone ? '1' : 'abs(random()) % 2';
  withDatabase(database, (db) => db.prepare(`update arrival set attempts = ${attempts} where state = 'trying'`).run());
}

/** The point and passing that were hit least, among those that what is left to do still passes. */
function nextPlan(filled: Filled, figures: Figures, draw: Draw): Plan | undefined {
  const { mails, receipts } = work(filled);
  const isFresh = mails === filled.mails;
  const onMails = receivePoints.filter((point) => !postingPoints.includes(point));
  const isRoom = mails > 10;
  const points = isRoom ? onMails : postingPoints;
  const least = (some: readonly CrashPoint[]): number => Math.min(...some.map((point) => figures.hits(`${point}:1`)));
  if (!isRoom && least(postingPoints) > least(onMails)) return undefined; // a new mailbox is needed more
  const plans = points.flatMap((point) =>
    passings
      .filter((passing) => passing === 1 || (!passedOnce.includes(point) && !(isFresh && passedOnceABatch.includes(point))))
      .filter((passing) => isRoom || passing <= receipts)
      .map((passing) => ({
        point,
        passing,
        ofPoint: figures.hits(point),
        hits: figures.hits(`${point}:${passing}`),
        chance: draw.fraction(),
      })),
  );
  return plans.toSorted((a, b) => Math.sign(a.ofPoint) - Math.sign(b.ofPoint) || a.hits - b.hits || a.chance - b.chance)[0];
}

/** Mails whose effect is not committed yet, and receipts that are not known to be posted. */
function work({ office, seq, mails }: Filled): { readonly mails: number; readonly receipts: number; readonly isDone: boolean } {
  return withDatabase(office.database, (database) => {
    const count = (query: string, ...values: readonly unknown[]) =>
      Number(Object.values(database.prepare(query).get(...values) as Record<string, number>)[0]);
    const left = mails - count("select count(*) from seen where kind = 'DATA' and seq = ?", seq);
    const receipts = count("select count(*) from outgoing where state = 'queued'") + count('select count(*) from receiptDue') + left / 2;
    return { mails: left, receipts, isDone: left === 0 && receipts === 0 };
  });
}

/** Runs until there is nothing left to do. */
async function runToTheEnd(host: Mailhost, { home, protocol, database }: Office): Promise<void> {
  const rounds: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    const answer = answerOf(await runProgram(['receive', '--home', home, '--json', '--quiet']));
    const queued = withDatabase(database, (db) => db.prepare("select * from outgoing where state = 'queued'").all());
    const left = (await mailFiles(host, 'common')).filter((name) => !isFlaggedDeleted(name)).length;
    if (queued.length === 0 && left === 0) return;
    rounds.push(JSON.stringify({ left, queued: queued.length, first: queued[0], answer }).slice(0, 2000));
  }
  throw new Error(`${protocol}: five runs did not come to an end:\n${rounds.join('\n')}`);
}

/**
 * By its name, as Maildir writes flags. A kill between STORE and EXPUNGE leaves such a mail of ours; it does not wait any more
 * (transport/imap-listing.ts), and nobody takes it away.
 */
const isFlaggedDeleted = (name: string): boolean => /:2,[A-Za-z]*T/.test(name);

/** Files of a user's mailbox, without reading them. */
export const mailsIn = async (host: Mailhost, user: string): Promise<number> => (await mailFiles(host, user)).length;

async function mailFiles(host: Mailhost, user: string): Promise<readonly string[]> {
  const folders = ['new', 'cur'].map((part) => join(host.folder, 'mail', user, 'Maildir', part));
  const files = await Promise.all(folders.map((folder) => readdir(folder).catch(() => []))); // no mail has ever come
  return files.flat();
}
