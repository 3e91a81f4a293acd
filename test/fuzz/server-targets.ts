/**
 * The clients of mail servers against a server that answers damaged bytes. An input is a script: blocks between lines of `%%`, each the
 * beginning of a command on one line and what is answered to it, as it is; of several blocks for a command each is for one time, the last
 * for all that follow. `*` answers what no other block answers; without it the session ends.
 */
import { openMailboxAt, openOutboxAt } from '../../src/transport/open.ts';
import type { Credentials, Mailbox, Outbox } from '../../src/transport/port.ts';
import { startUnstuffing } from '../../src/transport/unstuffing.ts';
import { type Peer, type ScriptedServer, startScript } from '../transport/scripted-server.ts';
import { urlOf } from '../transport/urls.ts';
import { insist, type Outcome, outcomeOf, refusalOf, type Target, texts } from './target.ts';

const credentials: Credentials = { user: 'agency', type: 'password', password: 'agency-pw' };
const timeoutMs = 150;
/** A client that says nothing for so long waits for more than the script has. */
const patienceMs = 40;

type Block = { readonly command: string; readonly answer: string };

const blocksOf = (script: Buffer): readonly Block[] =>
  script
    .toString('latin1')
    .split('%%\n')
    .map((block) => ({ command: block.slice(0, Math.max(block.indexOf('\n'), 0)), answer: block.slice(block.indexOf('\n') + 1) }));

/** Plays one script after the other on one port; `say` fills in what a protocol repeats (IMAP tags). */
type Stage = { readonly server: ScriptedServer; script: readonly Block[] };

const openStage = async (commandOf: (line: string) => readonly [tag: string, command: string]): Promise<Stage> => {
  const play = async (peer: Peer): Promise<void> => {
    const left = [...stage.script];
    const answerTo = (command: string): string | undefined => {
      const fitting = left.filter((block) => block.command !== '' && command.toUpperCase().startsWith(block.command));
      const [block] = fitting;
      if (block !== undefined && fitting.length > 1) left.splice(left.indexOf(block), 1);
      return (block ?? left.find(({ command: beginning }) => beginning === '*'))?.answer;
    };
    peer.send(answerTo('GREETING') ?? '');
    for (let timer = setTimeout(peer.end, patienceMs); ; timer = setTimeout(peer.end, patienceMs)) {
      const [tag, command] = commandOf(await peer.hear());
      clearTimeout(timer);
      const answer = answerTo(command);
      if (answer === undefined) return peer.end();
      peer.send(answer.replaceAll('$', tag));
    }
  };
  const stage: Stage = { server: await startScript(play), script: [] };
  return stage;
};

const once = (open: () => Promise<Stage>): { readonly get: () => Promise<Stage>; readonly close: () => Promise<void> } => {
  let stage: Promise<Stage> | undefined;
  return {
    get: () => {
      stage ??= open();
      return stage;
    },
    close: async () => {
      await (await stage)?.server.close();
      stage = undefined;
    },
  };
};

/** Lists, fetches, disposes of, and leaves: every step ends with a value. */
const visit = async (mailbox: Mailbox): Promise<Outcome> => {
  const listed = await mailbox.list();
  const ids = listed.ok ? listed.value.map(({ id }) => id) : [];
  const outcomes: Outcome[] = [outcomeOf(listed)];
  for await (const mail of mailbox.fetch(ids.slice(0, 5), 20_000)) outcomes.push(outcomeOf(mail));
  outcomes.push(
    outcomeOf(await mailbox.list(ids)),
    outcomeOf(await mailbox.dispose(ids, { how: 'delete' })),
    outcomeOf(await mailbox.close()),
  );
  return { accepted: outcomes };
};

const send = async (outbox: Outbox): Promise<Outcome> => {
  const raw = Buffer.from('Subject: x\r\n\r\nx\r\n');
  const outcomes = [
    outcomeOf(await outbox.maxBytes()),
    outcomeOf(await outbox.post({ from: 'a@mail.test', to: 'b@mail.test', raw, messageId: '<malleposte.0@mail.test>' })),
  ];
  await outbox.close();
  return { accepted: outcomes };
};

const noTag = (line: string): readonly [string, string] => ['$', line];

// ---------------------------------------------------------------- POP3

const pop3Stage = once(() => openStage(noTag));

