/**
 * kill -9 of `send`: an agency whose dossier fills several volumes, the real program ended at its crash points and at random moments while
 * it heeds, numbers, queues and posts; then the head office receives, the agency heeds, and both must agree.
 */
import { hash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type CrashPoint, crashPoints } from '../../src/jobs/installation.ts';
import { distantStatus } from '../../src/jobs/status.ts';
import type { Draw } from '../bench/draw.ts';
import { type Company, openCompany } from '../journeys/company.ts';
import { mailhostPlace, type Place } from '../journeys/place.ts';
import type { Mailhost } from '../mailhost/mailhost.ts';
import { quarantined, withDatabase } from './audit.ts';
import { type Figures, openFigures } from './figures.ts';
import type { Protocol } from './office.ts';
import { answerOf, type Ended, runProgram, type Starting } from './program.ts';

/** `send` passes them all: it heeds before it sends. */
export const sendPoints = crashPoints;
const sendingPoints: readonly CrashPoint[] = ['number-written', 'queued', 'attempt-stored', 'posted', 'outcome-stored'];
/** Once in a run. */
const passedOnce: readonly CrashPoint[] = ['listed', 'number-written', 'queued'];

export type SendCampaign = { readonly protocol: Protocol; readonly kills: number; readonly draw: Draw };

const passings = [1, 2, 3, 4, 5];
/** Five volumes of 256 KiB and a little. */
const attachmentBytes = 1_200_000;
const site = 'lyon';
/** A site gets 24 receipts a day, and each round of heeding asks for several. */
const roundsOfACompany = 3;

type Agency = { readonly company: Company; readonly place: Place; readonly figures: Figures };

/** Kills `send` so many times; throws at the first thing that is lost, doubled or damaged. */
export async function killSending(host: Mailhost, { protocol, kills, draw }: SendCampaign): Promise<Figures> {
  const figures = openFigures();
  while (figures.kills() < kills) {
    const place = mailhostPlace(host, protocol, 'starttls');
    await place.empty();
    const company = await openCompany(place);
    try {
      const agency = { company, place, figures };
      await settle(agency);
      for (let round = 0; round < roundsOfACompany && figures.kills() < kills; round += 1) await playRound(agency, draw);
    } finally {
      await company.close();
    }
  }
  return figures;
}

