/**
 * The commands of POP3 (RFC 1939), CAPA and [IN-USE] (RFC 2449), STLS (RFC 2595), SASL PLAIN (RFC 5034, RFC 4616) as a
 * function from a state and a line to an answer and the next state. Sockets, clocks and limits of time are not its affair.
 */

import { multiLine, octets, top } from './pop3-lines.ts';
import type { EmbeddedMail } from './port.ts';
import type { Maildrop } from './post-office.ts';

/** Names after RFC 1939; `sasl` waits for the client's half of AUTH PLAIN. */
export type Pop3State =
  | { readonly phase: 'authorization'; readonly user: string | null; readonly failures: number }
  | { readonly phase: 'sasl'; readonly failures: number }
  | { readonly phase: 'transaction'; readonly maildrop: Maildrop; readonly deleted: ReadonlySet<string>; readonly retrieved: number };

/** What the commands need of the connection and of the house. */
export type Pop3Desk = {
  /** STLS can be offered now. */
  readonly offersTls: boolean;
  /** The line is encrypted, or the house does without TLS: passwords may pass. */
  readonly takesPasswords: boolean;
  login(user: string, password: string): Maildrop | 'denied' | 'in-use';
};

export type Pop3Answer = {
  readonly state: Pop3State;
  readonly reply: readonly Buffer[];
  readonly next: 'read' | 'start-tls' | 'close' | 'commit';
  /** The client broke the protocol; many of these in a row end the connection. */
  readonly fault: boolean;
};

type Turn<P extends Pop3State['phase']> = {
  readonly state: Extract<Pop3State, { phase: P }>;
  readonly desk: Pop3Desk;
  /** The rest of the line after the command's name, spaces included: passwords may hold some. */
  readonly argument: string;
};

type Commands<P extends Pop3State['phase']> = Readonly<Record<string, (turn: Turn<P>) => Pop3Answer>>;

export const openingState: Pop3State = { phase: 'authorization', user: null, failures: 0 };

const maxCommandBytes = 512;

const maxLoginFailures = 3;

const authorization: Commands<'authorization'> = {
  CAPA: ({ state, desk }) => listing(state, 'Capabilities follow', capabilities(desk)),
  QUIT: ({ state }) => good(state, 'Bye', 'close'),
  USER: ({ state, desk, argument }) => {
    if (!desk.takesPasswords) return needsTls(state);
    return argument === '' ? bad(state, 'USER takes a name') : good({ ...state, user: argument }, 'Password, please');
  },
  PASS: ({ state, desk, argument }) =>
    state.user === null ? bad(state, 'USER first') : login(state.failures, desk, { user: state.user, password: argument }),
  AUTH: ({ state, desk, argument }) => startSasl(state, desk, argument),
  STLS: ({ state, desk }) =>
    desk.offersTls ? good(openingState, 'Begin TLS negotiation', 'start-tls') : bad(state, 'TLS cannot be started here'),
};

const transaction: Commands<'transaction'> = {
  CAPA: ({ state, desk }) => listing(state, 'Capabilities follow', capabilities({ ...desk, offersTls: false })),
  NOOP: ({ state }) => good(state, 'Nothing done'),
  STAT: ({ state }) => good(state, totals(remaining(state))),
  LIST: (turn) => list(turn, ({ raw }) => String(octets(raw))),
  UIDL: (turn) => list(turn, ({ id }) => id),
  RETR: (turn) =>
    withMail(turn, ({ raw }) => ({
      ...good({ ...turn.state, retrieved: turn.state.retrieved + 1 }, ''),
      reply: [line(`+OK ${octets(raw)} octets`), ...multiLine(raw)],
    })),
  TOP: (turn) => {
    const lines = /^\d+ +(\d{1,9})$/.exec(turn.argument)?.[1];
    if (lines === undefined) return bad(turn.state, 'TOP takes a mail and a number of lines');
    return withMail(turn, ({ raw }) => ({
      ...good(turn.state, ''),
      reply: [line('+OK Top follows'), ...multiLine(top(raw, Number(lines)))],
    }));
  },
  DELE: (turn) => withMail(turn, ({ id }) => good({ ...turn.state, deleted: new Set([...turn.state.deleted, id]) }, 'Deleted at QUIT')),
  RSET: ({ state }) => good({ ...state, deleted: new Set() }, totals(state.maildrop.mails)),
  QUIT: ({ state }) => good(state, `Bye, ${state.deleted.size} deleted`, 'commit'),
};

/** Answers one line, given without its line end. */
export function answer(state: Pop3State, bytes: Buffer, desk: Pop3Desk): Pop3Answer {
  if (state.phase === 'sasl') return finishSasl(state.failures, desk, bytes.toString('latin1'));
  const [, name = '', argument = ''] = /^([A-Za-z]+)(?: (.*))?$/s.exec(bytes.toString('utf8')) ?? [];
  const command = name.toUpperCase();
  if (bytes.length + 2 > maxCommandBytes && command !== 'AUTH') return bad(state, 'Line too long');
  const known =
    state.phase === 'transaction'
      ? lookUp(transaction, command, { state, desk, argument })
      : lookUp(authorization, command, { state, desk, argument });
  return known ?? bad(state, `Not a command of the ${state.phase} state`);
}

