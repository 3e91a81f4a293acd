/**
 * Sending digests: at the end of `receive`, once for each period that is over, to the administrator and, where the settings say so, to each
 * site about itself. The Message-ID of a digest follows from its period and its recipient, and the queue takes none twice: the queued mail
 * is the note that it was written, whatever dies, and whatever the clock does.
 */
import { hash } from 'node:crypto';
import { type DigestPeriod, nextPeriodEnd, periodBefore } from '../exchange/digest-due.ts';
import { digestLetter } from '../exchange/digest-letter.ts';
import { composeNotice } from '../exchange/message.ts';
import type { OutgoingMail } from '../store/journal-port.ts';
import { type DigestGrounds, digestFacts, digestGrounds } from './digest-facts.ts';
import type { Common, OnProgress } from './installation.ts';
import { type Posting, postQueued } from './post.ts';

/** In the queue and in the trace; no kind of the wire. */
export const digestKind = 'DIGEST';

/** '' for the whole company, which goes to the administrator. */
type Reader = { readonly site: string; readonly address: string };

/** So many periods are looked back to find where the last digest ended. */
const mostPeriods = 31;

/**
 * After the receipts have gone, so that nothing of a digest holds them up: queues the digests that are due and posts them. Answers what
 * stays in the queue. Sent digests are not kept.
 */
export async function sendDigests(common: Common, posting: Posting, onProgress?: OnProgress): Promise<Posting['unsent']> {
  await forgetDigests(common, posting);
  const queued = await queueDigests(common);
  if (queued === 0 || posting.error || common.stop.aborted) return posting.unsent;
  const posted = await postQueued(common, { onProgress });
  await forgetDigests(common, posted);
  return posted.unsent;
}

/** Most runs queue none. Nothing is due before a first site was admitted. */
export async function queueDigests(common: Common): Promise<number> {
  const period = dueBefore(common, common.now());
  const grounds = openGrounds(common);
  let queued = 0;
  for (const reader of period ? await readersOf(common) : []) {
    if (!period || !(await queueDigest(common, reader, { period, grounds }))) continue;
    queued += 1;
    common.reached('queued');
  }
  return queued;
}

type Occasion = { readonly period: DigestPeriod; readonly grounds: ReturnType<typeof openGrounds> };

async function queueDigest(common: Common, reader: Reader, { period, grounds }: Occasion): Promise<boolean> {
  const messageId = messageIdOf(common, period, reader);
  if (await common.store.outgoing(messageId)) return false;
  const since = await sinceOf(common, reader, period);
  const mail = await writeDigest(common, reader, { messageId, grounds: await grounds(since, period.until) });
  await common.store.enqueue([mail], []);
  return true;
}

/** Most readers are told the same period: what it takes is asked once, and kept for the last one asked. */
function openGrounds(common: Common): (since: string, until: string) => Promise<DigestGrounds> {
  let last: DigestGrounds | undefined;
  return async (since, until) => {
    if (last?.learnt.since !== since) last = await digestGrounds(common, { since, until });
    return last;
  };
}

async function forgetDigests({ store }: Common, { posted }: Posting): Promise<void> {
  for (const { kind, peer } of posted) if (kind === digestKind) await store.dropSent(peer, kind);
}

export type DigestStanding = {
  readonly digest: 'off' | 'daily' | 'weekly';
  readonly recipients: readonly string[];
  /** When the last one was written, whatever became of it; null for never. */
  readonly lastAt: string | null;
  readonly nextDueAt: string | null;
};

export async function digestStanding(common: Common): Promise<DigestStanding> {
  const { digest } = common.settings;
  const readers = digest === 'off' ? [] : await readersOf(common);
  const period = dueBefore(common, common.now());
  let lastAt = '';
  for (const reader of period ? readers : []) {
    for (const past of periodsUntil(common, period)) {
      const sent = await common.store.outgoing(messageIdOf(common, past, reader));
      if (!sent) continue;
      if (sent.createdAt > lastAt) lastAt = sent.createdAt;
      break;
    }
  }
  const nextDueAt = digest === 'off' ? null : nextPeriodEnd(common.now(), { rhythm: digest, timeZone: common.timeZone });
  return { digest, recipients: readers.map(({ address }) => address), lastAt: lastAt || null, nextDueAt };
}

function dueBefore({ settings, timeZone }: Common, moment: Date): DigestPeriod | undefined {
  const { digest } = settings;
  return digest === 'off' ? undefined : periodBefore(moment, { rhythm: digest, timeZone });
}

async function readersOf({ settings, register }: Common): Promise<readonly Reader[]> {
  const sites = (await register.sites()).filter(({ state }) => state === 'admitted');
  if (sites.length === 0) return [];
  const company = settings.digestTo === '' ? [] : [{ site: '', address: settings.digestTo }];
  return [...company, ...(settings.digestSites ? sites.map(({ id, address }) => ({ site: id, address })) : [])];
}

/** Of our own shape, so that a bounce of it is known; of 128 bits that follow from whom it tells what. */
function messageIdOf({ org, settings }: Common, { key }: DigestPeriod, { site, address }: Reader): string {
  const digest = hash('sha256', JSON.stringify(['digest', org, key, site, address.toLowerCase()]), 'hex').slice(0, 32);
  return `malleposte.${digest}@${settings.address.slice(settings.address.lastIndexOf('@') + 1)}`;
}

/** Where the last digest ended, so that weeks without a run are told, too; the beginning of the period where there was none. */
async function sinceOf(common: Common, reader: Reader, period: DigestPeriod): Promise<string> {
  for (const past of periodsUntil(common, period))
    if (past.key !== period.key && (await common.store.outgoing(messageIdOf(common, past, reader)))) return past.until;
  return period.since;
}

/** This period and those before it, the newest first. */
function* periodsUntil(common: Common, period: DigestPeriod | undefined): Generator<DigestPeriod> {
  let past = period;
  for (let count = 0; past && count <= mostPeriods; count += 1) {
    yield past;
    past = dueBefore(common, new Date(past.since));
  }
}

type Writing = { readonly messageId: string; readonly grounds: DigestGrounds };

async function writeDigest(common: Common, { site, address }: Reader, { messageId, grounds }: Writing): Promise<OutgoingMail> {
  const { settings, language } = common;
  const facts = await digestFacts(common, grounds, site === '' ? undefined : site);
  const letter = digestLetter(facts, { language, markers: [settings.markerCommon, settings.markerDistant] });
  const date = common.now();
  const from = settings.address;
  const raw = await composeNotice({ ...letter, messageId, from: { name: settings.name, address: from }, to: address, date });
  return { messageId, kind: digestKind, peer: site, from, to: address, raw, epoch: 0, seq: 0, createdAt: date.toISOString() };
}
