/** A bare client for tests: says exactly the bytes that it is told to, and waits for what it expects. */
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export type Dialogue = {
  readonly socket: Socket;
  /** Everything heard since the last `until`, up to and including the expected end. Rejects when the server hangs up first. */
  until(end: string | RegExp): Promise<string>;
  /** Says a line and answers the one line that comes back. */
  ask(line: string): Promise<string>;
  /** Says a line and answers a multi-line reply, final dot included. */
  askAll(line: string): Promise<string>;
  say(bytes: string | Buffer): void;
  /** Resolves when the server has hung up, with what it said before. */
  end(): Promise<string>;
};

export type Place = { readonly port: number; readonly ca?: string };

const patienceMs = 15_000;

/** Texts are Latin-1 on both ways, so that every byte is visible. */
export async function dial({ port, ca }: Place): Promise<Dialogue> {
  const socket = ca === undefined ? connect(port, '127.0.0.1') : connectTls({ port, host: '127.0.0.1', ca });
  await new Promise((resolve, reject) => socket.once(ca === undefined ? 'connect' : 'secureConnect', resolve).once('error', reject));
  return converse(socket);
}

/** Takes over a connection, as after STLS. */
export function converse(socket: Socket): Dialogue {
  let heard = '';
  let over = false;
  const wake = new Set<() => void>();
  const stir = () => {
    for (const one of wake) one();
  };
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    stir();
  });
  socket
    .on('error', () => undefined)
    .on('close', () => {
      over = true;
      stir();
    });
  const when = (ready: () => string | null) =>
    new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => settle(() => reject(new Error(`heard only ${JSON.stringify(heard.slice(-300))}`))), patienceMs);
      const look = () => {
        const found = ready();
        if (found !== null) settle(() => resolve(found));
        else if (over) settle(() => reject(new Error(`hung up after ${JSON.stringify(heard.slice(-300))}`)));
      };
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        wake.delete(look);
        finish();
      };
      wake.add(look);
      look();
    });
  const until = (end: string | RegExp) =>
    when(() => {
      const at = typeof end === 'string' ? heard.indexOf(end) : heard.search(end);
      if (at < 0) return null;
      const length = at + (typeof end === 'string' ? end.length : (end.exec(heard)?.[0].length ?? 0));
      const part = heard.slice(0, length);
      heard = heard.slice(length);
      return part;
    });
  const say = (bytes: string | Buffer) => void socket.write(bytes, 'latin1');
  return {
    socket,
    until,
    say,
    ask: (line) => {
      say(`${line}\r\n`);
      return until('\r\n');
    },
    askAll: async (line) => {
      say(`${line}\r\n`);
      const first = await until('\r\n');
      return first.startsWith('+OK') ? first + (await until(/^\.\r\n/m)) : first;
    },
    end: () => when(() => (over ? heard : null)),
  };
}
