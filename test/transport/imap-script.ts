/** A scripted IMAP server: answers what a mailbox of three mails answers, unless a test says otherwise for a command. */
import type { Peer } from './scripted-server.ts';

export type ImapAnswers = {
  readonly greeting?: string;
  readonly capabilities?: string;
  /**
   * Lines in place of the usual answer, by the beginning of the command (`UID COPY`); `$` stands for the tag. Undefined answers
   * nothing at all.
   */
  readonly answers?: Readonly<Record<string, ImapAnswer | undefined>>;
};

export type ImapAnswer = readonly string[] | ((peer: Peer, tag: string, command: string) => void);

const usual: Readonly<Record<string, readonly string[]>> = {
  LOGIN: ['$ OK in'],
  'LIST "" ""': ['* LIST (\\Noselect) "/" ""', '$ OK'],
  LIST: ['* LIST () "/" INBOX', '$ OK'],
  SELECT: ['* 3 EXISTS', '* OK [UIDVALIDITY 77] ok', '* OK [PERMANENTFLAGS (\\Deleted \\Seen \\*)] ok', '$ OK [READ-WRITE] ok'],
  EXAMINE: ['* 3 EXISTS', '* OK [UIDVALIDITY 77] ok', '$ OK [READ-ONLY] ok'],
  'UID SEARCH': ['* SEARCH 1 2 3', '$ OK'],
  STATUS: ['* STATUS Done (MESSAGES 0)', '$ OK'],
  LOGOUT: ['* BYE', '$ OK'],
};

/** Everything else is answered by OK: NOOP, STORE, COPY, MOVE, EXPUNGE. */
export const playImap =
  ({ greeting = '* OK ready', capabilities = 'IMAP4rev1', answers = {} }: ImapAnswers) =>
  async (peer: Peer): Promise<void> => {
    if (greeting !== '') peer.say(greeting);
    const scripts: NonNullable<ImapAnswers['answers']> = { CAPABILITY: [`* CAPABILITY ${capabilities}`, '$ OK'], ...usual, ...answers };
    const known = Object.keys(scripts).sort((a, b) => b.length - a.length);
    for (;;) {
      const [tag = '', ...words] = (await peer.hear()).split(' ');
      const command = words.join(' ');
      const match = known.find((beginning) => command.toUpperCase().startsWith(beginning));
      const script = match === undefined ? ['$ OK done'] : scripts[match];
      if (typeof script === 'function') script(peer, tag, command);
      else if (script !== undefined) peer.say(...script.map((line) => line.replace(/^\$/, tag)));
    }
  };

/** One FETCH response with a literal. */
export const fetched = (uid: number, content: string, { size = content.length, item = 'BODY[]' } = {}): string =>
  `* ${uid} FETCH (UID ${uid} RFC822.SIZE ${size} ${item} {${content.length}}\r\n${content})`;
