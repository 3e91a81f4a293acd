/**
 * What belongs to one exchange, followed along what the journal keeps: the Message-ID of a line, the mail whose commit wrote it, the epoch
 * and number of its parcel, and what answers it. Nothing is guessed from times.
 */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Exchange, ListedMail, ParcelName, SeenMail } from './journal-port.ts';
import { listedMails } from './mail-pages.ts';
import type { JournalSchema } from './schema.ts';
import { traceColumns } from './trace.ts';

/** undefined: no such line. */
export type ExchangeReader = (event: number) => Promise<Exchange | undefined>;

export function openExchanges(engine: Engine<JournalSchema>): ExchangeReader {
  return async (id) => {
    const line = await engine.db
      .selectFrom('trace')
      .select([...traceColumns, 'mail'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!line) return undefined;
    let known: Known = { lines: [line], seen: [], mails: [] };
    // Line, mail, parcel, its other mails, their lines, the answers, their lines: each round goes one step on.
    for (let round = 0; round < mostRounds; round += 1) {
      const grown = await grow(engine, id, known);
      const isWhole = sizeOf(grown) === sizeOf(known);
      known = grown;
      if (isWhole) break;
    }
    const { mail: _mail, ...event } = line;
    const events = known.lines.map(({ mail: _of, ...each }) => each);
    return { event, events, seen: known.seen, mails: known.mails, parcel: parcelOf(known) ?? null };
  };
}

const mostRounds = 6;

/** Of each table: an exchange is a handful of mails, but a parcel may have a thousand volumes. */
const mostRows = 3_000;

type Line = Exchange['event'] & { readonly mail: string };

type Known = { readonly lines: readonly Line[]; readonly seen: readonly SeenMail[]; readonly mails: readonly ListedMail[] };

const sizeOf = ({ lines, seen, mails }: Known): number => lines.length + seen.length + mails.length;

async function grow(engine: Engine<JournalSchema>, start: number, known: Known): Promise<Known> {
  const digests = [...known.lines.map(({ mail }) => mail), ...known.seen.map(({ headerSha256 }) => headerSha256)];
  const answered = known.mails.map(({ inReplyTo }) => inReplyTo);
  const messageIds = [...known.lines.map(({ messageId }) => messageId), ...known.mails.map(({ messageId }) => messageId), ...answered];
  const names = { start, digests: distinct(digests), messageIds: distinct(messageIds), parcel: parcelOf(known) };
  return { lines: await linesOf(engine, names), seen: await seenOf(engine, names), mails: await mailsOf(engine, names) };
}

const distinct = (names: readonly string[]): string => JSON.stringify([...new Set(names)].filter((name) => name !== ''));

/** Only parcels bear numbers of their own: every greeting has the same. */
function parcelOf({ seen, mails }: Known): ParcelName | undefined {
  const found = [...seen, ...mails].find(({ kind, epoch }) => kind === 'DATA' && epoch > 0);
  return found && { peer: found.peer, epoch: found.epoch, seq: found.seq };
}

type Names = { readonly start: number; readonly digests: string; readonly messageIds: string; readonly parcel: ParcelName | undefined };

const linesOf = ({ db, capabilities }: Engine<JournalSchema>, { start, digests, messageIds }: Names): Promise<readonly Line[]> =>
  db
    .selectFrom('trace')
    .select([...traceColumns, 'mail'])
    .where(({ or, and, eb }) =>
      or([
        eb('id', '=', start),
        and([eb('mail', '!=', ''), eb('mail', 'in', capabilities.list<string>(sql.val(digests), 'text'))]),
        and([eb('messageId', '!=', ''), eb('messageId', 'in', capabilities.list<string>(sql.val(messageIds), 'text'))]),
      ]),
    )
    .orderBy('id')
    .limit(mostRows)
    .execute();

function seenOf({ db, capabilities }: Engine<JournalSchema>, { digests, parcel }: Names): Promise<readonly SeenMail[]> {
  const among = capabilities.list<string>(sql.val(digests), 'text');
  const seen = db.selectFrom('seen').selectAll().orderBy('at').orderBy('headerSha256').limit(mostRows);
  return seen.where(({ or, eb }) => or([eb('headerSha256', 'in', among), ...(parcel ? [ofParcel('seen', parcel)] : [])])).execute();
}

function mailsOf({ db, capabilities }: Engine<JournalSchema>, { messageIds, parcel }: Names): Promise<readonly ListedMail[]> {
  const among = capabilities.list<string>(sql.val(messageIds), 'text');
  return listedMails(db)
    .where(({ or, and, eb }) =>
      or([
        eb('messageId', 'in', among),
        and([eb('inReplyTo', '!=', ''), eb('inReplyTo', 'in', among)]),
        ...(parcel ? [ofParcel('outgoing', parcel)] : []),
      ]),
    )
    .orderBy('number')
    .limit(mostRows)
    .execute();
}

const ofParcel = (table: 'seen' | 'outgoing', { peer, epoch, seq }: ParcelName) =>
  sql<boolean>`(${sql.ref(`${table}.peer`)} = ${peer} and ${sql.ref(`${table}.epoch`)} = ${epoch}
    and ${sql.ref(`${table}.seq`)} = ${seq} and ${sql.ref(`${table}.kind`)} = 'DATA')`;
