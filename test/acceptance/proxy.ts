/** A TCP proxy in front of a mail server that counts what passes, and at a certain byte cuts the line or tells; or lies about sizes (IMAP). */
import { createConnection, createServer, type Socket } from 'node:net';

export type MailProxy = {
  readonly port: number;
  /** Bytes that passed in both directions since `reset`. */
  passed(): number;
  /** Counts anew; after `atByte` bytes `strike` happens once: the line is cut, or the test is told. */
  reset(plan?: { readonly atByte: number; readonly strike: 'cut' | (() => void) }): void;
  /** Added to every RFC822.SIZE that the server states. */
  lie(sizeDelta: number): void;
  /** Refuses new connections while down. */
  setDown(isDown: boolean): void;
  close(): Promise<void>;
};

export async function openProxy(targetPort: number): Promise<MailProxy> {
  const sockets = new Set<Socket>();
  let passed = 0;
  let sizeDelta = 0;
  let isDown = false;
  let plan: Parameters<MailProxy['reset']>[0];
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const count = (bytes: number): void => {
    passed += bytes;
    if (!plan || passed < plan.atByte) return;
    const { strike } = plan;
    plan = undefined;
    if (strike === 'cut') cut();
    else strike();
  };
  const server = createServer((client) => {
    const target = createConnection(targetPort, '127.0.0.1');
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(from);
      from
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(from);
          to.destroy();
        });
      from.on('data', (chunk: Buffer) => {
        to.write(from === target && sizeDelta !== 0 ? withOtherSizes(chunk, sizeDelta) : chunk);
        count(chunk.length);
      });
    }
    if (isDown) client.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    passed: () => passed,
    reset: (next) => {
      passed = 0;
      plan = next;
    },
    lie: (delta) => {
      sizeDelta = delta;
    },
    setDown: (down) => {
      isDown = down;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}

const withOtherSizes = (chunk: Buffer, delta: number): Buffer =>
  Buffer.from(
    chunk.toString('latin1').replaceAll(/RFC822\.SIZE (\d+)/g, (_, size) => `RFC822.SIZE ${Number(size) + delta}`),
    'latin1',
  );
