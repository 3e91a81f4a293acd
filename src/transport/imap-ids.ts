/**
 * Names and groups of mails in IMAP: `uidvalidity:uid` as our ids, compact UID ranges, batches by number and bytes. Pure.
 */
import { createHash } from 'node:crypto';
import { minHeaderBytes } from './headers.ts';

/**
 * `uidvalidity:uid`. A UIDVALIDITY of 0, which RFC 3501 §2.3.1.1 does not allow, promises nothing: there the id carries a digest of
 * the headers too (`0.digest:uid`), by which the mail is known again before anything is done to it.
 */
export const idOf = (uidValidity: string, uid: number, headers: Uint8Array): string =>
  isWorthless(uidValidity) ? `${uidValidity}.${digestOf(headers)}:${uid}` : `${uidValidity}:${uid}`;

export const isWorthless = (uidValidity: string): boolean => uidValidity === '0';

/** Undefined for an id of another UIDVALIDITY, which names nothing any more (RFC 3501 §2.3.1.1). */
export function uidOf(id: string, uidValidity: string): number | undefined {
  const match = /^(\d+)(\.[0-9a-f]{16})?:([1-9]\d{0,9})$/.exec(id);
  const isWhole = (match?.[2] !== undefined) === isWorthless(uidValidity);
  return isWhole && match?.[1] === uidValidity ? Number(match[3]) : undefined;
}

/** Of what is kept of every header block, however many mails there are. */
const digestOf = (headers: Uint8Array): string =>
  createHash('sha256').update(headers.subarray(0, minHeaderBytes)).digest('hex').slice(0, 16);

/** A sequence-set such as `3,7:9`. Never empty: an empty set would be another command. */
export function asRange(uids: readonly number[]): string {
  if (uids.length === 0) throw new Error('an empty UID range');
  const runs: { first: number; last: number }[] = [];
  for (const uid of [...new Set(uids)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run.last + 1 === uid) run.last = uid;
    else runs.push({ first: uid, last: uid });
  }
  return runs.map(({ first, last }) => (first === last ? `${first}` : `${first}:${last}`)).join(',');
}

/** The other way round, each UID once and in order; what is no sequence-set is nothing, and more than 2,000,000 UIDs are no mailbox. */
export function uidsIn(range: string): readonly number[] {
  const uids = new Set<number>();
  for (const part of range.split(',')) {
    const match = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(part);
    const [one, other] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? match?.[1] ?? 0)];
    const last = Math.max(one, other);
    for (let uid = Math.min(one, other); uid > 0 && uid <= last && uids.size < maxUids; uid += 1) uids.add(uid);
  }
  return [...uids].sort((a, b) => a - b);
}

const maxUids = 2_000_000;

export type BatchLimits<T> = {
  readonly items: number;
  readonly bytes?: number;
  readonly bytesOf?: (item: T) => number;
};

/** Cuts a list into groups, in order; an item that is beyond `bytes` alone has a group of its own. */
export function batchesOf<T>(all: readonly T[], { items, bytes = Infinity, bytesOf = () => 0 }: BatchLimits<T>): readonly (readonly T[])[] {
  const batches: T[][] = [];
  let weight = 0;
  for (const item of all) {
    const last = batches.at(-1);
    const isFull = last === undefined || last.length >= items || weight + bytesOf(item) > bytes;
    if (isFull) batches.push([item]);
    else last.push(item);
    weight = isFull ? bytesOf(item) : weight + bytesOf(item);
  }
  return batches;
}