function lookUp<P extends Pop3State['phase']>(commands: Commands<P>, name: string, turn: Turn<P>): Pop3Answer | null {
  return Object.hasOwn(commands, name) ? (commands[name]?.(turn) ?? null) : null;
}

// ---------------------------------------------------------------- login

function startSasl(state: Turn<'authorization'>['state'], desk: Pop3Desk, argument: string): Pop3Answer {
  const [mechanism = '', initial] = argument.split(' ');
  if (argument === '') return listing(state, 'Mechanisms follow', desk.takesPasswords ? ['PLAIN'] : []);
  if (mechanism.toUpperCase() !== 'PLAIN') return bad(state, 'No such mechanism');
  if (!desk.takesPasswords) return needsTls(state);
  if (initial !== undefined) return finishSasl(state.failures, desk, initial);
  return { state: { phase: 'sasl', failures: state.failures }, reply: [line('+ ')], next: 'read', fault: false };
}

/** `authzid NUL authcid NUL password` in base64; acting for another user is not offered. */
function finishSasl(failures: number, desk: Pop3Desk, base64: string): Pop3Answer {
  const state: Pop3State = { phase: 'authorization', user: null, failures };
  if (base64 === '*') return bad(state, 'Authentication given up');
  const parts = Buffer.from(base64, 'base64').toString('utf8').split('\0');
  const [actingFor = '', user = '', password = ''] = parts;
  const wellFormed = /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && parts.length === 3 && (actingFor === '' || actingFor === user);
  return wellFormed ? login(failures, desk, { user, password }) : bad(state, 'Not an answer to AUTH PLAIN');
}

function login(failures: number, desk: Pop3Desk, { user, password }: { user: string; password: string }): Pop3Answer {
  const state: Pop3State = { phase: 'authorization', user: null, failures: failures + 1 };
  const maildrop = desk.login(user, password);
  if (maildrop === 'in-use') return refused({ ...state, failures }, '[IN-USE] Another session holds this mailbox');
  if (maildrop !== 'denied') return good({ phase: 'transaction', maildrop, deleted: new Set(), retrieved: 0 }, totals(maildrop.mails));
  const last = state.failures >= maxLoginFailures;
  return { ...refused(state, '[AUTH] Name or password is wrong'), next: last ? 'close' : 'read' };
}

const needsTls = (state: Pop3State): Pop3Answer => refused(state, 'No login without TLS: STLS first');

function capabilities({ offersTls, takesPasswords }: Pop3Desk): readonly string[] {
  return [
    ...['TOP', 'UIDL', 'RESP-CODES', 'AUTH-RESP-CODE', 'PIPELINING', 'EXPIRE NEVER'],
    ...(takesPasswords ? ['USER', 'SASL PLAIN'] : []),
    ...(offersTls ? ['STLS'] : []),
    'IMPLEMENTATION Malleposte-embedded',
  ];
}

// ---------------------------------------------------------------- mails

/** LIST and UIDL: of one mail, or of all that are not marked as deleted. */
function list(turn: Turn<'transaction'>, describe: (mail: EmbeddedMail) => string): Pop3Answer {
  const { state, argument } = turn;
  if (argument !== '') return withMail(turn, (mail) => good(state, `${argument.trim()} ${describe(mail)}`));
  const lines = state.maildrop.mails.flatMap((mail, index) => (state.deleted.has(mail.id) ? [] : [`${index + 1} ${describe(mail)}`]));
  return listing(state, totals(remaining(state)), lines);
}

function withMail({ state, argument }: Turn<'transaction'>, give: (mail: EmbeddedMail) => Pop3Answer): Pop3Answer {
  const number = /^(\d{1,9})(?: |$)/.exec(argument)?.[1];
  if (number === undefined) return bad(state, 'This takes the number of a mail');
  const mail = state.maildrop.mails[Number(number) - 1];
  return mail === undefined || state.deleted.has(mail.id) ? refused(state, 'No such mail') : give(mail);
}

const remaining = ({ maildrop, deleted }: Turn<'transaction'>['state']): readonly EmbeddedMail[] =>
  maildrop.mails.filter(({ id }) => !deleted.has(id));

const totals = (mails: readonly EmbeddedMail[]): string => `${mails.length} ${mails.reduce((sum, { raw }) => sum + octets(raw), 0)}`;

// ---------------------------------------------------------------- answers

const line = (text: string): Buffer => Buffer.from(`${text}\r\n`);

const good = (state: Pop3State, text: string, next: Pop3Answer['next'] = 'read'): Pop3Answer => ({
  state,
  reply: [line(`+OK ${text}`)],
  next,
  fault: false,
});

/** No, though the client did nothing wrong in form. */
const refused = (state: Pop3State, text: string): Pop3Answer => ({ state, reply: [line(`-ERR ${text}`)], next: 'read', fault: false });

const bad = (state: Pop3State, text: string): Pop3Answer => ({ ...refused(state, text), fault: true });

function listing(state: Pop3State, text: string, lines: readonly string[]): Pop3Answer {
  return { ...good(state, ''), reply: [line(`+OK ${text}`), line([...lines, '.'].join('\r\n'))] };
}
