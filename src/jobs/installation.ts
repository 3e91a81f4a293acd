/**
 * What a job is handed: the ports of one installation, opened by the composition, and the clock. Jobs see ports and core only;
 * the same job runs on real servers, on the embedded one and on the memory transport.
 */
import type { Collecting } from '../collecting/port.ts';
import type { Disk, DiskError, LockError } from '../disk/port.ts';
import type { ParcelSizes } from '../exchange/volumes.ts';
import type { HookRun, Hooks } from '../hooks/port.ts';
import type { PageWords } from '../intranet/page-words.ts';
import type { PageLanguage } from '../intranet/paths.ts';
import type { Keys, Verify } from '../keys/port.ts';
import type { Outputs } from '../outputs/port.ts';
import type { Reading } from '../reading/port.ts';
import type { Result } from '../result.ts';
import type { SchedulerError } from '../scheduler/port.ts';
import type { Settings, SettingsInput } from '../settings/settings.ts';
import type { CommonStore, OutpostStore, Register } from '../store/port.ts';
import type { MailFolder, OpenMailbox, OpenOutbox, TransportError } from '../transport/port.ts';
import type { MirrorOutcome } from './export-outcome.ts';
import type { PushOutcome } from './push-outcome.ts';
import type { RefusedJob } from './refusals.ts';

/**
 * Where a machine may die (protocol §8), in the order of a run. Jobs tell each as they pass it; tests make an end there. The
 * environment variable MALLEPOSTE_CRASH=point:n kills the program at the n-th passing.
 */
