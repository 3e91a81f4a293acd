/**
 * A post office in memory, for tests and simulations: mailboxes by address, an outbox that delivers into them, and faults to plan.
 * It keeps to the port like every other backend and passes the same contract suite; without a clock or chance of its own, the same
 * calls give the same mails. Ignores servers, logins and TLS.
 */

import { openMemoryMailbox } from './memory-mailbox.ts';
import { accountOf, addAccount, advance, type Held, type MemoryFaults, makeOffice, put } from './memory-office.ts';
import { openMemoryOutbox } from './memory-outbox.ts';
import type { MailToPost, OpenMailbox, OpenOutbox } from './port.ts';

export type MemoryPostOffice = {
  addMailbox(address: string): void;
  /** Puts a mail into a mailbox at once, as a stranger's server would. Throws when there is no such mailbox. */
  deliver(address: string, raw: Buffer): void;
  /** What lies there, oldest first; `folder` is one that a disposal has moved mails to. */
  messages(address: string, folder?: string): readonly Buffer[];
  /** Those of `messages(address)` that a disposal has flagged. */
  flagged(address: string): readonly Buffer[];
  /** Drops what lies at one address, or everywhere, in all folders. */
  empty(address?: string): void;
  /** Replaces all faults. */
  setFaults(faults: MemoryFaults): void;
  /** While it is down every call is `unreachable`, of open sessions too. Always true: it can. */
  setDown(isDown: boolean): true;
  /** Sets the clock, and delivers what was `delayed` until then. Without a tick nothing delayed arrives. */
  tick(now: Date): void;
  /** Every mail that was accepted, in order, lost ones too. Throws unless the office was opened with `keepsHistory`. */
  history(): readonly MailToPost[];
  openMailbox(address: string): OpenMailbox;
  openOutbox(): OpenOutbox;
};

export function openMemoryPostOffice({ keepsHistory = false }: { readonly keepsHistory?: boolean } = {}): MemoryPostOffice {
  const office = makeOffice(keepsHistory);
  const held = (address: string, folder = ''): readonly Held[] => [...(accountOf(office, address)?.folders.get(folder)?.values() ?? [])];
  return {
    addMailbox: (address) => addAccount(office, address),
    deliver: (address, raw) => {
      if (!put(office, address, raw)) throw new Error(`no mailbox ${address}`);
    },
    messages: (address, folder) => held(address, folder).map(({ raw }) => raw),
    flagged: (address) => held(address).flatMap(({ raw, isFlagged }) => (isFlagged ? [raw] : [])),
    empty: (address) => {
      for (const account of office.accounts.values()) {
        if (address !== undefined && accountOf(office, address) !== account) continue;
        for (const box of account.folders.values()) box.clear();
      }
    },
    setFaults: (faults) => {
      office.faults = faults;
    },
    setDown: (isDown) => {
      office.isDown = isDown;
      return true;
    },
    tick: (now) => advance(office, now),
    history: () => {
      if (office.history === undefined) throw new Error('this office keeps no history');
      return office.history;
    },
    openMailbox: (address) => openMemoryMailbox(office, address),
    openOutbox: () => openMemoryOutbox(office),
  };
}
