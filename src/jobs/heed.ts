/**
 * The distant site reads what the common site says, before it sends anything: admission, receipts, preferences, version alert.
 * Only mails signed by the common site's key are believed; all others stay where they are, unread.
 */
import { type BodyError, decodeReceipt, decodeWelcome, preferencesDigest, type ReceiptBody } from '../exchange/bodies.ts';
import { checkBody } from '../exchange/envelope.ts';
import { keyIdOf } from '../exchange/key-id.ts';
import { commonSite } from '../exchange/protocol.ts';
import type { TraceEvent, TraceOutcome } from '../exchange/trace.ts';
import { err, ok, type Result } from '../result.ts';
import { parsePreferences } from '../settings/preferences.ts';
import type { Outpost, OutpostCommit, ParcelRecord } from '../store/port.ts';
import type { Mailbox, TransportError } from '../transport/port.ts';
import type { Distant, Heeded, JobError } from './installation.ts';
import { listMarked, type OpenedMail, openMail, withinBudget } from './poll.ts';
import { connectionEvent, pollEvent } from './post.ts';

const nothingHeeded: Heeded = { messages: 0, welcomed: false, receipts: 0, preferences: null, quarantined: 0, ignored: 0 };

/** Reads the replies that wait. An error says that the mailbox could not be asked: nothing is sent in that run. */
export async function heed(distant: Distant, dryRun: boolean): Promise<Result<Heeded, JobError>> {
  const startedAt = distant.now();
  const opened = await distant.openMailbox({ readOnly: dryRun });
  if (!opened.ok) return failed(distant, startedAt, opened.error);
  const heeded = await heedAll(distant, opened.value, dryRun);
  const closed = await opened.value.close();
  if (!heeded.ok) return failed(distant, startedAt, heeded.error);
  if (!closed.ok) return failed(distant, startedAt, closed.error);
  if (!dryRun) await distant.store.trace([pollEvent(distant, startedAt, heeded.value.messages)]);
  return heeded;
}

async function failed(distant: Distant, startedAt: Date, error: TransportError): Promise<Result<never, JobError>> {
  await distant.store.trace([connectionEvent(distant, startedAt, error)]);
  return err(error);
}

async function heedAll(distant: Distant, mailbox: Mailbox, dryRun: boolean): Promise<Result<Heeded, TransportError>> {
  const { settings, store } = distant;
  const listing = await listMarked(mailbox, [settings.markerCommon, settings.markerDistant]);
  if (!listing.ok) return listing;
  await store.forgetPassed(settings.mailbox, new Set(listing.value.waiting.map(({ id }) => id)));
  const passed = await store.passed(settings.mailbox);
  const fitting = listing.value.marked.filter(({ summary }) => !passed.has(summary.id) && summary.bytes <= settings.limits.maxMessageBytes);
  const fresh = withinBudget(fitting, settings.limits);
  const ids = fresh.map(({ summary }) => summary.id);
  const finished: string[] = [];
  let heeded: Heeded = { ...nothingHeeded, messages: fresh.length };
  for await (const fetched of mailbox.fetch(ids, settings.limits.maxMessageBytes)) {
    if (!fetched.ok) {
      if (fetched.error.kind === 'gone' || fetched.error.kind === 'too-large') continue;
      return fetched;
    }
    const opinion = dryRun ? ignoring : await heedMail(distant, fetched.value);
    if (opinion.isDone) finished.push(fetched.value.id);
    heeded = { ...heeded, ...opinion.change(heeded) };
  }
  const discarded = dryRun || finished.length === 0 ? ok(undefined) : await mailbox.discard(finished);
  return discarded.ok ? ok(heeded) : discarded;
}

/** What one mail was worth: how the counts change, and whether the mail may go. */
type Opinion = { readonly isDone: boolean; readonly change: (heeded: Heeded) => Partial<Heeded> };

const ignoring: Opinion = { isDone: false, change: (heeded) => ({ ignored: heeded.ignored + 1 }) };
const doneWith: Opinion = { isDone: true, change: (heeded) => ({ ignored: heeded.ignored + 1 }) };

async function heedMail(distant: Distant, fetched: { readonly id: string; readonly raw: Buffer }): Promise<Opinion> {
  const outpost = await distant.store.outpost();
  const opened = await openMail(fetched, distant.settings.limits);
  if (!outpost || !opened.ok) return passBy(distant, fetched.id, opened.ok ? 'not-joined' : opened.error.reason);
  const mail = opened.value;
  if (isOwnTest(distant, mail)) return doneWith;
  const doubt = doubtOf(distant, outpost, mail);
  if (doubt) return passBy(distant, fetched.id, doubt);
  if (await distant.store.isSeen(mail.envelope.headerSha256)) return doneWith;
  const body = checkBody(mail.envelope);
  const plain = body.ok ? await distant.keys.open(body.value) : body;
  if (!plain.ok) return quarantine(distant, mail, plain.error.kind);
  if (mail.envelope.header.kind === 'WELCOME') return heedWelcome(distant, outpost, mail, plain.value);
  if (mail.envelope.header.kind === 'RECEIPT') return heedReceipt(distant, outpost, mail, plain.value);
  return passBy(distant, fetched.id, 'unexpected-kind');
}