export const crashPoints = [
  'listed',
  'attempt-noted',
  'fetched',
  'verified',
  'read',
  'committed',
  'discarded',
  'number-written',
  'queued',
  'attempt-stored',
  'posted',
  'outcome-stored',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

export type Reached = (point: CrashPoint) => void;

type Ports = {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly verify: Verify;
  readonly disk: Disk;
  /** Parses what came from outside, under a deadline. */
  readonly reading: Reading;
  readonly openMailbox: OpenMailbox;
  readonly openOutbox: OpenOutbox;
  readonly mailFolder: MailFolder;
  readonly collecting: Collecting;
  /** The administrator's programs, run after a cycle. */
  readonly hooks: Hooks;
  /** Other inventory programs. */
  readonly outputs: Outputs;
  /** Language of the letters that go with mails. */
  readonly language: 'fr' | 'en';
  /** What the intranet's pages say; loaded when pages are drawn. */
  readonly pageWords: () => Promise<Readonly<Record<PageLanguage, PageWords>>>;
  /** This program's version, as in the envelope. */
  readonly version: string;
  readonly host: string;
  /** IANA name of this machine's time zone. */
  readonly timeZone: string;
  readonly now: () => Date;
  /** Lets time pass, for tests that wait for a mail. */
  readonly pause: (ms: number) => Promise<void>;
  /** `bytes` random bytes, lower-case hex. */
  readonly randomHex: (bytes: number) => string;
  readonly reached: Reached;
  /** Aborted when a person ends the run: long jobs look at it between mails, files and pages, and answer what is done. */
  readonly stop: AbortSignal;
  /** Those of the protocol; smaller ones in simulations. */
  readonly sizes: ParcelSizes;
  /** When the settings were last written: a refused password may have been mended since. */
  readonly configuredAt: Date;
};

export type Common = Ports & {
  readonly register: Register;
  readonly store: CommonStore;
  /** The company's lasting id: that of its first signing key. */
  readonly org: string;
};

export type Distant = Ports & { readonly store: OutpostStore };

/** An opened home; `close` frees its lock, too. */
export type Installation =
  | { readonly role: 'common'; readonly home: string; readonly common: Common; close(): Promise<void> }
  | { readonly role: 'distant'; readonly home: string; readonly distant: Distant; close(): Promise<void> };

export type OpenInstallation = (options: {
  readonly home: string;
  /** `--dossier` or `Dom=`: at a common site another dossier with its own database; at a distant one another folder to send. */
  readonly dossier?: string;
  /** Commands that write take the home's lock; those that only look do not. */
  readonly lock: boolean;
  /** Settings given by flag or environment for this run only. */
  readonly overrides?: Partial<SettingsInput>;
  /** Nobody stops it when absent. */
  readonly stop?: AbortSignal;
}) => Promise<Result<Installation, JobError>>;

/** What a person may follow while a job works. Sentences are made of it in words/. */
export type Progress =
  | { readonly step: 'listing' }
  | { readonly step: 'listed'; readonly waiting: number; readonly marked: number }
  | {
      readonly step: 'mail';
      readonly number: number;
      readonly of: number;
      readonly peer: string;
      readonly kind: string;
      readonly outcome: string;
    }
  | { readonly step: 'reading'; readonly files: number; readonly bytes: number }
  | { readonly step: 'publishing'; readonly pages: number }
  | { readonly step: 'replaying'; readonly files: number }
  | { readonly step: 'posting'; readonly kind: string; readonly to: string; readonly bytes: number }
  | { readonly step: 'posted'; readonly kind: string; readonly to: string };

export type OnProgress = (progress: Progress) => void;

export type JobError = RefusedJob | TransportError | DiskError | LockError | SchedulerError;

// ---------------------------------------------------------------- what the jobs answer

export type VersionAlert = { readonly common: string; readonly ours: string; readonly since: string };

/** What heeding the common site's mails did. */
export type Heeded = {
  readonly messages: number;
  readonly welcomed: boolean;
  /** The common site's keys are new. */
  readonly rotated: boolean;
  readonly receipts: number;
  /** The version of the preferences applied in this run, null when none was. */
  readonly preferences: number | null;
  readonly quarantined: number;
  readonly ignored: number;
  readonly bounces: number;
  readonly pendingDisposals: number;
};

export type SendOutcome = {
  /** `stopped`: a person ended the run before it came to sending. */
  readonly outcome: 'parcel' | 'greeting' | 'waiting' | 'left' | 'stopped';
  /** A person ended the run: what is done is done, the next one goes on. Absent otherwise. */
  readonly stopped?: boolean;
  readonly epoch: number;
  readonly seq: number;
  readonly mode: 'snapshot' | 'delta' | null;
  readonly volumes: number;
  /** Of these, how many were posted in this run: fewer when only what is missing goes again. */
  readonly postedVolumes: number;
  readonly files: number;
  readonly bytes: number;
  /** Files of the dossier that stayed at home, with the reason. */
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
  /** Inventories that could not be read here; they travel along and are named. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  readonly heeded: Heeded;
  readonly alert: VersionAlert | null;
  /** Why a parcel was due, or why not: `first`, `period`, `forced`, `asked`, `unacknowledged`; `up-to-date`, `declined`. */
  readonly due: string;
  readonly lastSentAt: string | null;
  readonly nextDueAt: string | null;
  readonly dryRun: boolean;
  /** Mails that stay in the queue because the server did not take them; they go at the next run. */
  readonly unsent: readonly { readonly messageId: string; readonly error: string }[];
  /** What somebody should look at: `unanswered`, `duplicated`, `undelivered: CAUSE`. */
  readonly alerts: readonly string[];
  /** `--to-folder`: where the mails were written, and how many; null when they were posted. */
  readonly folder: { readonly path: string; readonly mails: number } | null;
  /** The administrator's programs that were run, or refused. */
  readonly hooks: readonly HookRun[];
};

export type ReceiveOutcome = {
  /** A person ended the run: what is done is done, the next one goes on. Absent otherwise. */
  readonly stopped?: boolean;
  /** Files read again because the dossier had to be computed again; absent when it had not. */
  readonly replayed?: number;
  /** Mails with our marker that were looked at. */
  readonly messages: number;
  /** Sites admitted by this run. */
  readonly enrolled: number;
  /** Sites that wait for `accept`. */
  readonly pending: readonly { readonly site: string; readonly words: string }[];
  readonly merged: number;
  /** Whose parcels these were, in alphabetical order. */
  readonly mergedSites: readonly string[];
  /** Volumes kept of parcels that are not complete yet. */
  readonly stored: number;
  readonly duplicates: number;
  readonly superseded: number;
  readonly greetings: number;
  /** Sites that have new keys, and sites that have left. */
  readonly rotations: number;
  readonly departures: number;
  readonly tests: number;
  /** Verified mails that do not fit what is known here; the receipt says so. */
  readonly refused: number;
  readonly quarantined: number;
  readonly ignored: number;
  /** Returns of mails of ours. */
  readonly bounces: number;
  /** Candidates that wait for the next run, because this one's budget was spent. */
  readonly left: number;
  /** Mails whose effect is committed and that the server did not let go. */
  readonly pendingDisposals: number;
  readonly receipts: number;
  readonly inventories: { readonly read: number; readonly changed: number; readonly unreadable: number };
  readonly problems: readonly { readonly site: string; readonly path: string; readonly problem: string }[];
  /** The folder of the setting `mirrorFolder`; null when nothing was merged or none is set. */
  readonly mirror: MirrorOutcome | null;
  /** The servers of the settings (`glpiUrl`), told of what was delivered; null when none is set. */
  readonly pushed: PushOutcome | null;
  readonly unsent: readonly { readonly messageId: string; readonly error: string }[];
  readonly dryRun: boolean;
  /** The administrator's programs that were run, or refused. */
  readonly hooks: readonly HookRun[];
};

export type TestStep = { readonly step: string; readonly detail: string; readonly ok: boolean };

export type WaitingMail = {
  readonly from: string;
  readonly subject: string;
  readonly date: string;
  readonly bytes: number;
  readonly marked: boolean;
};

// ---------------------------------------------------------------- what a check of everything stored answers
/** One line of the report each. */
export type CheckName =
  | 'database'
  | 'originals'
  | 'files'
  | 'states'
  | 'assets'
  | 'software'
  | 'numbers'
  | 'volumes'
  | 'outgoing'
  | 'arrivals'
  | 'high-water'
  | 'parcels'
  | 'listings'
  | 'quarantine';

export type ProblemName =
  | 'database-damaged'
  | 'original-damaged'
  | 'original-missing'
  | 'file-lost'
  | 'state-differs'
  | 'count-differs'
  | 'asset-lost'
  | 'software-differs'
  | 'number-differs'
  | 'volume-damaged'
  | 'mail-damaged'
  | 'arrival-invalid'
  | 'high-water-behind'
  | 'high-water-damaged'
  | 'database-behind'
  | 'listing-differs'
  | 'quarantine-altered';

export type CheckProblem = {
  readonly problem: ProblemName;
  /** Which: `lyon/PC12.ocs`, a digest, a Message-ID; data, never a sentence. */
  readonly about: string;
  readonly isRepaired: boolean;
};

export type CheckLine = { readonly check: CheckName; readonly examined: number; readonly problems: readonly CheckProblem[] };

export type CheckReport = { readonly checks: readonly CheckLine[]; readonly problems: number; readonly repaired: number };
