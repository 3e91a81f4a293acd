/** What became of one mail at the distant site, and the pieces of its commit that every kind shares. */
import type { TraceEvent, TraceOutcome } from '../exchange/trace.ts';
import type { OutpostCommit } from '../store/port.ts';
import type { Distant, Heeded } from './installation.ts';
import type { OpenedMail } from './opening.ts';
import type { Judgement } from './poll.ts';
import { doneWith } from './sighting.ts';

/** What one mail was worth: how the counts change, and what becomes of it. */
export type Opinion = { readonly judgement: Judgement; readonly change: (heeded: Heeded) => Partial<Heeded> };

const countIgnored = (heeded: Heeded): Partial<Heeded> => ({ ignored: heeded.ignored + 1 });

export const leave = (reason: string): Opinion => ({ judgement: { fate: 'passed', reason }, change: countIgnored });

export const comeBack = (isFailure: boolean): Opinion => ({ judgement: { fate: 'comes-back', isFailure }, change: countIgnored });

/** Committed, or nothing that needs a commit: it may go as the settings say. */
export const finished = ({ settings }: Distant, change: Opinion['change'] = countIgnored): Opinion => ({
  judgement: { fate: 'done', disposal: settings.afterMerged, isNoted: false },
  change,
});

export async function quarantine(distant: Distant, mail: OpenedMail, reason: string): Promise<Opinion> {
  const at = distant.now().toISOString();
  const kept = await distant.disk.quarantine({ name: `${mail.envelope.header.kind}.eml`, bytes: mail.raw, reason, at });
  if (!kept.ok) return comeBack(false);
  await commitHeeded(distant, mail, { outcome: 'quarantined', reason });
  const judgement = { fate: 'done', disposal: distant.settings.afterQuarantined, isNoted: true } as const;
  return { judgement, change: (heeded) => ({ quarantined: heeded.quarantined + 1 }) };
}

export async function ignoreStale(distant: Distant, mail: OpenedMail, reason: string): Promise<Opinion> {
  await commitHeeded(distant, mail, { outcome: 'ignored', reason });
  return finished(distant);
}

export function eventOf(distant: Distant, mail: OpenedMail, outcome: TraceOutcome, reason: string): TraceEvent {
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

type Heeding = Partial<Pick<OutpostCommit, 'outpost' | 'parcels' | 'volumes'>> & {
  readonly outcome: TraceOutcome;
  readonly reason?: string;
  readonly events?: readonly TraceEvent[];
};

/** One mail of the common site and all that it changes, in one transaction. */
export async function commitHeeded(distant: Distant, mail: OpenedMail, heeding: Heeding): Promise<void> {
  const { outcome, reason = '', events = [], ...change } = heeding;
  const { header, headerSha256 } = mail.envelope;
  const at = distant.now().toISOString();
  const seen = { headerSha256, peer: header.from, kind: header.kind, epoch: header.epoch, seq: header.seq, outcome, at };
  const disposal = outcome === 'quarantined' ? distant.settings.afterQuarantined : distant.settings.afterMerged;
  const arrival = mail.sighting ? { arrival: doneWith(mail.sighting, disposal, at) } : {};
  const trace = [eventOf(distant, mail, outcome, reason), ...events];
  await distant.store.commit({ parcels: [], queue: [], ...change, ...arrival, seen, trace });
}
