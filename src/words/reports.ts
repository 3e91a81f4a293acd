/** The shape of what the commands tell when they are done: pieces and sentences; lines, columns and colours are the door's. */
import type { TraceEvent } from '../exchange/trace.ts';
import type { ReceiveOutcome, SendOutcome, VersionAlert } from '../jobs/installation.ts';
import type { AccessWords } from './access.ts';
import type { DecisionWords } from './decisions.ts';
import type { CollectWords, ExportWords, ImportWords, PublishWords, PushWords } from './passage.ts';
import type { SearchWords } from './search.ts';
import type { AlertWords, CheckWords, HookWords, QuarantineWords } from './trouble.ts';

export type SendWords = {
  readonly parcel: (outcome: SendOutcome) => string;
  readonly greeting: (outcome: SendOutcome) => string;
  /** Of `--to-folder`. */
  readonly written: (mails: number, path: string) => string;
  readonly waiting: string;
  readonly left: string;
  readonly because: (reason: string) => string;
  readonly lastSent: (date: string | null) => string;
  readonly nextDue: (date: string) => string;
  readonly welcomed: string;
  readonly rotated: string;
  readonly receipts: (count: number) => string;
  readonly preferences: (version: number) => string;
  readonly quarantined: (count: number) => string;
  readonly unreadable: (count: number) => string;
  readonly leftOut: (count: number) => string;
  /** Asked before a parcel that is not due is sent all the same. */
  readonly confirmRecent: (lastSentAt: string) => string;
  /** Title, then what to do. */
  readonly alert: (alert: VersionAlert) => readonly [string, ...string[]];
};

export type ReceiveWords = {
  readonly nothing: string;
  readonly messages: (outcome: ReceiveOutcome) => string;
  readonly inventories: (counts: ReceiveOutcome['inventories']) => string;
  readonly columns: { readonly [C in 'site' | 'merged' | 'greetings' | 'other' | 'quarantined']: string };
  readonly strangers: string;
  readonly enrolled: (count: number) => string;
  readonly rotations: (count: number) => string;
  readonly departures: (count: number) => string;
  readonly pending: (count: number) => string;
  readonly acceptWith: string;
  readonly receipts: (count: number) => string;
  readonly problems: (count: number) => string;
  readonly quarantined: (count: number) => string;
  readonly rehearsed: string;
};

export type ServeWords = {
  readonly open: (url: string) => string;
  readonly once: string;
  readonly stopping: string;
};

export type SitesWords = {
  readonly none: string;
  readonly columns: { readonly [C in 'site' | 'name' | 'state' | 'contact' | 'parcel' | 'files' | 'version' | 'preferences']: string };
  readonly never: string;
  readonly expires: (date: string) => string;
  readonly otherVersion: (sites: readonly string[], version: string) => string;
  readonly pending: (site: string, words: string) => string;
  readonly lastReceive: (date: string | null, ago: string) => string;
  readonly queued: (count: number) => string;
  readonly rotationPending: (sites: readonly string[]) => string;
};

export type StatusWords = {
  readonly rows: {
    readonly [R in
      | 'home'
      | 'role'
      | 'site'
      | 'organisation'
      | 'state'
      | 'words'
      | 'lastSent'
      | 'nextDue'
      | 'lastContact'
      | 'answer'
      | 'preferences'
      | 'queued'
      | 'keys'
      | 'version'
      | 'sites'
      | 'mailServer']: string;
  };
  readonly freshness: (status: { readonly upToDate: boolean; readonly lastSentAt: string | null }, isDue: boolean) => string;
  readonly siteCounts: (counts: { readonly admitted: number; readonly pending: number; readonly invited: number }) => string;
  readonly none: string;
  readonly rotationPending: string;
};

export type KeyWords = {
  /** At the common site: how many sites are told, and by which key. */
  readonly rotatedCommon: (told: number, isByRecovery: boolean) => string;
  readonly rotatedSite: string;
  readonly voided: (sites: readonly string[]) => string;
  readonly recoveryMade: string;
  readonly recoveryKeep: readonly string[];
  readonly askToLeave: (orgName: string) => string;
  readonly left: (site: string, orgName: string) => string;
};

export type InvitationFacts = {
  readonly site: string;
  readonly organisation: string;
  readonly version: string;
  readonly key: string;
  readonly expires: string;
  readonly autoAccept: boolean;
};