/** The copy of a sending test that was addressed to this very mailbox. */
function isOwnTest(distant: Distant, mail: OpenedMail): boolean {
  const { header, signedBytes, signature } = mail.envelope;
  return (
    header.kind === 'TEST' &&
    header.key === distant.keys.identity.id &&
    distant.verify(distant.keys.identity.signing, signedBytes, signature)
  );
}

function doubtOf(distant: Distant, outpost: Outpost, mail: OpenedMail): string | undefined {
  const { header, signedBytes, signature } = mail.envelope;
  if (header.org !== outpost.org) return 'other-company';
  if (header.from !== commonSite || header.to !== outpost.site) return 'not-for-us';
  if (header.key !== keyIdOf(outpost.commonSigningKey)) return 'unknown-key';
  return distant.verify(outpost.commonSigningKey, signedBytes, signature) ? undefined : 'bad-signature';
}

async function passBy(distant: Distant, mailId: string, reason: string): Promise<Opinion> {
  const at = distant.now().toISOString();
  await distant.store.pass([{ account: distant.settings.mailbox, mailId, reason, at }]);
  await distant.store.trace([
    { at, direction: 'in', peer: '', kind: 'mail', messageId: '', outcome: 'ignored', reason, bytes: 0, durationMs: 0 },
  ]);
  return ignoring;
}

async function quarantine(distant: Distant, mail: OpenedMail, reason: string): Promise<Opinion> {
  const at = distant.now().toISOString();
  const kept = await distant.disk.quarantine({ name: `${mail.envelope.header.kind}.eml`, bytes: mail.raw, reason, at });
  if (!kept.ok) return ignoring;
  await commit(distant, mail, { outcome: 'quarantined', reason });
  return { isDone: true, change: (heeded) => ({ quarantined: heeded.quarantined + 1 }) };
}

async function heedWelcome(distant: Distant, outpost: Outpost, mail: OpenedMail, plain: Buffer): Promise<Opinion> {
  const welcome = decodeWelcome(plain);
  if (!welcome.ok) return quarantine(distant, mail, welcome.error.kind);
  if (welcome.value.hello !== outpost.helloSha256) return ignoreStale(distant, mail, 'other-hello');
  const at = distant.now().toISOString();
  const epoch = Math.max(outpost.epoch, welcome.value.epoch);
  const seq = epoch > outpost.epoch ? 0 : outpost.seq;
  const admitted: Outpost = {
    ...outpost,
    state: 'admitted',
    admittedAt: at,
    orgName: welcome.value.orgName,
    epoch,
    seq,
    lastContactAt: at,
  };
  await commit(distant, mail, { outcome: 'done', outpost: admitted });
  await distant.store.dropSent(commonSite, 'HELLO');
  return { isDone: true, change: () => ({ welcomed: true }) };
}

async function ignoreStale(distant: Distant, mail: OpenedMail, reason: string): Promise<Opinion> {
  await commit(distant, mail, { outcome: 'ignored', reason });
  return doneWith;
}

async function heedReceipt(distant: Distant, outpost: Outpost, mail: OpenedMail, plain: Buffer): Promise<Opinion> {
  const receipt = decodeReceipt(plain);
  if (!receipt.ok) return quarantine(distant, mail, kindOf(receipt.error));
  if (receipt.value.number <= outpost.lastReceipt) return ignoreStale(distant, mail, 'older-receipt');
  const applied = await applyPreferences(distant, outpost, receipt.value);
  const version = applied.ok ? applied.value : null;
  const after = outpostAfter(distant, outpost, receipt.value, version);
  const parcels = parcelsAfter(await distant.store.parcels(20), receipt.value);
  const events = [...preferencesEvents(distant, mail, applied), ...alertEvents(distant, mail, outpost, after)];
  await commit(distant, mail, { outcome: 'done', reason: summaryOf(receipt.value), outpost: after, parcels, events });
  if (parcels.length > 0) await distant.store.dropSent(commonSite, 'DATA');
  const change = (heeded: Heeded) => ({ receipts: heeded.receipts + 1, preferences: version ?? heeded.preferences });
  return { isDone: true, change };
}

const kindOf = (error: BodyError): string => error.kind;

