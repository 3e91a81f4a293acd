/** The shape of what is told when something is wrong: alerts with their remedies, quarantine, and the check of what is stored. */
import type { CheckName, ProblemName } from '../jobs/installation.ts';

/** What is the matter, and what to do about it. */
export type Alert = readonly [what: string, remedy: string];

export type MailServerTrouble = { readonly lastOkAt: string; readonly failures: number; readonly reason: string };

export type AlertWords = {
  readonly silent: (site: string, lastContactAt: string) => Alert;
  readonly duplicated: (site: string) => string;
  readonly stripped: (site: string) => string;
  readonly bounced: (site: string, cause: string) => string;
  readonly undelivered: (cause: string) => string;
  readonly mailServer: (trouble: MailServerTrouble) => Alert;
  readonly pendingDisposals: (count: number) => string;
  readonly refused: (count: number) => string;
  readonly bounces: (count: number) => string;
  readonly stored: (count: number) => string;
  readonly left: (count: number) => string;
  /** Mails, when a person ended the run. */
  readonly leftByStop: (count: number) => string;
  /** A person ended the run. */
  readonly stopped: string;
  readonly volumes: (posted: number, of: number) => string;
};

export type HookWords = {
  readonly ran: (count: number) => string;
  readonly failed: (count: number) => string;
};

export type QuarantineWords = {
  readonly none: string;
  readonly columns: { readonly [C in 'id' | 'at' | 'name' | 'reason' | 'bytes']: string };
  readonly rows: {
    readonly [R in 'id' | 'at' | 'name' | 'bytes' | 'reason' | 'from' | 'subject' | 'date' | 'messageId']: string;
  };
  readonly written: (path: string, bytes: number) => string;
  readonly taken: (id: string, outcome: string) => string;
  readonly stays: (id: string, reason: string) => string;
  readonly nothing: string;
  readonly dropped: (count: number) => string;
  readonly askToDrop: (count: number) => string;
};

export type CheckWords = {
  readonly checks: Readonly<Record<CheckName, string>>;
  readonly problems: Readonly<Record<ProblemName, string>>;
  readonly remedies: Readonly<Record<ProblemName, string>>;
  readonly fine: (examined: number) => string;
  readonly found: (examined: number, problems: number) => string;
  readonly repaired: string;
  readonly clean: string;
  readonly summary: (problems: number, repaired: number) => string;
  readonly tryRepair: string;
};
