/**
 * The three test buttons: connection, sending, receiving. None of them alters a mailbox: EXAMINE, UIDL and TOP only.
 * The sending test reports arrival, not only acceptance: a copy goes to this very mailbox and is looked for there.
 */
import { carriesMarker, readHeaders } from '../exchange/headers.ts';
import { testLetter } from '../exchange/letters.ts';
import { commonSite } from '../exchange/protocol.ts';
import { err, ok, type Result } from '../result.ts';
import type { OutgoingMail } from '../store/journal-port.ts';
import type { OutpostStore } from '../store/port.ts';
import type { TransportError } from '../transport/port.ts';
import type { Reach } from './home.ts';
import type { Common, Distant, JobError, TestStep, WaitingMail } from './installation.ts';
import { writeMail } from './mail.ts';

export type Installed = Common | Distant;

type OnStep = (step: TestStep) => void;

const pollEveryMs = 1_000;

/** Each step of reaching the mailbox and the outbox, as it happens; the error names the one that failed. Of saved settings or others. */
export async function testConnection(
  { openMailbox, openOutbox }: Pick<Reach, 'openMailbox' | 'openOutbox'>,
  onStep: OnStep,
): Promise<Result<{ readonly steps: readonly TestStep[] }, JobError>> {
  const steps: TestStep[] = [];
  const tell = (side: string) => (step: string, detail: string) => {
    const told = { step: `${side}-${step}`, detail, ok: true };
    steps.push(told);
    onStep(told);
  };
  const mailbox = await openMailbox({ readOnly: true, onStep: tell('mailbox') });
  if (!mailbox.ok) return err(mailbox.error);
  const closed = await mailbox.value.close();
  if (!closed.ok) return err(closed.error);
  const outbox = await openOutbox({ onStep: tell('outbox') });
  if (!outbox.ok) return err(outbox.error);
  await outbox.value.close();
  return ok({ steps });
}

/** After a connection test of settings that are saved: a password that works again need not wait for its hour to pass. */
export async function noteConnected({ settings, store, now }: Installed): Promise<void> {
  const at = now().toISOString();
  for (const account of [settings.mailbox, settings.outbox]) await store.noteContact({ account, at, failure: '' });
}

export type SendTest = { readonly steps: readonly TestStep[]; readonly arrivedMs: number | null };

/** Posts the test mail and waits up to `waitMs` for the copy in our own mailbox; 0 does not wait. */
export async function testSend(
  installed: Installed,
  options: { readonly waitMs: number; readonly onStep: OnStep },
): Promise<Result<SendTest, JobError>> {
  const recipients = await recipientsOf(installed);
  if (!recipients.ok) return recipients;
  const steps: TestStep[] = [];
  const startedAt = installed.now().getTime();
  let own: OutgoingMail | undefined;
  for (const address of recipients.value.addresses) {
    const mail = await writeTest(installed, recipients.value, address);
    const posted = await postTest(installed, mail);
    if (!posted.ok) return err(posted.error);
    if (address === installed.settings.address) own = mail;
    const step = { step: 'posted', detail: `${address}: ${posted.value}`, ok: true };
    steps.push(step);
    options.onStep(step);
  }
  if (!own || options.waitMs === 0) return ok({ steps, arrivedMs: null });
  const arrived = await awaitArrival(installed, own.messageId, startedAt, options.waitMs);
  if (!arrived.ok) return arrived;
  if (arrived.value === null) return ok({ steps, arrivedMs: null });
  const step = { step: 'arrived', detail: String(arrived.value), ok: true };
  options.onStep(step);
  return ok({ steps: [...steps, step], arrivedMs: arrived.value });
}

type Recipients = { readonly org: string; readonly from: string; readonly addresses: readonly string[] };