const pop3Script = (extensions: string, uidl: string): string =>
  [
    'GREETING\n+OK ready <1@mail.test>\r\n',
    `CAPA\n+OK\r\n${extensions}.\r\n`,
    'USER\n+OK\r\n',
    'PASS\n+OK\r\n',
    'AUTH\n+ \r\n',
    'STAT\n+OK 2 100\r\n',
    'LIST\n+OK\r\n1 50\r\n2 60\r\n.\r\n',
    `UIDL\n${uidl}`,
    'TOP 1\n+OK\r\nSubject: one\r\n\r\n.\r\n',
    'TOP 2\n+OK\r\nSubject: two\r\n\r\n.\r\n',
    'RETR 1\n+OK\r\nSubject: one\r\n\r\n..dot\r\n.\r\n',
    'RETR 2\n+OK\r\nSubject: two\r\n\r\nx\r\n.\r\n',
    'LIST\n+OK\r\n1 50\r\n2 60\r\n.\r\n',
    `UIDL\n${uidl}`,
    '*\n+OK\r\n',
    'QUIT\n+OK bye\r\n',
  ].join('%%\n');

const pop3: Target = {
  name: 'pop3',
  isTimed: true,
  words: [
    '+OK',
    '-ERR',
    '-ERR [IN-USE] x\r\n',
    '.\r\n',
    '..',
    '\r\n',
    '+ ',
    '%%\n',
    '1 1\r\n',
    '4294967296',
    'SASL PLAIN\r\n',
    'PIPELINING\r\n',
    'TOP 1\n',
    'UIDL\n',
    '1 same\r\n2 same\r\n',
  ],
  seeds: () =>
    texts(
      pop3Script('USER\r\nUIDL\r\nTOP\r\n', '+OK\r\n1 one\r\n2 two\r\n.\r\n'),
      pop3Script('SASL PLAIN\r\nPIPELINING\r\nTOP\r\n', '+OK\r\n1 same\r\n2 same\r\n.\r\n'),
      pop3Script('', '-ERR no\r\n'),
    ),
  run: async (bytes) => {
    const stage = await pop3Stage.get();
    stage.script = blocksOf(bytes);
    const mailbox = await openMailboxAt(urlOf(`pop3://agency@127.0.0.1:${stage.server.port}?tls=off`), {
      credentials,
      trust: {},
      timeoutMs,
    })({ readOnly: false });
    return mailbox.ok ? visit(mailbox.value) : refusalOf(mailbox.error);
  },
  close: pop3Stage.close,
};

// ---------------------------------------------------------------- IMAP

const imapStage = once(() =>
  openStage((line) => {
    const [tag = '', ...words] = line.split(' ');
    return [tag, words.join(' ')];
  }),
);

const fetchedBlock = (uid: number, item: string, content: string): string =>
  `* ${uid} FETCH (UID ${uid} RFC822.SIZE ${content.length} ${item} {${content.length}}\r\n${content})\r\n`;

const imapScript = (capabilities: string): string => {
  const headers = fetchedBlock(1, 'BODY[HEADER]', 'Subject: one\r\n\r\n') + fetchedBlock(2, 'BODY[HEADER]', 'Subject: two\r\n\r\n');
  const bodies = fetchedBlock(1, 'BODY[]', 'Subject: one\r\n\r\nx\r\n') + fetchedBlock(2, 'BODY[]', 'Subject: two\r\n\r\ny\r\n');
  const capability = `CAPABILITY\n* CAPABILITY IMAP4rev1 ${capabilities}\r\n$ OK\r\n`;
  return [
    'GREETING\n* OK ready\r\n',
    capability,
    'LOGIN\n$ OK in\r\n',
    'AUTHENTICATE\n$ OK in\r\n',
    capability,
    'LIST "" ""\n* LIST (\\Noselect) "/" ""\r\n$ OK\r\n',
    'LIST\n* LIST () "/" INBOX\r\n$ OK\r\n',
    'LIST\n* LIST () "/" INBOX\r\n$ OK\r\n',
    'SELECT\n* 2 EXISTS\r\n* OK [UIDVALIDITY 77] ok\r\n* OK [PERMANENTFLAGS (\\Deleted \\Seen \\*)] ok\r\n$ OK [READ-WRITE] ok\r\n',
    ...['UID SEARCH', 'UID SEARCH', 'UID SEARCH'].map((command) => `${command}\n* SEARCH 1 2\r\n$ OK\r\n`),
    `UID FETCH\n${headers}$ OK\r\n`,
    `UID FETCH\n${bodies}$ OK\r\n`,
    `UID FETCH\n${headers}$ OK\r\n`,
    `UID FETCH\n${headers}$ OK\r\n`,
    '*\n$ OK done\r\n',
    'LOGOUT\n* BYE\r\n$ OK\r\n',
  ].join('%%\n');
};

