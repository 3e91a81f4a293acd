/**
 * A post office in memory, for tests: mailboxes by address, an outbox that delivers into them, and faults to plan. It keeps to
 * the port like every other backend and passes the same contract suite. Ignores servers, logins and TLS.
 */
import { ok, type Result } from '../result.ts';
import { busy, type Failed, gone, noSuchFolder, refused, tooLarge, unreachable } from './failures.ts';
import { headerBlockOf, maxHeaderBytesFor } from './headers.ts';
import type { FetchedMail, Mailbox, MailToPost, OpenMailbox, OpenOutbox, Outbox, Posted, TransportError } from './port.ts';

/** Each says for which mails, or when, it strikes; what is absent never does. */
export type MemoryFaults = {
  /** Accepted, and never delivered. */
  readonly lose?: (mail: MailToPost) => boolean;
  /** Accepted once, delivered twice. */
  readonly duplicate?: (mail: MailToPost) => boolean;
  /** Refused for good, as by 550. */
  readonly refuse?: (mail: MailToPost) => boolean;
  /** The mailbox of this address is held by another session. */
  readonly busy?: (address: string) => boolean;
};

export type MemoryPostOffice = {
  addMailbox(address: string): void;
  /** Puts a mail into a mailbox, as a stranger's server would. Throws when there is no such mailbox. */
  deliver(address: string, raw: Buffer): void;
  /** What waits there, oldest first. */
  messages(address: string): readonly Buffer[];
  /** Drops what waits at one address, or everywhere. */
  empty(address?: string): void;
  setFaults(faults: MemoryFaults): void;
  /** While it is down every call is `unreachable`, of open sessions too. Always true: it can. */
  setDown(isDown: boolean): true;
  openMailbox(address: string): OpenMailbox;
  openOutbox(): OpenOutbox;
};

type Held = { readonly id: string; readonly raw: Buffer };

type Office = { readonly boxes: Map<string, Held[]>; faults: MemoryFaults; isDown: boolean; lastId: number };

const place = { host: 'memory', port: 0 };

export function openMemoryPostOffice(): MemoryPostOffice {
  const office: Office = { boxes: new Map(), faults: {}, isDown: false, lastId: 0 };
  return {
    addMailbox: (address) => void office.boxes.set(keyOf(address), office.boxes.get(keyOf(address)) ?? []),
    deliver: (address, raw) => {
      if (!put(office, address, raw)) throw new Error(`no mailbox ${address}`);
    },
    messages: (address) => (office.boxes.get(keyOf(address)) ?? []).map(({ raw }) => raw),
    empty: (address) => {
      for (const [key, box] of office.boxes) if (address === undefined || key === keyOf(address)) box.length = 0;
    },
    setFaults: (faults) => {
      office.faults = faults;
    },
    setDown: (isDown) => {
      office.isDown = isDown;
      return true;
    },
    openMailbox: (address) => async (options) => openBox(office, address, options),
    openOutbox: () => async () => openDesk(office),
  };
}

const keyOf = (address: string): string => address.toLowerCase();

function put(office: Office, address: string, raw: Buffer): boolean {
  const box = office.boxes.get(keyOf(address));
  if (box === undefined) return false;
  office.lastId += 1;
  box.push({ id: `memory-${office.lastId}`, raw: Buffer.from(raw) });
  return true;
}

const down = (office: Office): Failed | undefined => (office.isDown ? unreachable(place, 'ECONNREFUSED') : undefined);

function openBox(office: Office, address: string, { readOnly, onStep }: Parameters<OpenMailbox>[0]): Result<Mailbox, TransportError> {
  onStep?.('mailbox', address);
  const box = office.boxes.get(keyOf(address));
  const failed = down(office);
  if (failed) return failed;
  if (box === undefined) return noSuchFolder(place, address);
  return office.faults.busy?.(address) === true ? busy(place, '[IN-USE]') : ok(boxOf(office, box, readOnly));
}

function boxOf(office: Office, box: Held[], readOnly: boolean): Mailbox {
  return {
    list: async () => down(office) ?? ok(box.map(({ id, raw }) => ({ id, bytes: raw.length, headers: headersOf(raw, box.length) }))),
    fetch: (ids, maxBytes) => fetchAll(office, box, { ids, maxBytes }),
    discard: async (ids) => {
      if (readOnly) throw new Error('discard on a read-only mailbox');
      const failed = down(office);
      if (failed) return failed;
      const kept = box.filter(({ id }) => !ids.includes(id));
      box.splice(0, box.length, ...kept);
      return ok(undefined);
    },
    close: async () => down(office) ?? ok(undefined),
  };
}

const headersOf = (raw: Buffer, mails: number): Buffer => Buffer.from(headerBlockOf(raw.subarray(0, maxHeaderBytesFor(mails))));

type Wanted = { readonly ids: readonly string[]; readonly maxBytes: number };

async function* fetchAll(
  office: Office,
  box: readonly Held[],
  { ids, maxBytes }: Wanted,
): AsyncGenerator<Result<FetchedMail, TransportError>> {
  for (const id of ids) {
    const failed = down(office);
    if (failed) return yield failed;
    const raw = box.find((held) => held.id === id)?.raw;
    if (raw === undefined) yield gone(id);
    else yield raw.length > maxBytes ? tooLarge(raw.length, maxBytes) : ok({ id, raw: Buffer.from(raw) });
  }
}

function openDesk(office: Office): Result<Outbox, TransportError> {
  const failed = down(office);
  if (failed) return failed;
  return ok({
    maxBytes: async () => down(office) ?? ok(null),
    post: async (mail) => down(office) ?? post(office, mail),
    close: async () => undefined,
  });
}

function post(office: Office, mail: MailToPost): Result<Posted, TransportError> {
  const { faults } = office;
  if (faults.refuse?.(mail) === true) return refused(place, '5.7.1', 'refused by plan');
  if (!office.boxes.has(keyOf(mail.to))) return refused(place, '5.1.1', 'no such mailbox');
  const copies = faults.lose?.(mail) === true ? 0 : faults.duplicate?.(mail) === true ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) put(office, mail.to, mail.raw);
  return ok({ answer: 'accepted' });
}
