/**
 * An IMAP mailbox of the tests that keeps mails and obeys, but whose every answer a test may replace, at any time: the faults that real
 * servers do not have on request. One folder is polled; others only take what is moved or copied.
 */

import { type ImapAnswer, playImap } from '../transport/imap-script.ts';
import type { Peer, ScriptedServer } from '../transport/scripted-server.ts';
import { startScript } from '../transport/scripted-server.ts';
import type { OfficeMailbox } from './office-place.ts';

type Kept = { raw: Buffer; readonly flags: Set<string> };

export type ImapBox = OfficeMailbox & {
  uidValidity: string;
  capabilities: string;
  /** In place of what this box answers by itself; replaced as a whole. */
  answers: Readonly<Record<string, ImapAnswer | undefined>>;
  readonly mails: Map<number, Kept>;
  /** What was moved or copied away. */
  readonly elsewhere: Buffer[];
  /** UIDs whose whole content was asked for, in order. */
  readonly downloaded: number[];
  readonly server: ScriptedServer;
  /** The usual answer to a command, for those who only want to interrupt. */
  obey(peer: Peer, tag: string, command: string): void;
  close(): Promise<void>;
};

export async function openImapBox(): Promise<ImapBox> {
  const state = { nextUid: 1 };
  const script = (peer: Peer): Promise<void> => {
    const usual = Object.fromEntries(commands.map((command) => [command, box.obey]));
    return playImap({ capabilities: box.capabilities, answers: { ...usual, ...box.answers } })(peer);
  };
  const server = await startScript(script);
  const box: ImapBox = {
    url: `imap://common@127.0.0.1:${server.port}/INBOX?tls=off`,
    uidValidity: '77',
    capabilities: 'IMAP4rev1 UIDPLUS MOVE',
    answers: {},
    mails: new Map(),
    elsewhere: [],
    downloaded: [],
    server,
    deliver: (raw) => {
      box.mails.set(state.nextUid, { raw, flags: new Set() });
      state.nextUid += 1;
    },
    messages: async () => [...box.mails.values()].map(({ raw }) => raw),
    obey: (peer, tag, command) => peer.say(...obey(box, command), `${tag} OK ${/^SELECT/i.test(command) ? '[READ-WRITE] ' : ''}done`),
    close: () => server.close(),
  };
  return box;
}

const commands = ['SELECT', 'EXAMINE', 'UID SEARCH', 'UID FETCH', 'UID STORE', 'UID EXPUNGE', 'UID COPY', 'UID MOVE'];

function obey(box: ImapBox, command: string): readonly string[] {
  if (/^(?:SELECT|EXAMINE)/i.test(command)) return opened(box);
  if (/^UID SEARCH/i.test(command)) return [`* SEARCH ${searched(box, command).join(' ')}`.trimEnd()];
  const uids = named(box, command);
  if (/^UID FETCH/i.test(command)) return fetched(box, uids, command);
  if (/^UID STORE/i.test(command)) return stored(box, uids, command);
  if (/^UID EXPUNGE/i.test(command))
    return removed(
      box,
      uids.filter((uid) => box.mails.get(uid)?.flags.has('\\Deleted')),
    );
  for (const uid of uids) box.elsewhere.push(box.mails.get(uid)?.raw ?? Buffer.alloc(0));
  return /^UID MOVE/i.test(command) ? removed(box, uids) : [];
}

const opened = (box: ImapBox): readonly string[] => [
  `* ${box.mails.size} EXISTS`,
  `* OK [UIDVALIDITY ${box.uidValidity}] ok`,
  '* OK [PERMANENTFLAGS (\\Deleted \\Seen \\Flagged \\*)] ok',
];

function searched(box: ImapBox, command: string): readonly number[] {
  const among = /UID ([\d:,*]+)/i.exec(command.slice('UID SEARCH'.length));
  const uids = among ? inRange(box, among[1] ?? '') : [...box.mails.keys()];
  return /(?:UNDELETED|NOT DELETED)/i.test(command) ? uids.filter((uid) => !box.mails.get(uid)?.flags.has('\\Deleted')) : uids;
}

const named = (box: ImapBox, command: string): readonly number[] => inRange(box, command.split(' ')[2] ?? '');

function inRange(box: ImapBox, range: string): readonly number[] {
  const spans = range.split(',').map((span) => span.split(':').map((end) => (end === '*' ? Number.POSITIVE_INFINITY : Number(end))));
  return [...box.mails.keys()].filter((uid) => spans.some(([from = 0, to = from]) => uid >= from && uid <= to));
}

function fetched(box: ImapBox, uids: readonly number[], command: string): readonly string[] {
  const [, asked = ''] = /\((.*)\)/.exec(command) ?? [];
  const isWhole = /BODY(?:\.PEEK)?\[\]/i.test(asked);
  if (isWhole) box.downloaded.push(...uids);
  return uids.map((uid) => {
    const { raw, flags } = box.mails.get(uid) ?? { raw: Buffer.alloc(0), flags: new Set<string>() };
    const facts = `UID ${uid} RFC822.SIZE ${raw.length} FLAGS (${[...flags].join(' ')})`;
    return `* ${sequenceOf(box, uid)} FETCH (${facts}${contentAsked(asked, isWhole, raw.toString('latin1'))})`;
  });
}

function contentAsked(asked: string, isWhole: boolean, text: string): string {
  if (!isWhole && !/\[HEADER/i.test(asked)) return '';
  const content = isWhole ? text : text.slice(0, text.indexOf('\r\n\r\n') + 4);
  const item = isWhole ? 'BODY[]' : `BODY[HEADER]${/\]<0/.test(asked) ? '<0>' : ''}`;
  return ` ${item} {${content.length}}\r\n${content}`;
}

function stored(box: ImapBox, uids: readonly number[], command: string): readonly string[] {
  for (const flag of command.match(/\\[A-Za-z]+/g) ?? []) for (const uid of uids) box.mails.get(uid)?.flags.add(flag);
  return [];
}

function removed(box: ImapBox, uids: readonly number[]): readonly string[] {
  return uids.map((uid) => {
    const line = `* ${sequenceOf(box, uid)} EXPUNGE`;
    box.mails.delete(uid);
    return line;
  });
}

const sequenceOf = (box: ImapBox, uid: number): number => [...box.mails.keys()].indexOf(uid) + 1;
