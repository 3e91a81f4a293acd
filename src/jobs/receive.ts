/**
 * The journey of the common site: poll, take in mail by mail, discard what is committed, answer, post.
 * A mail leaves the mailbox only after the transaction that recorded its effect (protocol §8).
 */
import { err, ok, type Result } from '../result.ts';
import type { Mailbox, TransportError } from '../transport/port.ts';
import { wordsOf } from './admit.ts';
import type { Common, JobError, OnProgress, ReceiveOutcome } from './installation.ts';
import { takeIn } from './intake.ts';
import { listMarked, type MarkedMail, openMail, withinBudget } from './poll.ts';
import { connectionEvent, pollEvent, postQueued } from './post.ts';
import { currentPreferences, queueReceipts } from './receipts.ts';
import { emptyTally, type Tally, tallied } from './tally.ts';
import type { Verdict } from './verdict.ts';

export type ReceiveOptions = { readonly dryRun: boolean; readonly onProgress?: OnProgress };

/** Mails fetched, judged and discarded together. */
const batchMails = 50;
const batchBytes = 16_000_000;

/** Polls the mailbox once. An error says that the server could not be asked; what was committed before it stays. */
export async function receive(common: Common, options: ReceiveOptions): Promise<Result<ReceiveOutcome, JobError>> {
  const startedAt = common.now();
  if (!options.dryRun) await currentPreferences(common);
  options.onProgress?.({ step: 'listing' });
  const opened = await common.openMailbox({ readOnly: options.dryRun });
  if (!opened.ok) return failed(common, startedAt, opened.error);
  const polled = await poll(common, opened.value, options);
  const closed = await opened.value.close();
  if (!polled.ok) return failed(common, startedAt, polled.error);
  if (!closed.ok) return failed(common, startedAt, closed.error);
  if (options.dryRun) return ok(await outcomeOf(common, polled.value, { unsent: [], receipts: 0, dryRun: true }));
  await common.store.trace([pollEvent(common, startedAt, polled.value.messages)]);
  await queueReceipts(common);
  const posting = await postQueued(common, options.onProgress);
  const receipts = posting.posted.filter((mail) => mail.kind === 'RECEIPT').length;
  return ok(await outcomeOf(common, polled.value, { unsent: posting.unsent, receipts, dryRun: false }));
}

async function failed(common: Common, startedAt: Date, error: TransportError): Promise<Result<never, JobError>> {
  await common.store.trace([connectionEvent(common, startedAt, error)]);
  return err(error);
}

async function poll(common: Common, mailbox: Mailbox, options: ReceiveOptions): Promise<Result<Tally, TransportError>> {
  const { settings, store } = common;
  const listing = await listMarked(mailbox, [settings.markerDistant]);
  if (!listing.ok) return listing;
  const { waiting, marked } = listing.value;
  await store.forgetPassed(settings.mailbox, new Set(waiting.map(({ id }) => id)));
  const passed = await store.passed(settings.mailbox);
  const fresh = marked.filter(({ summary }) => !passed.has(summary.id));
  const [fitting, oversize] = bySize(fresh, settings.limits.maxMessageBytes);
  if (!options.dryRun) await leaveOversize(common, oversize);
  const taken = withinBudget(fitting, settings.limits);
  options.onProgress?.({ step: 'listed', waiting: waiting.length, marked: taken.length });
  let tally: Tally = { ...emptyTally, messages: marked.length, ignored: marked.length - fitting.length };
  for (const batch of batches(taken)) {
    const after = await takeBatch(common, mailbox, { batch, before: tally, options });
    if (!after.ok) return after;
    tally = after.value;
  }
  return ok(tally);
}

const bySize = (mails: readonly MarkedMail[], limit: number): readonly [readonly MarkedMail[], readonly MarkedMail[]] => [
  mails.filter(({ summary }) => summary.bytes <= limit),
  mails.filter(({ summary }) => summary.bytes > limit),
];

