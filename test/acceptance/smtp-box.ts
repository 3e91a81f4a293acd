/** An SMTP server of the tests that takes mails and hands them on, but whose every answer a test may replace, at any time. */
import { type Peer, type ScriptedServer, startScript } from '../transport/scripted-server.ts';

type Reply = string | ((peer: Peer) => void);

export type SmtpBox = {
  /** Of this user's outbox. */
  url(user: string): string;
  /** By the beginning of a command; `.` is the end of a mail, which is taken before it is answered unless the reply begins with 4 or 5. */
  replies: Readonly<Record<string, Reply>>;
  readonly taken: Buffer[];
  readonly server: ScriptedServer;
  close(): Promise<void>;
};

const usual: Readonly<Record<string, Reply>> = {
  EHLO: '250-mail.test\r\n250-AUTH PLAIN\r\n250 OK',
  AUTH: '235 in',
  DATA: '354 go',
  '.': '250 taken',
  QUIT: '221 bye',
};

/** `hand` is told each mail that was taken. */
export async function openSmtpBox(hand: (raw: Buffer) => void): Promise<SmtpBox> {
  const server = await startScript((peer) => serve(box, peer, hand));
  const box: SmtpBox = {
    url: (user) => `smtp://${user}@127.0.0.1:${server.port}?tls=off`,
    replies: {},
    taken: [],
    server,
    close: () => server.close(),
  };
  return box;
}

async function serve(box: SmtpBox, peer: Peer, hand: (raw: Buffer) => void): Promise<void> {
  peer.say('220 ready');
  for (;;) {
    const line = await peer.hear();
    const command = line.split(' ')[0] ?? '';
    const isAccepted = give(box, peer, command);
    if (command === 'QUIT') return peer.end();
    if (command !== 'DATA' || !isAccepted) continue;
    const raw = await readMail(peer);
    if (/^[45]/.test(String(replyTo(box, '.')))) give(box, peer, '.');
    else {
      box.taken.push(raw);
      hand(raw);
      give(box, peer, '.');
    }
  }
}

const replyTo = (box: SmtpBox, command: string): Reply => box.replies[command] ?? usual[command] ?? '250 OK';

/** False when the command was refused. */
function give(box: SmtpBox, peer: Peer, command: string): boolean {
  const reply = replyTo(box, command);
  if (typeof reply === 'string') peer.say(reply);
  else reply(peer);
  return typeof reply === 'string' && !/^[45]/.test(reply);
}

async function readMail(peer: Peer): Promise<Buffer> {
  const lines: string[] = [];
  for (;;) {
    const line = await peer.hear();
    if (line === '.') return Buffer.from(lines.map((each) => `${each}\r\n`).join(''), 'latin1');
    lines.push(line.startsWith('.') ? line.slice(1) : line);
  }
}
