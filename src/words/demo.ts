/** The shape of what the demo tells while it plays. */
import type { ReceiveOutcome, SendOutcome } from '../jobs/installation.ts';

type KeySoftwareCounts = Readonly<Record<'present' | 'absent' | 'outdated' | 'forbidden', number>>;

export type DemoScene =
  | 'office'
  | 'enrolment'
  | 'first-sending'
  | 'receipts'
  | 'preferences'
  | 'greetings'
  | 'second-week'
  | 'third-week'
  | 'forgery';

export type DemoWords = {
  readonly title: string;
  /** What the scene is about, one sentence. */
  readonly scenes: Readonly<Record<DemoScene, string>>;
  readonly officeReady: (address: string) => string;
  readonly invited: (site: string, keyLength: number) => string;
  readonly joined: (site: string, words: string) => string;
  readonly sent: (site: string, sent: SendOutcome) => string;
  readonly heeded: (site: string, sent: SendOutcome) => string;
  readonly alerted: (site: string, common: string, ours: string) => string;
  readonly received: (received: ReceiveOutcome) => string;
  readonly problem: (site: string, path: string, reason: string) => string;
  readonly forged: (claims: string) => string;
  readonly unmoved: string;
  readonly preferencesWritten: string;
  readonly doubled: (a: string, b: string) => string;
  readonly keySoftware: (entry: string, counts: KeySoftwareCounts) => string;
  readonly pages: (door: string) => string;
  readonly summary: (days: number, mails: number) => string;
  readonly columns: Readonly<Record<'site' | 'name' | 'parcel' | 'files' | 'assets' | 'software' | 'version' | 'preferences', string>>;
  readonly trace: string;
  readonly lookAround: (folder: string) => string;
};
