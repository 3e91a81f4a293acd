/**
 * The journey of the common site: poll, take in mail by mail, dispose of what is committed, answer, post.
 * A mail leaves the mailbox only after the transaction that recorded its effect (protocol §8).
 */
import { readAltered } from '../exchange/altered.ts';
import { isAutomatic } from '../exchange/bounce.ts';
import { err, ok, type Result } from '../result.ts';
import { wordsOf } from './admit.ts';
import { sendDigests } from './digest.ts';
import { mirrorDossiers } from './export.ts';
import { hooksAfterReceive } from './hooks.ts';
import type { Common, JobError, OnProgress, ReceiveOutcome } from './installation.ts';
import { takeIn } from './intake.ts';
import { keepCopy, purgeCopies } from './kept-mails.ts';
import { openMail } from './opening.ts';
import { hangingUpOnFailure, type Judgement, type Poll, type Polled, pollMailbox } from './poll.ts';
import { connectionEvent, pollEvent, postQueued } from './post.ts';
import { pushInventories } from './push.ts';
import { putAway } from './put-away.ts';
import { reach } from './reach.ts';
import { currentPreferences, queueReceipts } from './receipts.ts';
import { completeReplay, type Replayed } from './replay.ts';
import { readReturned } from './returned.ts';
import { doneWith, type Sighting } from './sighting.ts';
import { openTally, type Tally } from './tally.ts';
import { commonKeyFor } from './trust.ts';
import { disposalFor, emptyChange, type Verdict } from './verdict.ts';

export type ReceiveOptions = { readonly dryRun: boolean; readonly onProgress?: OnProgress };

/**
 * Polls the mailbox once, brings the mirror folder up to date, tells other programs and runs the hooks. An error says that the server could
 * not be asked; what was committed before it stays. Stopped, it answers what is done: the rest waits for the next run, hooks and mirror are
 * served all the same.
 */
export async function receive(common: Common, options: ReceiveOptions): Promise<Result<ReceiveOutcome, JobError>> {
  const received = await receiveMails(common, options);
  if (options.dryRun) return received;
  const mirror = received.ok ? await mirrorDossiers(common, received.value.merged) : null;
  const pushed = received.ok ? await pushInventories(common) : null;
  const told = received.ok ? ok({ ...received.value, mirror, pushed }) : received;
  const hooks = await hooksAfterReceive(common, told);
  return told.ok ? ok({ ...told.value, hooks }) : told;
}

async function receiveMails(common: Common, options: ReceiveOptions): Promise<Result<ReceiveOutcome, JobError>> {
  const startedAt = common.now();
  if (!options.dryRun) await currentPreferences(common);
  // After a migration, or when a replay was interrupted: what arrives builds on a whole dossier.
  const replayed = options.dryRun ? undefined : await completeReplay(common, options.onProgress);
  const tally = openTally();
  if (replayed?.stopped)
    return ok(await outcomeOf(common, { tally, polled: nothingPolled, unsent: [], receipts: 0, dryRun: false }, replayed));
  options.onProgress?.({ step: 'listing' });
  const polled = await poll(common, tally, options);
  if (!polled.ok) {
    await common.store.trace([connectionEvent(common, startedAt, polled.error)]);
    return err(polled.error);
  }
  if (options.dryRun) return ok(await outcomeOf(common, { tally, polled: polled.value, unsent: [], receipts: 0, dryRun: true }));
  await common.store.trace([pollEvent(common, startedAt, polled.value.messages)]);
  await purgeCopies(common);
  await queueReceipts(common);
  const posting = await postQueued(common, { onProgress: options.onProgress });
  const receipts = posting.posted.filter((mail) => mail.kind === 'RECEIPT').length;
  const unsent = await sendDigests(common, posting, options.onProgress);
  return ok(await outcomeOf(common, { tally, polled: polled.value, unsent, receipts, dryRun: false }, replayed));
}

async function poll(common: Common, tally: Tally, options: ReceiveOptions): Promise<ReturnType<typeof pollMailbox>> {
  const open = () => common.openMailbox({ readOnly: options.dryRun });
  const opened = await reach(common, common.settings.mailbox, open);
  if (!opened.ok) return opened;
  const polled = await hangingUpOnFailure(opened.value, async () => pollMailbox(await pollOf(common, tally, options), opened.value));
  const closed = await opened.value.close();
  const failure = !polled.ok ? polled.error.kind : !closed.ok ? closed.error.kind : '';
  if (failure !== '') await common.store.noteContact({ account: common.settings.mailbox, at: common.now().toISOString(), failure });
  if (!polled.ok) return polled;
  if (!closed.ok) return closed;
  return polled;
}

async function pollOf(common: Common, tally: Tally, { dryRun, onProgress }: ReceiveOptions): Promise<Poll> {
  const { store, settings, now, reached, stop } = common;
  const addresses = new Set((await common.register.sites()).map(({ address }) => address.toLowerCase()));
  let of = 0;
  return {
    store,
    account: settings.mailbox,
    limits: settings.limits,
    now,
    reached,
    stop,
    markers: [settings.markerDistant],
    isFamiliar: (address) => address !== '' && addresses.has(address.toLowerCase()),
    isRehearsal: dryRun,
    onListed: ({ waiting, taken }) => {
      of = taken;
      if (taken > 0) common.reading.prepare();
      onProgress?.({ step: 'listed', waiting, marked: taken });
    },
    judge: async (sighting, raw) => {
      const verdict = await judge(common, sighting, raw, dryRun);
      tally.add(verdict);
      const { peer, kind, outcome } = verdict;
      onProgress?.({ step: 'mail', number: tally.taken(), of, peer, kind, outcome });
      return judgementOf(common, verdict);
    },
    putAway: (sighting, raw) => putAway(common, sighting, raw),
  };
}

