/**
 * The port of the journal, which every installation that exchanges keeps: mails seen, mails of the mailbox by the server's id,
 * the trace, the outgoing queue, how the mail servers answered. CommonStore and OutpostStore (port.ts) are journals and more.
 * A database that fails (full disk, damaged file) throws StoreFailure; jobs let it pass to the door, which says what to do.
 */
import type { StoredTraceEvent, TraceEvent } from '../exchange/trace.ts';
import type { Direction, Page, Paging } from './page-port.ts';

/** What went wrong below SQL, in one shape for every engine. */
export class StoreFailure extends Error {
  readonly kind: 'store-full' | 'store-damaged' | 'store-newer' | 'store-busy' | 'store-failed';
  constructor(kind: StoreFailure['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

export type OutgoingState = 'queued' | 'sent' | 'refused';

export type OutgoingMail = {
  /** The Message-ID without angle brackets: fixed before the first posting, the same at every resend. */
  readonly messageId: string;
  readonly kind: string;
  readonly peer: string;
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly epoch: number;
  readonly seq: number;
  /** Of a DATA mail: which volume of its parcel; else 1. */
  readonly volume?: number;
  /** Message-ID of the mail that it answers, without angle brackets; '' or absent for none. */
  readonly inReplyTo?: string;
  readonly createdAt: string;
};

export type QueuedMail = Required<OutgoingMail> & {
  readonly state: OutgoingState;
  readonly tries: number;
  readonly lastError: string;
  readonly lastTriedAt: string;
  /** Not to be tried before; '' for at once. */
  readonly nextAt: string;
};

/** A mail of ours that a bounce may be about, without its bytes. */
export type SentMail = Omit<QueuedMail, 'raw'> & {
  /** What a bounce said of it, '' when none came. */
  readonly bounce: string;
};

/** A mail of ours in a list. */
export type ListedMail = SentMail & {
  readonly number: number;
  /** Of the whole mail; 0 once its bytes are no longer kept. */
  readonly bytes: number;
};

/** One of a page, with the newest line of the trace that is about it; 0 for none. */
export type PagedMail = ListedMail & { readonly event: number };

/** `queued`: in the order in which they were queued. */
export type MailOrder = 'queued' | 'state' | 'peer' | 'to' | 'kind' | 'bytes' | 'tries' | 'tried';

export type MailQuestion = Paging & {
  readonly state?: OutgoingState;
  /** Whether a bounce came that says more than that it is delayed. */
  readonly isReturned?: boolean;
  readonly peer?: string;
  readonly kind?: string;
  /** In the peer, the address, the Message-ID or what the servers said, without case. */
  readonly text?: string;
  readonly order: MailOrder;
  readonly direction: Direction;
};

export type MailCount = Pick<SentMail, 'kind' | 'state' | 'bounce'> & { readonly count: number };

/** What the journal knows of one exchange: the mails of one parcel, or one other mail, with what answers it. */
export type Exchange = {
  readonly event: StoredTraceEvent;
  /** All lines of it, in the order of writing; the event is one of them. */
  readonly events: readonly StoredTraceEvent[];
  /** Mails that came. Lines of before the journal's third form do not tell theirs. */
  readonly seen: readonly SeenMail[];
  /** Mails of ours. */
  readonly mails: readonly ListedMail[];
  /** The parcel that it is about, `peer` being the other end; null for other mails. */
  readonly parcel: ParcelName | null;
};

export type ParcelName = { readonly peer: string; readonly epoch: number; readonly seq: number };

export type BounceNote = { readonly messageId: string; readonly cause: string };

/** The identity of a mail is the SHA-256 of its signed header, never the server's id for it. */
export type SeenMail = {
  readonly headerSha256: string;
  readonly peer: string;
  readonly kind: string;
  readonly epoch: number;
  readonly seq: number;
  readonly outcome: string;
  readonly at: string;
};

/**
 * One mail of a mailbox by the server's id, so that no run does twice what one run has done: an attempt is noted before it is
 * made. Knows nothing of meanings: those are SeenMail's.
 */
export type Arrival = {
  readonly account: string;
  readonly mailId: string;
  /** What the listing showed of it (jobs/poll.ts): an id that shows something else now names another mail. */
  readonly fingerprint: string;
  /** `trying`: an attempt was begun and did not end; `passed`: looked at, left alone; `done`: its effect is committed, it may go. */
  readonly state: 'trying' | 'passed' | 'done';
  readonly attempts: number;
  /** Of a `done` mail: the setting that says what becomes of it (`delete`, `keep`, `flag`, `move:FOLDER`). */
  readonly disposal: string;
  readonly reason: string;
  readonly at: string;
};

/** How an account of the mail server answered lately; `failures` in a row, 0 after a success. */
export type Contact = {
  readonly account: string;
  readonly lastOkAt: string;
  readonly failures: number;
  readonly lastFailureAt: string;
  readonly failure: string;
};

export type TraceFilter = {
  readonly peer?: string;
  readonly kind?: string;
  readonly outcome?: string;
  readonly direction?: string;
  /** ISO 8601; inclusive, and exclusive. */
  readonly since?: string;
  readonly until?: string;
  /** In the peer, the kind, the reason or the Message-ID as they are stored, in any case and without accents. */
  readonly text?: string;
  /** Only these lines, of those that match the rest. */
  readonly ids?: readonly number[];
  /** No line that was written after this one. */
  readonly upTo?: number;
};

/** In the order of writing: a clock that was set back does not shuffle the journal. */
export type TraceQuery = TraceFilter & { readonly newestFirst: boolean; readonly limit: number };

export type TraceQuestion = TraceFilter & Paging & { readonly newestFirst: boolean };

/** The values that stand in the trace, in the order of text; '' is none. */
export type TraceValues = { readonly peers: readonly string[]; readonly kinds: readonly string[] };

/** How many lines of one direction and outcome stand in one span of time. */
export type TraceCount = Pick<StoredTraceEvent, 'direction' | 'outcome'> & { readonly span: number; readonly count: number };

export type Attempt = { readonly messageId: string; readonly at: string };

export type PostingOutcome = {
  readonly messageId: string;
  readonly state: OutgoingState;
  /** '' when sent. */
  readonly error: string;
  readonly event: TraceEvent;
  /** Of a mail that stays queued: when it may be tried again. */
  readonly nextAt?: string;
  /** The attempt that follows at once. */
  readonly next?: Attempt;
};

export type Journal = {
  isSeen(headerSha256: string): Promise<SeenMail | undefined>;
  /** By the server's id. */
  arrivals(account: string): Promise<ReadonlyMap<string, Arrival>>;
  /** Inserts or replaces, with lines of the trace, in one transaction. */
  noteArrivals(arrivals: readonly Arrival[], events?: readonly TraceEvent[]): Promise<void>;
  /** Forgets the mails of this account whose ids are no longer in the mailbox. */
  forgetArrivals(account: string, present: ReadonlySet<string>): Promise<void>;
  /** Those passed over for this reason are looked at again. */
  forgetReason(account: string, reason: string): Promise<void>;
  /** Notes that the account answered (`failure` '') or why it did not. */
  noteContact(contact: { readonly account: string; readonly at: string; readonly failure: string }): Promise<void>;
  contact(account: string): Promise<Contact | undefined>;
  trace(events: readonly TraceEvent[]): Promise<void>;
  traceList(query: TraceQuery): Promise<readonly StoredTraceEvent[]>;
  tracePage(question: TraceQuestion): Promise<Page<StoredTraceEvent>>;
  /** Of any length, some lines at a time; nothing is held between them, and lines may come and go meanwhile. */
  traceRows(query: TraceFilter & { readonly newestFirst: boolean }): AsyncIterable<readonly StoredTraceEvent[]>;
  traceValues(): Promise<TraceValues>;
  /** `begins`: ISO 8601, ascending, where each span begins; the last one has no end. Counted by the engine, in one pass. */
  traceCounts(begins: readonly string[]): Promise<readonly TraceCount[]>;
  /** All that match, and in the same transaction one line about it, unless nothing did; answers how many. */
  traceDeleteWhere(filter: TraceFilter, told: (deleted: number) => TraceEvent): Promise<number>;
  /** Mails in state `queued`, oldest first, whether it is their time or not. */
  queued(): Promise<readonly QueuedMail[]>;
  /** What was ever posted or queued under this Message-ID. */
  outgoing(messageId: string): Promise<SentMail | undefined>;
  mailPage(question: MailQuestion): Promise<Page<PagedMail>>;
  /** Of all that were ever queued. */
  mailCounts(): Promise<readonly MailCount[]>;
  enqueue(mails: readonly OutgoingMail[], events: readonly TraceEvent[]): Promise<void>;
  /** Stored BEFORE the attempt is made. */
  noteAttempt(attempt: Attempt): Promise<void>;
  /** Stored after it, with its trace and the next mail's attempt, in one transaction. */
  noteOutcome(outcome: PostingOutcome): Promise<void>;
  /**
   * Queues again, with the same bytes, the mails of this kind (to this peer, or to all) that were sent before `before` and never answered
   * (their bytes are still kept).
   */
  requeueOlderThan(kind: string, before: string, peer?: string): Promise<number>;
  /** The raw bytes of sent mails are dropped once they are no longer needed (acknowledged, superseded, receipts). */
  dropSent(peer: string, kind: string): Promise<void>;
};