const imap: Target = {
  name: 'imap',
  isTimed: true,
  words: [
    '* ',
    '$ OK\r\n',
    '$ NO [OVERQUOTA] x\r\n',
    '$ BAD x\r\n',
    '* BYE\r\n',
    '{10}\r\n',
    '{4294967296}\r\n',
    '{-1}\r\n',
    '+ go\r\n',
    '"',
    '(',
    ')',
    'NIL',
    '* 0 EXISTS\r\n',
    '* 1 EXPUNGE\r\n',
    '[UIDVALIDITY 0]',
    '[READ-ONLY]',
    '%%\n',
    '~{3}\r\n',
    'BODY[HEADER]',
    'UID 4294967296',
  ],
  seeds: () => texts(imapScript('UIDPLUS MOVE'), imapScript('LITERAL+ SASL-IR AUTH=PLAIN UIDPLUS ESEARCH'), imapScript('')),
  run: async (bytes) => {
    const stage = await imapStage.get();
    stage.script = blocksOf(bytes);
    const mailbox = await openMailboxAt(urlOf(`imap://agency@127.0.0.1:${stage.server.port}/INBOX?tls=off`), {
      credentials,
      trust: {},
      timeoutMs,
    })({ readOnly: false });
    return mailbox.ok ? visit(mailbox.value) : refusalOf(mailbox.error);
  },
  close: imapStage.close,
};

// ---------------------------------------------------------------- SMTP

const smtpStage = once(() => openStage(noTag));

const smtpScript = (extensions: string, final: string): string =>
  [
    'GREETING\n220 ready\r\n',
    `EHLO\n250-mail.test\r\n${extensions}250 OK\r\n`,
    'AUTH\n235 2.7.0 in\r\n',
    'MAIL FROM\n250 2.1.0 ok\r\n',
    'RCPT TO\n250 2.1.5 ok\r\n',
    'DATA\n354 go\r\n',
    '*\n',
    `.\n${final}`,
    'RSET\n250 ok\r\n',
    'QUIT\n221 bye\r\n',
  ].join('%%\n');

const smtp: Target = {
  name: 'smtp',
  isTimed: true,
  words: [
    '250-',
    '250 ',
    '552 5.3.4 too big\r\n',
    '421 4.3.2 busy\r\n',
    '535 5.7.8 no\r\n',
    '334 \r\n',
    '250-SIZE 10\r\n',
    '250-SIZE 99999999999999999999\r\n',
    '250-AUTH LOGIN XOAUTH2\r\n',
    '\r\n',
    '%%\n',
    '5.3.4',
    '999 ',
  ],
  seeds: () =>
    texts(
      smtpScript('250-AUTH PLAIN\r\n250-SIZE 1000000\r\n250-DSN\r\n', '250 2.0.0 taken\r\n'),
      smtpScript('250-AUTH LOGIN PLAIN\r\n250-PIPELINING\r\n250-8BITMIME\r\n', '552-5.3.4 too\r\n552 5.3.4 big\r\n'),
      smtpScript('250-AUTH PLAIN\r\n', '452 4.2.2 full\r\n'),
    ),
  run: async (bytes) => {
    const stage = await smtpStage.get();
    stage.script = blocksOf(bytes);
    const outbox = await openOutboxAt(urlOf(`smtp://agency@127.0.0.1:${stage.server.port}?tls=off`), { credentials, trust: {}, timeoutMs })(
      {},
    );
    return outbox.ok ? send(outbox.value) : refusalOf(outbox.error);
  },
  close: smtpStage.close,
};

// ---------------------------------------------------------------- the dots of POP3

/** However TCP cuts an answer, the same comes out. */
const unstuffing: Target = {
  name: 'unstuffing',
  words: ['\r\n.\r\n', '\r\n..', '.', '\r', '\n', '.\r', '\r\n'],
  seeds: () => texts('Subject: x\r\n\r\n..dot\r\n.x\r\n.\r\n', '.\r\n', '\r\r\n.\r\r\n.\r\n', 'a\n.\n\r\n.'),
  run: (bytes) => {
    const whole = unstuffed([bytes]);
    for (const size of [1, 2, 3, 7]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
      const cut = unstuffed(pieces);
      insist(cut.end === whole.end && cut.content.equals(whole.content), `pieces of ${size} bytes give the same`);
    }
    return { accepted: whole };
  },
};

const unstuffed = (pieces: readonly Buffer[]): { readonly content: Buffer; readonly end: number } => {
  const { feed } = startUnstuffing();
  const kept: Buffer[] = [];
  let before = 0;
  for (const piece of pieces) {
    const end = feed(piece, (content) => void kept.push(Buffer.from(content)));
    if (end >= 0) return { content: Buffer.concat(kept), end: before + end };
    before += piece.length;
  }
  return { content: Buffer.concat(kept), end: -1 };
};

export const serverTargets: readonly Target[] = [pop3, imap, smtp, unstuffing];
