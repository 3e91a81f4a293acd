/**
 * The mailboxes of the embedded server, in memory, and the rules that all its protocols share: who may log in, whose
 * address is whose, and the exclusive hold that a POP3 session has on its mailbox (RFC 1939 section 4).
 */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { EmbeddedMail, EmbeddedUser } from './port.ts';

/** A mailbox held by one session: mail that arrives meanwhile is not in `mails`. */
export type Maildrop = {
  readonly address: string;
  readonly mails: readonly EmbeddedMail[];
  remove(ids: ReadonlySet<string>): void;
  /** Lets the next session in; later calls do nothing. */
  release(): void;
};

export type PostOffice = {
  /** The address of the user of that name or address, if the password is right. */
  authenticate(login: string, password: string): string | null;
  owns(address: string): boolean;
  /** Throws for an address that is nobody's. */
  deliver(address: string, raw: Buffer): string;
  /** Throws for an address that is nobody's. */
  messages(address: string): readonly EmbeddedMail[];
  /** Drops what waits at one address, or everywhere. */
  empty(address?: string): void;
  /** null: another session holds the mailbox. */
  hold(address: string): Maildrop | null;
};

type Box = { readonly user: EmbeddedUser; mails: readonly EmbeddedMail[]; held: boolean };

export function openPostOffice(users: readonly EmbeddedUser[]): PostOffice {
  const boxes: readonly Box[] = users.map((user) => ({ user, mails: [], held: false }));
  const owner = (address: string) => boxes.find((box) => sameAddress(box.user.address, address));
  const boxOf = (address: string) => {
    const box = owner(address);
    if (box === undefined) throw new RangeError(`no mailbox of the embedded server has the address ${address}`);
    return box;
  };
  return {
    authenticate: (login, password) => {
      const box = boxes.find(({ user }) => user.name === login) ?? owner(login);
      return box !== undefined && samePassword(box.user.password, password) ? box.user.address : null;
    },
    owns: (address) => owner(address) !== undefined,
    deliver: (address, raw) => put(boxOf(address), raw),
    messages: (address) => boxOf(address).mails,
    empty: (address) => {
      for (const box of address === undefined ? boxes : [boxOf(address)]) box.mails = [];
    },
    hold: (address) => hold(boxOf(address)),
  };
}

function put(box: Box, raw: Buffer): string {
  const id = randomUUID();
  box.mails = [...box.mails, { id, raw: withLineEnds(raw) }];
  return id;
}

function hold(box: Box): Maildrop | null {
  if (box.held) return null;
  box.held = true;
  let mine = true;
  return {
    address: box.user.address,
    mails: box.mails,
    remove: (ids) => {
      box.mails = box.mails.filter(({ id }) => !ids.has(id));
    },
    release: () => {
      if (mine) box.held = false;
      mine = false;
    },
  };
}

/** Mail out of a file often knows LF only; bytes that know CRLF are never touched. */
function withLineEnds(raw: Buffer): Buffer {
  return raw.includes('\r\n') ? raw : Buffer.from(raw.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
}

const sameAddress = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** In constant time, whatever the lengths. */
const samePassword = (one: string, other: string): boolean => timingSafeEqual(sha256(one), sha256(other));

const sha256 = (password: string): Buffer => createHash('sha256').update(password).digest();
