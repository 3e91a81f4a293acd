/** The mails of ours: listed, counted, exported, posted. */
import { ok } from '../../result.ts';
import type { MailCount, MailQuestion, PagedMail } from '../../store/journal-port.ts';
import { sayCode } from '../../words/codes.ts';
import type { Speech } from '../../words/speech.ts';
import { type MailRow, mailStates, type queueRoutes } from '../contract/queue-routes.ts';
import { beginTask } from './begin-task.ts';
import type { Acts, Call } from './call.ts';
import { found, pagingOf } from './paging.ts';
import { postWork } from './queue-task.ts';
import { screensOf } from './screens-of.ts';
import { sendWork } from './sending-tasks.ts';
import { allRows, type FileColumn, fileOf, rowsTogether } from './table-files.ts';
import { reasonOf, sayPeer } from './trace-story.ts';

export const queueActs: Acts<typeof queueRoutes> = {
  'GET /api/queue': async ({ installed, speech, query }) => {
    const page = found(await installed.store.mailPage({ ...questionOf(query), ...pagingOf(query) }));
    return page.ok ? ok({ ...page.value, rows: page.value.rows.map((mail) => rowOf(mail, speech)) }) : page;
  },
  'GET /api/queue/values': async ({ installed, speech: { codes } }) => {
    const counts = await installed.store.mailCounts();
    const kinds = [...new Set(counts.map(({ kind }) => kind))];
    return ok({
      states: mailStates.map((state) => ({ state, count: countOf(counts, state) })),
      kinds: kinds.map((code) => ({ code, said: sayCode(codes.traceKinds, code) })),
    });
  },
  'GET /api/queue.csv': async (call) => ok(exported(call, 'csv')),
  'GET /api/queue.xlsx': async (call) => ok(exported(call, 'xlsx')),
  'POST /api/queue/post': async (call) =>
    call.installation.role === 'common'
      ? beginTask(call, 'post', postWork(call.desk))
      : beginTask(call, 'send', sendWork(call.desk, { force: false, isUrgent: true })),
};

type FileCall = Call<(typeof queueRoutes)['GET /api/queue.csv']>;
type Choice = Omit<MailQuestion, 'limit' | 'offset' | 'after'>;

const stateOf = ({ state, bounce }: Pick<PagedMail, 'state' | 'bounce'>): MailRow['state'] => {
  if (state === 'queued') return 'waiting';
  return state === 'sent' && !isStillOnItsWay(bounce) ? 'returned' : state;
};

const isStillOnItsWay = (bounce: string): boolean => bounce === '' || bounce === 'delayed';

const countOf = (counts: readonly MailCount[], state: MailRow['state']): number =>
  counts.reduce((sum, each) => sum + (stateOf(each) === state ? each.count : 0), 0);

const storedStates = {
  waiting: { state: 'queued' },
  sent: { state: 'sent', isReturned: false },
  returned: { state: 'sent', isReturned: true },
  refused: { state: 'refused' },
} as const;

const questionOf = ({ state, kind, peer, text, sort, direction }: FileCall['query']): Choice => ({
  ...{ order: sort, direction },
  ...(state === undefined ? {} : storedStates[state]),
  ...(kind ? { kind } : {}),
  ...(peer ? { peer } : {}),
  ...(text ? { text } : {}),
});

const rowOf = (mail: PagedMail, speech: Speech): MailRow => ({
  ...{ number: mail.number, messageId: mail.messageId, kind: mail.kind, to: mail.to, peer: mail.peer, volume: mail.volume },
  ...{ bytes: mail.bytes, createdAt: mail.createdAt, tries: mail.tries, lastTriedAt: mail.lastTriedAt, event: mail.event },
  state: stateOf(mail),
  kindSaid: sayCode(speech.codes.traceKinds, mail.kind),
  peerSaid: sayPeer(speech.codes, mail.peer),
  parcel: mail.kind === 'DATA' ? `${mail.epoch}.${mail.seq}` : '',
  refusal: reasonOf(speech, mail.state === 'sent' && mail.bounce !== '' ? `bounce ${mail.bounce}` : mail.lastError),
  nextAt: mail.state === 'queued' ? mail.nextAt : '',
});

function exported({ installed, speech, query }: FileCall, format: 'csv' | 'xlsx') {
  const question = questionOf(query);
  async function* rows(): AsyncGenerator<MailRow> {
    const mails = allRows((after) =>
      installed.store.mailPage({ ...question, limit: rowsTogether, ...(after === undefined ? {} : { after }) }),
    );
    for await (const mail of mails) yield rowOf(mail, speech);
  }
  const { title } = screensOf(speech).queue;
  return fileOf(speech, { format, name: 'queue', sheet: title, columns: columnsOf(speech), chosen: query.columns, rows: rows() });
}

function columnsOf(speech: Speech): readonly FileColumn<MailRow>[] {
  const { columns: titles, states } = screensOf(speech).queue;
  return [
    { key: 'queued', kind: 'date', width: 18, title: titles.queued, value: ({ createdAt }) => createdAt },
    { key: 'state', kind: 'text', width: 14, title: titles.state, value: ({ state }) => states[state] },
    { key: 'peer', kind: 'text', width: 18, title: titles.peer, value: ({ peerSaid }) => peerSaid },
    { key: 'to', kind: 'text', width: 28, title: titles.to, value: ({ to }) => to },
    { key: 'kind', kind: 'text', width: 18, title: titles.kind, value: ({ kindSaid }) => kindSaid },
    { key: 'parcel', kind: 'text', width: 10, title: titles.parcel, value: ({ parcel }) => parcel },
    { key: 'bytes', kind: 'bytes', width: 12, title: titles.bytes, value: ({ bytes }) => bytes },
    { key: 'tries', kind: 'number', width: 10, title: titles.tries, value: ({ tries }) => tries },
    { key: 'tried', kind: 'date', width: 18, title: titles.tried, value: ({ lastTriedAt }) => lastTriedAt },
    { key: 'refusal', kind: 'text', width: 50, title: titles.refusal, value: ({ refusal }) => refusal.said },
    { key: 'remedy', kind: 'text', width: 50, title: titles.remedy, value: ({ refusal }) => refusal.remedy },
    { key: 'next', kind: 'date', width: 18, title: titles.next, value: ({ nextAt }) => nextAt },
    { key: 'messageId', kind: 'text', width: 40, title: titles.messageId, value: ({ messageId }) => messageId },
  ];
}
