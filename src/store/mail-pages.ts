/** The mails of ours in lists: found by what they are and by what became of them, in pages; counted. Their bytes stay where they are. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { contains } from './folded-text.ts';
import type { MailCount, MailOrder, MailQuestion, PagedMail } from './journal-port.ts';
import type { Page } from './page-port.ts';
import { type Key, pageOf } from './paging.ts';
import type { JournalSchema } from './schema.ts';

export const factColumns = [
  'messageId',
  'kind',
  'peer',
  'sender as from',
  'recipient as to',
  'epoch',
  'seq',
  'volume',
  'inReplyTo',
  'createdAt',
  'state',
  'tries',
  'lastError',
  'lastTriedAt',
  'nextAt',
] as const;

/** Without their bytes, which stay where they are: of a long value only the length is asked. */
export const listedMails = (db: Kysely<JournalSchema>) =>
  db.selectFrom('outgoing').select([...factColumns, 'bounce', 'number', sql<number>`length("raw")`.as('bytes')]);

const newestEvent = sql<number>`coalesce((select max("id") from "trace"
  where "trace"."messageId" = "outgoing"."messageId" and "trace"."messageId" != ''), 0)`;

export async function mailPage(db: Kysely<JournalSchema>, question: MailQuestion): Promise<Page<PagedMail>> {
  const mails = conditionsOf(question).reduce((chosen, condition) => chosen.where(condition), listedMails(db));
  const counted = await mails.clearSelect().select(sql<number>`count(*)`.as('count')).executeTakeFirst();
  const order = { name: `mails ${question.order}`, direction: question.direction, keys: keysOf(question.order) };
  const count = { total: counted?.count ?? 0, isMore: false };
  return pageOf(mails.select(newestEvent.as('event')), { order, paging: question, count });
}

function conditionsOf({ text, isReturned, ...question }: MailQuestion): readonly RawBuilder<boolean>[] {
  const equal = (['state', 'peer', 'kind'] as const).flatMap((column) => {
    const wanted = question[column];
    return wanted === undefined ? [] : [sql<boolean>`${sql.ref(`outgoing.${column}`)} = ${wanted}`];
  });
  return [
    ...equal,
    ...(isReturned === undefined ? [] : [isReturned ? sql<boolean>`not ${stillOnItsWay}` : stillOnItsWay]),
    ...(text === undefined ? [] : [somewhere(text)]),
  ];
}

const stillOnItsWay = sql<boolean>`"outgoing"."bounce" in ('', 'delayed')`;

const searched = ['peer', 'recipient', 'messageId', 'lastError', 'bounce'] as const;

const somewhere = (text: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(
    searched.map((column) => contains(`outgoing.${column}`, text)),
    sql` or `,
  )})`;

const queuedKey: Key = { by: sql.ref('outgoing.number'), kind: 'integer' };

const textKey = (column: string): Key => ({ by: sql.ref(`outgoing.${column}`), kind: 'text' });

const orders: Readonly<Record<Exclude<MailOrder, 'queued'>, Key>> = {
  state: textKey('state'),
  peer: textKey('peer'),
  to: textKey('recipient'),
  kind: textKey('kind'),
  bytes: { by: sql`length("outgoing"."raw")`, kind: 'integer' },
  tries: { by: sql.ref('outgoing.tries'), kind: 'integer' },
  tried: textKey('lastTriedAt'),
};

const keysOf = (order: MailOrder): readonly Key[] => (order === 'queued' ? [queuedKey] : [orders[order], queuedKey]);

/** Along an index, past the bytes. */
export const mailCounts = (db: Kysely<JournalSchema>): Promise<readonly MailCount[]> =>
  db
    .selectFrom('outgoing')
    .select(['kind', 'state', 'bounce', sql<number>`count(*)`.as('count')])
    .groupBy(['kind', 'state', 'bounce'])
    .orderBy('kind')
    .orderBy('state')
    .orderBy('bounce')
    .execute();