async function recipientsOf(installed: Installed): Promise<Result<Recipients, JobError>> {
  const own = installed.settings.address;
  if ('register' in installed) return ok({ org: (installed as Common).org, from: commonSite, addresses: [own] });
  const outpost = await (installed.store as OutpostStore).outpost();
  if (!outpost) return err({ kind: 'not-joined', retry: 'never' });
  return ok({ org: outpost.org, from: outpost.site, addresses: [...new Set([outpost.commonAddress, own])] });
}

async function writeTest(installed: Installed, { org, from }: Recipients, address: string): Promise<OutgoingMail> {
  const { settings, language } = installed;
  const letter = testLetter({ language, marker: settings.markerDistant, site: from, from: settings.name });
  const to = address === settings.address ? from : commonSite;
  const { mail } = await writeMail(installed, {
    kind: 'TEST',
    org,
    from,
    to,
    address,
    ...letter,
    epoch: 0,
    seq: 0,
    body: Buffer.alloc(0),
    recipient: '',
  });
  return mail;
}

async function postTest(installed: Installed, mail: OutgoingMail): Promise<Result<string, TransportError>> {
  const startedAt = installed.now();
  const opened = await installed.openOutbox({});
  if (!opened.ok) return opened;
  const posted = await opened.value.post({ from: mail.from, to: mail.to, raw: mail.raw, messageId: mail.messageId });
  await opened.value.close();
  const at = startedAt.toISOString();
  const durationMs = installed.now().getTime() - startedAt.getTime();
  const base = {
    at,
    direction: 'out',
    peer: mail.to,
    kind: 'TEST',
    messageId: mail.messageId,
    bytes: mail.raw.length,
    durationMs,
  } as const;
  await installed.store.trace([
    posted.ok ? { ...base, outcome: 'done', reason: '' } : { ...base, outcome: 'failed', reason: posted.error.kind },
  ]);
  return posted.ok ? ok(posted.value.answer) : posted;
}

/** null when a person did not want to wait any longer. */
async function awaitArrival(
  installed: Installed,
  messageId: string,
  startedAt: number,
  waitMs: number,
): Promise<Result<number | null, JobError>> {
  for (;;) {
    if (installed.stop.aborted) return ok(null);
    const found = await hasArrived(installed, messageId);
    if (!found.ok) return found;
    const waitedMs = installed.now().getTime() - startedAt;
    if (found.value) return ok(waitedMs);
    if (waitedMs >= waitMs) return err({ kind: 'test-not-arrived', waitedMs, retry: 'later' });
    await installed.pause(Math.min(pollEveryMs, waitMs));
  }
}

async function hasArrived(installed: Installed, messageId: string): Promise<Result<boolean, TransportError>> {
  const opened = await installed.openMailbox({ readOnly: true });
  if (!opened.ok) return opened;
  const listed = await opened.value.list();
  const closed = await opened.value.close();
  if (!listed.ok) return listed;
  if (!closed.ok) return closed;
  return ok(listed.value.some(({ headers }) => readHeaders(headers).messageId === messageId));
}

export type ReceiveTest = { readonly waiting: readonly WaitingMail[]; readonly marked: number; readonly total: number };

/** What waits and from whom; of mails without our marker only the number is told. */
export async function testReceive({
  openMailbox,
  settings,
}: Pick<Reach, 'openMailbox' | 'settings'>): Promise<Result<ReceiveTest, JobError>> {
  const opened = await openMailbox({ readOnly: true });
  if (!opened.ok) return err(opened.error);
  const marker = settings.role === 'common' ? settings.markerDistant : settings.markerCommon;
  const listed = await opened.value.list();
  const closed = await opened.value.close();
  if (!listed.ok) return err(listed.error);
  if (!closed.ok) return err(closed.error);
  const waiting = listed.value
    .map(({ bytes, headers }) => ({ bytes, headers: readHeaders(headers) }))
    .filter(({ headers }) => carriesMarker(headers.subject, marker))
    .map(({ bytes, headers: { from, subject, date } }) => ({ from, subject, date, bytes, marked: true }));
  return ok({ waiting, marked: waiting.length, total: listed.value.length });
}