/**
 * Verified, then replaced at once; the version applied, null when there was nothing to apply. A lower version is ignored. What cannot be
 * applied (a newer program's key, a full disk) is traced, comes again with the next receipt, and never holds up the rest of this one.
 */
async function applyPreferences(distant: Distant, outpost: Outpost, receipt: ReceiptBody): Promise<Result<number | null, string>> {
  const { version, sha256, files } = receipt.preferences;
  if (!files || version <= outpost.preferences.version) return ok(null);
  if (preferencesDigest(files) !== sha256) return err('preferences-digest');
  const main = files.find((file) => file.path === 'preferences.yaml');
  const parsed = main ? parsePreferences(main.content) : ok(undefined);
  if (!parsed.ok) return err('preferences-invalid');
  const written = await distant.disk.applyPreferences(files);
  return written.ok ? ok(version) : err(written.error.kind);
}

function outpostAfter(distant: Distant, outpost: Outpost, receipt: ReceiptBody, preferences: number | null): Outpost {
  const at = distant.now().toISOString();
  const { alert, common } = receipt.version;
  const isAnswered =
    receipt.need === 'snapshot' && receipt.results.some((result) => result.epoch === outpost.epoch && result.seq === outpost.seq);
  return {
    ...outpost,
    lastReceipt: receipt.number,
    applied: receipt.applied,
    need: isAnswered ? 'snapshot' : '',
    preferences: preferences === null ? outpost.preferences : { version: preferences, sha256: receipt.preferences.sha256, appliedAt: at },
    alert: alert && common !== distant.version ? { common, ours: distant.version, since: outpost.alert?.since ?? at } : null,
    lastContactAt: at,
    summary: summaryOf(receipt),
  };
}

const summaryOf = ({ summary, results }: ReceiptBody): string => {
  const last = results[0];
  return `status=${last?.status ?? 'none'} code=${last?.code ?? ''} read=${summary.read} changed=${summary.changed} unreadable=${summary.unreadable}`;
};

function parcelsAfter(parcels: readonly ParcelRecord[], receipt: ReceiptBody): readonly ParcelRecord[] {
  const resultOf = (parcel: ParcelRecord) => receipt.results.find((result) => result.epoch === parcel.epoch && result.seq === parcel.seq);
  const isApplied = (parcel: ParcelRecord): boolean => parcel.epoch === receipt.applied.epoch && parcel.seq === receipt.applied.seq;
  return parcels
    .map((parcel): ParcelRecord => {
      const result = resultOf(parcel);
      if (isApplied(parcel)) return { ...parcel, status: 'applied' };
      return result
        ? { ...parcel, status: result.status === 'stored' ? 'sent' : result.status, detail: `${result.code} ${result.detail}`.trim() }
        : parcel;
    })
    .filter((parcel, index) => parcel.status !== parcels[index]?.status);
}

function preferencesEvents(distant: Distant, mail: OpenedMail, applied: Result<number | null, string>): readonly TraceEvent[] {
  if (!applied.ok) return [{ ...eventOf(distant, mail, 'failed', applied.error), kind: 'preferences' }];
  return applied.value === null ? [] : [{ ...eventOf(distant, mail, 'done', `version=${applied.value}`), kind: 'preferences' }];
}

function alertEvents(distant: Distant, mail: OpenedMail, before: Outpost, after: Outpost): readonly TraceEvent[] {
  if (!after.alert || before.alert) return [];
  return [{ ...eventOf(distant, mail, 'alert', `common=${after.alert.common} ours=${after.alert.ours}`), kind: 'version' }];
}

function eventOf(distant: Distant, mail: OpenedMail, outcome: TraceOutcome, reason: string): TraceEvent {
  return {
    at: distant.now().toISOString(),
    direction: 'in',
    peer: mail.envelope.header.from,
    kind: mail.envelope.header.kind,
    messageId: mail.headers.messageId,
    outcome,
    reason,
    bytes: mail.raw.length,
    durationMs: 0,
  };
}

type Heeding = Partial<Pick<OutpostCommit, 'outpost' | 'parcels'>> & {
  readonly outcome: TraceOutcome;
  readonly reason?: string;
  readonly events?: readonly TraceEvent[];
};

async function commit(distant: Distant, mail: OpenedMail, { outcome, reason = '', events = [], ...change }: Heeding): Promise<void> {
  const { header, headerSha256 } = mail.envelope;
  const at = distant.now().toISOString();
  const seen = { headerSha256, peer: header.from, kind: header.kind, epoch: header.epoch, seq: header.seq, outcome, at };
  await distant.store.commit({ parcels: [], queue: [], ...change, seen, trace: [eventOf(distant, mail, outcome, reason), ...events] });
}