async function settle({ company }: Agency): Promise<void> {
  await company.enrol(site, 'site01');
  const settings = join(company.homeOf(site), 'malleposte.yaml');
  await writeFile(settings, (await readFile(settings, 'utf8')).replace(/^# volumeBytes: .*$/m, 'volumeBytes: 262144'));
}

/** Two parcels under kills, then kills while the answers are heeded, then the reckoning. */
async function playRound(agency: Agency, draw: Draw): Promise<void> {
  for (const share of ['first', 'second']) {
    await changeDossier(agency, share);
    await killAll(agency, ['--force'], nextPlans(agency, draw, ['number-written', 'queued']).slice(0, 1));
    await killAll(agency, ['--force'], nextPlans(agency, draw, ['attempt-stored', 'posted', 'outcome-stored']).slice(0, 1));
    // What is queued is posted by the next runs, whatever they are asked for.
    await killAll(agency, [], [...nextPlans(agency, draw, ['posted', 'outcome-stored']).slice(0, 1), 'random']);
    await run(agency, []);
  }
  await agency.company.receive();
  await askForAnswers(agency, 5);
  const heeding = nextPlans(
    agency,
    draw,
    sendPoints.filter((point) => !sendingPoints.includes(point)),
  );
  // What was begun once goes alone: only then are the later passings of a batch's points reached.
  await killAll(agency, [], ['fetched:1', ...heeding.slice(0, 6)]);
  await run(agency, []);
  await agency.company.receive();
  await run(agency, []);
  await expectAgreement(agency);
  agency.figures.filled(2);
}

async function changeDossier({ company }: Agency, share: string): Promise<void> {
  await company.writeDossierFile(site, `${share}.jpg`, randomBytes(attachmentBytes));
}

/** Copies of a mail that was answered already, each answered anew: so many receipts wait at the agency. */
async function askForAnswers({ company, place }: Agency, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const waiting = await place.messages('site01');
    const receipt = waiting.at(-1);
    if (receipt && number % 2 === 0) await place.deliver('site01', receipt);
    else await answerOnce({ company, place });
  }
}

/** A greeting of another run of the program, and the receipt that it brings. */
async function answerOnce({ company }: Pick<Agency, 'company' | 'place'>): Promise<void> {
  await company.asOffice(async (common) => {
    const at = common.now().toISOString();
    const progress = await common.store.progress(site);
    if (!progress) throw new Error('the agency has never been heard of');
    await common.store.commit({
      seen: {
        headerSha256: hash('sha256', randomBytes(8), 'hex'),
        peer: site,
        kind: 'GREETING',
        epoch: 0,
        seq: 0,
        outcome: 'greeting',
        at,
      },
      progress,
      filesPut: [],
      filesDeleted: [],
      originals: [],
      receiptDue: { site, inReplyTo: '', at },
      queue: [],
      trace: [],
      at,
    });
  });
  await company.receive();
}

// ---------------------------------------------------------------- kills

/** The points that were hit least, each with the passing that was hit least. */
function nextPlans({ figures }: Agency, draw: Draw, points: readonly CrashPoint[]): readonly string[] {
  const plans = points.map((point) => {
    const possible = passings
      .filter((passing) => passing === 1 || !passedOnce.includes(point))
      .filter((passing) => point !== 'read' || passing <= 2);
    const [least = 1] = possible.toSorted((a, b) => figures.hits(`${point}:${a}`) - figures.hits(`${point}:${b}`));
    return { plan: `${point}:${least}`, hits: figures.hits(point), chance: draw.fraction() };
  });
  return plans.toSorted((a, b) => a.hits - b.hits || a.chance - b.chance).map(({ plan }) => plan);
}

async function killAll(agency: Agency, flags: readonly string[], plans: readonly string[]): Promise<void> {
  for (const plan of plans) {
    forgiveAttempts(agency);
    const ended = await start(agency, flags, plan === 'random' ? { killAfterMs: 700 + Math.random() * 2_000 } : { crashAt: plan });
    if (ended.signal === 'SIGKILL') agency.figures.killed(plan, ended.milliseconds);
    else answerOf(ended);
  }
}

/** As in receive-kills.ts: the kills are ours, and no answer is to be put aside for them. */
function forgiveAttempts({ company }: Pick<Agency, 'company'>): void {
  const database = join(company.homeOf(site), 'malleposte.db');
  withDatabase(database, (db) => db.prepare("update arrival set attempts = 1 where state = 'trying' and attempts > 1").run());
}

const start = ({ company }: Pick<Agency, 'company'>, flags: readonly string[], starting: Starting): Promise<Ended> =>
  runProgram(['send', ...flags, '--home', company.homeOf(site), '--json', '--quiet'], starting);

async function run(agency: Pick<Agency, 'company'>, flags: readonly string[]): Promise<void> {
  answerOf(await start(agency, flags, {}));
}

// ---------------------------------------------------------------- the reckoning

/** Both ends know the same parcel, its bytes are the dossier's, no number was used for two states, and nothing waits. */
async function expectAgreement({ company, place }: Agency): Promise<void> {
  const office = join(company.office, 'dossier', 'dossier.db');
  const home = join(company.homeOf(site), 'malleposte.db');
  for (const path of [office, home]) expect(withDatabase(path, (db) => db.pragma('integrity_check', { simple: true }))).toBe('ok');
  const said = await company.asAgency(site, (distant) => distantStatus(distant));
  expect(said).toMatchObject({ upToDate: true });
  withDatabase(office, (db) => {
    expect(db.prepare("select code, detail from parcelResult where status = 'rejected'").all()).toEqual([]);
    expect(db.prepare("select seq from parcelResult where status = 'applied' group by epoch, seq having count(*) > 1").all()).toEqual([]);
    expect(db.prepare('select parcel from volume').all()).toEqual([]);
  });
  for (const path of ['first.jpg', 'second.jpg'])
    expect(keptDigest(office, path)).toBe(await digestOf(join(company.dossierOf(site), path)));
  const queued = withDatabase(home, (db) => db.prepare("select kind from outgoing where state = 'queued'").all());
  expect(queued).toEqual([]);
  for (const path of [company.office, company.homeOf(site)]) expect(await quarantined(path)).toEqual([]);
  expect((await place.messages('site01')).length).toBe(0);
}

const keptDigest = (database: string, path: string): unknown =>
  withDatabase(database, (db) => db.prepare('select sha256 from file where site = ? and path = ?').pluck().get(site, path));

const digestOf = async (path: string): Promise<string> => hash('sha256', await readFile(path), 'hex');
