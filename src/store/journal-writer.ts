/** What commits write of the journal, each in its own transaction. */
import type { TraceEvent } from '../exchange/trace.ts';
import type { Arrival, BounceNote, OutgoingMail, SeenMail } from './journal-port.ts';
import type { Executor } from './prepared.ts';

/** The parts of the journal that a commit writes; `on` is the commit's transaction. */
export type JournalWriter = {
  /** False when this mail was noted before; nothing is written then. */
  see(on: Executor, mail: SeenMail): Promise<boolean>;
  arrive(on: Executor, arrival: Arrival): Promise<void>;
  /** What a bounce said of a mail of ours. */
  bounce(on: Executor, note: BounceNote): Promise<void>;
  queue(on: Executor, mails: readonly OutgoingMail[]): Promise<void>;
  /** `mail`: digest of the signed header of the mail whose commit this is. */
  trace(on: Executor, events: readonly TraceEvent[], mail?: string): Promise<void>;
};