export type EnrolmentWords = {
  /** A mail that a person sends to the agency, with the key. */
  readonly letter: (facts: InvitationFacts) => { readonly subject: string; readonly text: string };
  readonly invited: (site: string, expires: string) => string;
  readonly pasteThere: string;
  readonly isAutomatic: string;
  readonly mustAccept: (site: string) => string;
  readonly accepted: (site: string) => string;
  readonly revoked: (site: string) => string;
  readonly joined: (site: string, orgName: string) => string;
  readonly words: (words: string) => string;
  readonly compare: string;
  readonly nextSteps: string;
  readonly created: (role: string, home: string) => string;
  readonly changed: (home: string) => string;
};

export type TestWords = {
  readonly connected: string;
  readonly accepted: (address: string) => string;
  readonly waiting: (ms: number) => string;
  readonly arrived: (ms: number) => string;
  readonly notAwaited: string;
  readonly waitingMails: (marked: number, total: number) => string;
  readonly untouched: string;
  readonly columns: { readonly [C in 'from' | 'date' | 'bytes' | 'subject']: string };
  readonly askToPin: (host: string, fingerprint: string) => string;
  readonly pinned: string;
  /** The flag and the value to give where nobody can be asked. */
  readonly pinWith: (flag: string) => string;
};

export type DossierWords = {
  readonly noAssets: string;
  /** Above what was known at the end of a day. */
  readonly asOf: (day: string) => string;
  readonly assets: (count: number) => string;
  readonly noSoftware: string;
  readonly software: (count: number) => string;
  readonly columns: {
    readonly [C in 'id' | 'site' | 'name' | 'kind' | 'os' | 'model' | 'date' | 'version' | 'publisher' | 'installations' | 'sites']: string;
  };
  readonly rows: {
    readonly [R in
      | 'id'
      | 'site'
      | 'name'
      | 'kind'
      | 'os'
      | 'maker'
      | 'serial'
      | 'uuid'
      | 'macs'
      | 'cpu'
      | 'memory'
      | 'disks'
      | 'user'
      | 'inventoryDate'
      | 'lastSeen'
      | 'sources'
      | 'software']: string;
  };
};

export type TraceWords = {
  readonly none: string;
  readonly columns: { readonly [C in 'id' | 'at' | 'direction' | 'peer' | 'kind' | 'outcome' | 'bytes' | 'reason']: string };
  readonly askToDelete: (count: number) => string;
  readonly deleted: (count: number) => string;
  readonly file: TraceFileWords;
};

/** Of the trace as a file. */
export type TraceFileWords = {
  /** Of the sheet and of the page. */
  readonly name: string;
  readonly columns: {
    readonly [C in
      | 'id'
      | 'at'
      | 'direction'
      | 'peer'
      | 'kind'
      | 'outcome'
      | 'reason'
      | 'bytes'
      | 'durationMs'
      | 'directionCode'
      | 'kindCode'
      | 'outcomeCode'
      | 'reasonCode'
      | 'messageId']: string;
  };
  /** On a screen they are arrows. */
  readonly directions: Readonly<Record<TraceEvent['direction'], string>>;
  readonly madeOn: (at: string) => string;
  /** Of more events than the format holds. */
  readonly limited: (shown: number, total: number) => string;
  readonly written: (path: string, events: number) => string;
};

export type ScheduleWords = {
  readonly installed: (name: string, time: string, kind: string) => string;
  readonly removed: (name: string, kind: string) => string;
  readonly shown: (name: string, kind: string) => string;
  readonly nothing: (name: string, kind: string) => string;
  readonly wouldWrite: (path: string) => string;
  readonly wouldRun: string;
};

export type ReportWords = {
  readonly labels: { readonly [L in 'error' | 'why' | 'remedy' | 'attention' | 'try']: string };
  readonly more: (count: number) => string;
  /** Mails that stay queued for the next run. */
  readonly unsent: (count: number, reason: string) => string;
  /** Mails that the server will never take. */
  readonly refused: (count: number, reason: string) => string;
  readonly posted: (count: number) => string;
  readonly send: SendWords;
  readonly receive: ReceiveWords;
  readonly sites: SitesWords;
  readonly status: StatusWords;
  readonly enrolment: EnrolmentWords;
  readonly keys: KeyWords;
  readonly test: TestWords;
  readonly dossier: DossierWords;
  readonly search: SearchWords;
  readonly trace: TraceWords;
  readonly schedule: ScheduleWords;
  readonly serve: ServeWords;
  readonly alerts: AlertWords;
  readonly quarantine: QuarantineWords;
  readonly check: CheckWords;
  readonly hooks: HookWords;
  readonly export: ExportWords;
  readonly publish: PublishWords;
  readonly push: PushWords;
  readonly collect: CollectWords;
  readonly import: ImportWords;
  readonly decisions: DecisionWords;
  readonly access: AccessWords;
};
