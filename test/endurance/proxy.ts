/** A TCP proxy between the program and a mail server: counts, watches, slows, holds, and cuts a connection where it is told to. */
import { connect, createServer, type Socket } from 'node:net';

export type Direction = 'up' | 'down';

export type Cut = {
  /** `up` is from the program to the server. */
  readonly direction: Direction;
  /** Bytes of one connection in that direction that still pass. */
  readonly afterBytes: number;
  readonly how: 'fin' | 'rst';
};

export type Line = {
  readonly port: number;
  /** Of all connections since the last `reset`. */
  readonly bytes: Readonly<Record<Direction, number>>;
  /** Cuts each connection there until it is told otherwise. */
  cut(cut: Cut | undefined): void;
  /** Is told what passes before the other side has it. */
  watch(see: (direction: Direction, chunk: Buffer) => void): void;
  /** Holds back what the server says for so long. */
  delay(milliseconds: number): void;
  /** Lets nothing pass while it is true, and cuts nothing. */
  hold(isHeld: boolean): void;
  /** How many connections were cut. */
  cuts(): number;
  reset(): void;
  close(): Promise<void>;
};

export async function openProxy(target: number): Promise<Line> {
  const bytes = { up: 0, down: 0 };
  const sockets = new Set<Socket>();
  let wanted: Cut | undefined;
  let see: (direction: Direction, chunk: Buffer) => void = () => undefined;
  let delayMs = 0;
  let cuts = 0;
  const server = createServer((program) => {
    const mail = connect(target, '127.0.0.1');
    const ends = { up: program, down: mail };
    const passed = { up: 0, down: 0 };
    for (const socket of [program, mail]) {
      sockets.add(socket);
      socket.on('error', () => undefined); // a cut is what this proxy is for
      socket.once('close', () => sockets.delete(socket));
    }
    const end = (how: Cut['how']): void => {
      cuts += 1;
      for (const socket of [program, mail]) {
        if (how === 'rst') socket.resetAndDestroy();
        else socket.end();
      }
    };
    const pass = (direction: Direction, chunk: Buffer): void => {
      see(direction, chunk);
      const room = wanted?.direction === direction ? wanted.afterBytes - passed[direction] : Number.POSITIVE_INFINITY;
      const part = chunk.subarray(0, Math.max(0, room));
      passed[direction] += part.length;
      bytes[direction] += part.length;
      const to = direction === 'up' ? mail : program;
      if (!to.writable) return;
      const cut = wanted;
      if (part.length < chunk.length && cut) to.write(part, () => end(cut.how));
      else if (delayMs > 0 && direction === 'down') setTimeout(() => to.writable && to.write(part), delayMs);
      else to.write(part);
    };
    for (const direction of ['up', 'down'] as const) {
      ends[direction].on('data', (chunk: Buffer) => pass(direction, chunk));
      ends[direction].once('close', () => ends[direction === 'up' ? 'down' : 'up'].end());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    port: address.port,
    bytes,
    cut: (cut) => {
      wanted = cut;
    },
    watch: (watcher) => {
      see = watcher;
    },
    delay: (milliseconds) => {
      delayMs = milliseconds;
    },
    hold: (isHeld) => {
      for (const socket of sockets) isHeld ? socket.pause() : socket.resume();
    },
    cuts: () => cuts,
    reset: () => {
      cuts = 0;
      bytes.up = 0;
      bytes.down = 0;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