/** Too large to be fetched: left where it is, told once. */
async function leaveOversize(common: Common, oversize: readonly MarkedMail[]): Promise<void> {
  const at = common.now().toISOString();
  const reason = 'too-large';
  await common.store.pass(oversize.map(({ summary }) => ({ account: common.settings.mailbox, mailId: summary.id, reason, at })));
  const base = { at, direction: 'in', peer: '', kind: 'mail', outcome: 'ignored', reason, durationMs: 0 } as const;
  await common.store.trace(oversize.map(({ summary, headers }) => ({ ...base, messageId: headers.messageId, bytes: summary.bytes })));
}

function* batches(marked: readonly MarkedMail[]): Generator<readonly MarkedMail[]> {
  let batch: MarkedMail[] = [];
  let bytes = 0;
  for (const mail of marked) {
    if (batch.length > 0 && (batch.length >= batchMails || bytes + mail.summary.bytes > batchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(mail);
    bytes += mail.summary.bytes;
  }
  if (batch.length > 0) yield batch;
}

type Taking = { readonly batch: readonly MarkedMail[]; readonly before: Tally; readonly options: ReceiveOptions };

async function takeBatch(common: Common, mailbox: Mailbox, { batch, before, options }: Taking): Promise<Result<Tally, TransportError>> {
  const finished: string[] = [];
  let tally = before;
  const ids = batch.map(({ summary }) => summary.id);
  for await (const fetched of mailbox.fetch(ids, common.settings.limits.maxMessageBytes)) {
    if (!fetched.ok) {
      if (fetched.error.kind === 'gone' || fetched.error.kind === 'too-large') continue;
      return fetched;
    }
    const verdict = await judge(common, fetched.value, options.dryRun);
    if (verdict.isDone) finished.push(fetched.value.id);
    tally = tallied(tally, verdict);
    const { peer, kind, outcome } = verdict;
    options.onProgress?.({ step: 'mail', number: tally.taken, of: tally.messages, peer, kind, outcome });
  }
  const discarded = options.dryRun || finished.length === 0 ? ok(undefined) : await mailbox.discard(finished);
  return discarded.ok ? ok(tally) : discarded;
}

async function judge(common: Common, fetched: { readonly id: string; readonly raw: Buffer }, isRehearsal: boolean): Promise<Verdict> {
  const opened = await openMail(fetched, common.settings.limits);
  const verdict: Verdict = opened.ok
    ? await takeIn(common, opened.value, isRehearsal)
    : { outcome: 'ignored', peer: '', kind: 'mail', isDone: false, reason: opened.error.reason };
  if (!verdict.isDone && !verdict.comesBack && !isRehearsal) await passBy(common, fetched, verdict);
  return verdict;
}

/** Looked at, not ours, left where it is: noted once, never answered, not downloaded again. */
async function passBy(common: Common, fetched: { readonly id: string; readonly raw: Buffer }, verdict: Verdict): Promise<void> {
  const at = common.now().toISOString();
  const reason = verdict.reason || verdict.outcome;
  const outcome = verdict.outcome === 'test' ? 'done' : 'ignored';
  await common.store.pass([{ account: common.settings.mailbox, mailId: fetched.id, reason, at }]);
  await common.store.trace([
    {
      at,
      direction: 'in',
      peer: verdict.peer,
      kind: verdict.kind,
      messageId: '',
      outcome,
      reason,
      bytes: fetched.raw.length,
      durationMs: 0,
    },
  ]);
}

type Answered = Pick<ReceiveOutcome, 'unsent' | 'receipts' | 'dryRun'>;

async function outcomeOf(common: Common, tally: Tally, answered: Answered): Promise<ReceiveOutcome> {
  const sites = await common.register.sites();
  const signing = common.keys.identity.signing;
  const pending = sites
    .filter((site) => site.state === 'pending')
    .map((site) => ({ site: site.id, words: wordsOf(signing, site.signingKey) }));
  const { taken: _taken, ...counts } = tally;
  return { ...counts, pending, ...answered };
}
