/**
 * What a post office in memory holds: mailboxes with their folders, mails on their way, faults. Its bytes are shared with whoever
 * brought them and whoever fetches them: nobody changes a mail. Ignores the ports.
 */
import { type Failed, unreachable } from './failures.ts';
import type { MailToPost } from './port.ts';

/** Each says for which mails, or when, it strikes; what is absent never does. */
export type MemoryFaults = {
  /** Accepted, and never delivered. */
  readonly lose?: (mail: MailToPost) => boolean;
  /** Accepted once, delivered twice. */
  readonly duplicate?: (mail: MailToPost) => boolean;
  /** Refused for good, as by 550. */
  readonly refuse?: (mail: MailToPost) => boolean;
  /** Refused for now, as by 451. */
  readonly defer?: (mail: MailToPost) => boolean;
  /** What arrives in its place; undefined leaves it as it is. */
  readonly corrupt?: (mail: MailToPost) => Buffer | undefined;
  /** Accepted now, delivered so many ms later by the clock of `tick`; 0 delivers at once. */
  readonly delayed?: (mail: MailToPost) => number;
  /** Accepted, and instead of a delivery this delivery status notification comes to the sender's mailbox. */
  readonly bounce?: (mail: MailToPost) => Buffer | undefined;
  /** The largest mail that the outbox takes, its EHLO SIZE. */
  readonly maxBytes?: number;
  /** The mailbox of this address is held by another session. */
  readonly busy?: (address: string) => boolean;
  /** The mailbox of this address lets nothing be deleted, moved or flagged. */
  readonly refuseDisposal?: (address: string) => boolean;
};

export type Held = { readonly id: string; readonly raw: Buffer; isFlagged: boolean };

/** By id, oldest first. */
export type Box = Map<string, Held>;

/** Folders by name; '' is the one that is polled. */
export type Account = { readonly address: string; readonly folders: Map<string, Box>; readonly inbox: Box };

type Delayed = { readonly to: string; readonly raw: Buffer; readonly delayMs: number; dueMs: number | undefined };

export type Office = {
  readonly accounts: Map<string, Account>;
  /** In the order in which they were posted. */
  delayed: Delayed[];
  readonly history: MailToPost[] | undefined;
  faults: MemoryFaults;
  isDown: boolean;
  lastId: number;
  /** Of the latest tick. */
  nowMs: number | undefined;
};

export const place = { host: 'memory', port: 0 };

export const makeOffice = (keepsHistory: boolean): Office => ({
  accounts: new Map(),
  delayed: [],
  history: keepsHistory ? [] : undefined,
  faults: {},
  isDown: false,
  lastId: 0,
  nowMs: undefined,
});

export const accountOf = (office: Office, address: string): Account | undefined => office.accounts.get(address.toLowerCase());

export function addAccount(office: Office, address: string): void {
  if (accountOf(office, address) !== undefined) return;
  const inbox: Box = new Map();
  office.accounts.set(address.toLowerCase(), { address, inbox, folders: new Map([['', inbox]]) });
}

/** False when there is no such mailbox. */
export function put(office: Office, address: string, raw: Buffer): boolean {
  const account = accountOf(office, address);
  if (account === undefined) return false;
  office.lastId += 1;
  const id = `memory-${office.lastId}`;
  account.inbox.set(id, { id, raw, isFlagged: false });
  return true;
}

/** A delay counts from the tick before it, or from the first one of all. */
export function putLater(office: Office, mail: Pick<Delayed, 'to' | 'raw' | 'delayMs'>): void {
  office.delayed.push({ ...mail, dueMs: office.nowMs === undefined ? undefined : office.nowMs + mail.delayMs });
}

/** Delivers what is due, earliest first and then in the order of posting. The clock may stand still; it never goes back. */
export function advance(office: Office, now: Date): void {
  const nowMs = Math.max(now.getTime(), office.nowMs ?? now.getTime());
  office.nowMs = nowMs;
  if (office.delayed.length === 0) return;
  for (const mail of office.delayed) mail.dueMs ??= nowMs + mail.delayMs;
  const isDue = ({ dueMs }: Delayed): boolean => dueMs !== undefined && dueMs <= nowMs;
  const due = office.delayed.filter(isDue).sort((a, b) => (a.dueMs ?? 0) - (b.dueMs ?? 0));
  if (due.length > 0) office.delayed = office.delayed.filter((mail) => !isDue(mail));
  for (const { to, raw } of due) put(office, to, raw);
}

export const downFailure = (office: Office): Failed | undefined => (office.isDown ? unreachable(place, 'ECONNREFUSED') : undefined);
