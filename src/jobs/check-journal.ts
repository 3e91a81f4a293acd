/** What both ends keep: the databases themselves, mails for sending, mails of the mailbox, quarantine; and the numbers of a distant site. */

import { checkBody } from '../exchange/envelope.ts';
import { stateDigest } from '../exchange/manifest.ts';
import { isBefore } from '../exchange/receipt-effect.ts';
import { readDisposal } from '../settings/disposal.ts';
import type { Arrival } from '../store/journal-port.ts';
import { StoreFailure } from '../store/journal-port.ts';
import type { Outpost, ParcelRecord } from '../store/port.ts';
import { digestKind } from './digest.ts';
import { type Check, type Found, named } from './finding.ts';
import type { CheckProblem, Common, Distant } from './installation.ts';
import { openMail } from './opening.ts';

export const sharedChecks = (installed: Common | Distant): readonly Check[] => [
  { check: 'database', run: () => checkDatabase(installed) },
  { check: 'outgoing', run: () => checkOutgoing(installed) },
  { check: 'arrivals', run: () => checkArrivals(installed) },
  { check: 'quarantine', run: () => checkQuarantine(installed) },
];

async function checkDatabase(installed: Common | Distant): Promise<Found> {
  const databases = [installed.store.audit, ...('register' in installed ? [installed.register] : [])];
  const problems: CheckProblem[] = [];
  for (const database of databases) problems.push(...(await database.integrity()).map((finding) => named('database-damaged', finding)));
  return { examined: databases.length, problems };
}

/** A mail that may be posted, or posted again, must be what it was when it was written. */
async function checkOutgoing(installed: Common | Distant): Promise<Found> {
  const { audit } = installed.store;
  const messageIds = await audit.keptMails();
  const problems: CheckProblem[] = [];
  for (const messageId of messageIds) {
    const raw = await audit.keptMail(messageId);
    // A digest is for people: it has no envelope that could be verified.
    const isForPeople = (await installed.store.outgoing(messageId))?.kind === digestKind;
    if (raw && !isForPeople && !(await isWhole(installed, raw))) problems.push(named('mail-damaged', messageId));
  }
  return { examined: messageIds.length, problems };
}

async function isWhole(installed: Common | Distant, raw: Buffer): Promise<boolean> {
  const opened = await openMail(installed, raw);
  if (!opened.ok || !checkBody(opened.value.envelope).ok) return false;
  const { header, signedBytes, signature } = opened.value.envelope;
  const { id, signing } = installed.keys.identity;
  // What an earlier key of ours signed cannot be verified with today's.
  return header.key !== id || installed.verify(signing, signedBytes, signature);
}

async function checkArrivals({ store }: Common | Distant): Promise<Found> {
  const arrivals = await store.audit.allArrivals();
  const invalid = arrivals.filter((arrival) => !isValid(arrival));
  return { examined: arrivals.length, problems: invalid.map(({ mailId }) => named('arrival-invalid', mailId)) };
}

const isValid = ({ state, disposal, attempts, fingerprint }: Arrival): boolean =>
  attempts >= 0 && fingerprint !== '' && (state === 'done' ? readDisposal(disposal).ok : state === 'trying' || state === 'passed');

async function checkQuarantine({ disk }: Common | Distant): Promise<Found> {
  const items = await disk.quarantined();
  if (!items.ok) return { examined: 0, problems: [named('quarantine-altered', items.error.kind)] };
  const problems: CheckProblem[] = [];
  for (const { id } of items.value) if (!(await disk.readQuarantined(id)).ok) problems.push(named('quarantine-altered', id));
  return { examined: items.value.length, problems };
}

// ---------------------------------------------------------------- a distant site's numbers and lists

export const distantChecks = (distant: Distant): readonly Check[] => [
  { check: 'parcels', run: (isRepair) => checkParcels(distant, isRepair) },
  { check: 'high-water', run: (isRepair) => checkHighWater(distant, isRepair) },
  { check: 'listings', run: () => checkListings(distant) },
];

const mostParcels = 1000;

/** No parcel that was sent has a number above the one that the site thinks it used last. */
async function checkParcels({ store }: Distant, isRepair: boolean): Promise<Found> {
  const outpost = await store.outpost();
  const parcels = await store.parcels(mostParcels);
  const [newest] = parcels;
  if (!outpost || !newest || !isBefore(outpost, newest)) return { examined: parcels.length, problems: [] };
  if (isRepair) await raise({ store }, outpost, newest);
  return { examined: parcels.length, problems: [named('number-differs', numberOf(newest), isRepair)] };
}

type Numbered = { readonly epoch: number; readonly seq: number };

const numberOf = ({ epoch, seq }: Numbered): string => `${epoch}.${seq}`;

const raise = ({ store }: Pick<Distant, 'store'>, outpost: Outpost, { epoch, seq }: Numbered): Promise<void> =>
  store.commit({ outpost: { ...outpost, epoch, seq }, parcels: [], queue: [], trace: [] });

/** The file is written first: at most one ahead is a run that died, more is an old database, behind is an old file. */
async function checkHighWater({ store, disk }: Distant, isRepair: boolean): Promise<Found> {
  const outpost = await store.outpost();
  if (!outpost || (outpost.seq === 0 && outpost.epoch <= 1)) return { examined: 0, problems: [] };
  const mark = await disk.readHighWater();
  const { epoch, seq } = outpost;
  const isLow = !mark.ok || (mark.value === null ? seq > 0 : isBefore(mark.value, outpost) && seq > 0);
  if (isLow) {
    const isRepaired = isRepair && (await disk.writeHighWater({ epoch, seq })).ok;
    return { examined: 1, problems: [named(mark.ok ? 'high-water-behind' : 'high-water-damaged', numberOf(outpost), isRepaired)] };
  }
  const ahead = mark.value;
  const isRestored = ahead !== null && (ahead.epoch > epoch || (ahead.epoch === epoch && ahead.seq > seq + 1));
  return { examined: 1, problems: isRestored ? [named('database-behind', numberOf(ahead))] : [] };
}

/** A delta builds on these: a list that is not its parcel's state would be refused at the other end. */
async function checkListings(distant: Distant): Promise<Found> {
  const problems: CheckProblem[] = [];
  let examined = 0;
  for (const parcel of await distant.store.parcels(mostParcels)) {
    const digest = await digestOfListing(distant, parcel);
    if (digest === undefined) continue;
    examined += 1;
    if (digest !== parcel.state) problems.push(named('listing-differs', numberOf(parcel)));
  }
  return { examined, problems };
}

/** Undefined where none is kept; '' for one that cannot be read. */
async function digestOfListing({ store }: Distant, { epoch, seq }: ParcelRecord): Promise<string | undefined> {
  try {
    const listing = await store.listing(epoch, seq);
    return listing && stateDigest(listing);
  } catch (failure) {
    if (failure instanceof StoreFailure) throw failure;
    // Neither deflated nor JSON any more: not that of its parcel.
    return '';
  }
}
