/**
 * What waits in a POP3 mailbox: UIDL, LIST and the headers by TOP n 0, which marks nothing as fetched, at Gmail neither
 * (pitfall L12, failure mode F13). Ignores bodies.
 */
import { createHash } from 'node:crypto';
import { ok, type Result } from '../result.ts';
import { misspoken } from './failures.ts';
import { keptHeadersOf, maxHeaderBytesFor } from './headers.ts';
import { answersTo, askLines, asRefusal, readBlock, type Session } from './pop3-session.ts';
import type { MailSummary, TransportError } from './port.ts';

/** A waiting mail by the number that it has in this session only (RFC 1939 §3). */
export type Entry = { readonly id: string; readonly number: number; readonly bytes: number };

export type Listing = { readonly summaries: readonly MailSummary[]; readonly entries: readonly Entry[] };

/** Entries with the server's own ids; '' for those that have none or share one (getmail's BrokenUIDL). */
export async function readEntries(session: Session): Promise<Result<readonly Entry[], TransportError>> {
  const sizes = await askLines(session, 'LIST');
  if (!sizes.ok) return sizes;
  if (sizes.value === undefined) return misspoken(session.server, 'LIST', '-ERR');
  const names = await askLines(session, 'UIDL');
  if (!names.ok) return names;
  const ids = uniqueIds(names.value ?? []);
  const entries = sizes.value.flatMap((line) => {
    const [number = 0, bytes = 0] = line.trim().split(/\s+/).map(Number);
    return Number.isSafeInteger(number) && number > 0 && Number.isSafeInteger(bytes) ? [{ id: ids.get(number) ?? '', number, bytes }] : [];
  });
  return entries.length === sizes.value.length ? ok(entries) : misspoken(session.server, 'LIST', 'lines that are not number and size');
}

function uniqueIds(lines: readonly string[]): ReadonlyMap<number, string> {
  const named = lines.map((line) => /^(\d+) (\S+)/.exec(line)).map((match) => ({ number: Number(match?.[1]), id: match?.[2] ?? '' }));
  const counts = Map.groupBy(named, ({ id }) => id);
  return new Map(named.filter(({ id }) => counts.get(id)?.length === 1).map(({ number, id }) => [number, id]));
}

/** All waiting mails with their headers; an id that the server cannot give is made of the headers' SHA-256. */
export async function readListing(session: Session): Promise<Result<Listing, TransportError>> {
  const entries = await readEntries(session);
  if (!entries.ok) return entries;
  const headers = await readHeaders(session, entries.value);
  if (!headers.ok) return headers;
  const named = nameByHeaders(entries.value, headers.value);
  const summaries = named.map(({ id, bytes }, at) => ({ id, bytes, headers: headers.value[at] ?? Buffer.alloc(0) }));
  return ok({ summaries, entries: named });
}

/** These mails again, with their headers as the server gives them now. */
export async function summarise(session: Session, entries: readonly Entry[]): Promise<Result<readonly MailSummary[], TransportError>> {
  const headers = await readHeaders(session, entries);
  if (!headers.ok) return headers;
  return ok(entries.map(({ id, bytes }, at) => ({ id, bytes, headers: headers.value[at] ?? Buffer.alloc(0) })));
}

async function readHeaders(session: Session, entries: readonly Entry[]): Promise<Result<readonly Buffer[], TransportError>> {
  const keepBytes = maxHeaderBytesFor(entries.length);
  const orders = entries.map(({ number, bytes }) => ({ command: `TOP ${number} 0`, bytes: Math.min(bytes, keepBytes) }));
  const read = (): ReturnType<typeof readBlock> => readBlock(session, 'TOP', { keepBytes, timeoutMs: session.timeoutMs, timer: 'whole' });
  const headers: Buffer[] = [];
  for await (const top of answersTo(session, orders, read)) {
    if (!top.ok) return top;
    if (!top.value.isOk) return asRefusal(session, 'TOP', top.value.text);
    const { content } = top.value.block;
    // A mail without an id is named by all of its headers.
    headers.push(entries[headers.length]?.id === '' ? content : keptHeadersOf(content, entries.length));
  }
  return ok(headers);
}

/** Mails with the very same headers are told apart by their order. */
function nameByHeaders(entries: readonly Entry[], headers: readonly Buffer[]): readonly Entry[] {
  const seen = new Map<string, number>();
  return entries.map((entry, at) => {
    if (entry.id !== '') return entry;
    const digest = createHash('sha256')
      .update(headers[at] ?? '')
      .digest('hex');
    const count = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, count);
    return { ...entry, id: count === 1 ? `sha256-${digest}` : `sha256-${digest}-${count}` };
  });
}