function judgementOf(common: Common, { outcome, isDone, comesBack, reason }: Verdict): Judgement {
  if (isDone) return { fate: 'done', disposal: disposalFor(common, outcome), isNoted: true };
  return comesBack ? { fate: 'comes-back', isFailure: comesBack === 'failure' } : { fate: 'passed', reason: reason || outcome };
}

async function judge(common: Common, sighting: Sighting, raw: Buffer, isRehearsal: boolean): Promise<Verdict> {
  if (!isRehearsal && !(await keepCopy(common, raw))) return nobodys('no-backup', 'later');
  const opened = sighting.isBounce ? undefined : await openMail(common, raw, sighting);
  const verdict = opened?.ok ? await takeIn(common, opened.value, isRehearsal) : undefined;
  if (opened && !opened.ok && opened.error.isFailure) return nobodys(opened.error.reason, 'failure');
  const reason = opened && !opened.ok ? opened.error.reason : 'no-envelope';
  const settled = verdict ?? (await withoutEnvelope(common, sighting, { raw, reason, isRehearsal }));
  if (!settled.isDone && !settled.comesBack && !isRehearsal) await tracePassed(common, settled, raw.length);
  return settled;
}

const nobodys = (reason: string, comesBack?: 'later' | 'failure'): Verdict => ({
  outcome: 'ignored',
  peer: '',
  kind: 'mail',
  isDone: false,
  reason,
  ...(comesBack ? { comesBack } : {}),
});

type Bare = { readonly raw: Buffer; readonly reason: string; readonly isRehearsal: boolean };

/** A bounce of ours is noted and goes; a mail of a site that lost its attachment raises a notice; all else is left where it is. */
async function withoutEnvelope(common: Common, sighting: Sighting, { raw, reason, isRehearsal }: Bare): Promise<Verdict> {
  const returned = await readReturned(common, sighting, raw);
  if (!returned) return isRehearsal ? nobodys(reason) : altered(common, sighting, reason);
  const verdict: Verdict = { outcome: 'bounce', peer: returned.mail.peer, kind: 'bounce', isDone: true, reason: returned.bounce.cause };
  if (isRehearsal) return verdict;
  const at = common.now().toISOString();
  const { seen, note, event } = returned;
  const arrival = doneWith(sighting, disposalFor(common, 'bounce'), at);
  const isNew = !(await common.store.isSeen(seen.headerSha256));
  // First, and again after a crash: the alert must not be lost with the mail gone.
  if (returned.bounce.cause !== 'delayed') await common.store.noteNotice({ site: returned.mail.peer, code: `bounce-${note.cause}`, at });
  await common.store.commit({ ...emptyChange(at), seen, arrival, bounce: note, trace: isNew ? [event] : [] });
  return verdict;
}

/** Not believed and not answered: the site's next receipt tells it, and `sites` tells the administrator. */
async function altered(common: Common, sighting: Sighting, reason: string): Promise<Verdict> {
  if (!readAltered(sighting.headers)) return nobodys(isAutomatic(sighting.headers) ? 'automatic' : reason);
  const sites = await common.register.sites();
  const site = sites.find(({ address, state }) => state === 'admitted' && address.toLowerCase() === sighting.headers.from.toLowerCase());
  if (!site) return nobodys(reason);
  await common.store.noteNotice({ site: site.id, code: 'stripped', at: common.now().toISOString() });
  return { ...nobodys(`stripped ${reason}`), peer: site.id };
}

/** Looked at, not ours, left where it is: told once, never answered. */
async function tracePassed(common: Common, verdict: Verdict, bytes: number): Promise<void> {
  const { peer, kind, outcome } = verdict;
  const told = outcome === 'test' ? 'done' : verdict.reason.startsWith('stripped') ? 'alert' : 'ignored';
  const reason = verdict.reason || outcome;
  const at = common.now().toISOString();
  await common.store.trace([{ at, direction: 'in', peer, kind, messageId: '', outcome: told, reason, bytes, durationMs: 0 }]);
}

type Answered = Pick<ReceiveOutcome, 'unsent' | 'receipts' | 'dryRun'> & { readonly tally: Tally; readonly polled: Polled };

const nothingPolled: Polled = { messages: 0, tooLarge: 0, left: 0, refused: 0 };

async function outcomeOf(common: Common, { tally, polled, ...answered }: Answered, replayed?: Replayed): Promise<ReceiveOutcome> {
  const sites = await common.register.sites();
  const pending = sites
    .filter((site) => site.state === 'pending')
    .map((site) => ({ site: site.id, words: wordsOf(commonKeyFor(common, site).signing, site.signingKey) }));
  const counts = tally.counts();
  const ignored = counts.ignored + polled.tooLarge;
  const { messages, left, refused } = polled;
  return {
    ...(common.stop.aborted ? { stopped: true } : {}),
    ...(replayed ? { replayed: replayed.files } : {}),
    ...counts,
    ignored,
    messages,
    left,
    pendingDisposals: refused,
    pending,
    mirror: null,
    pushed: null,
    hooks: [],
    ...answered,
  };
}
