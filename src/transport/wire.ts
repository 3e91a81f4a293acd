/**
 * Lines and dot-ended blocks over a socket. Bytes are pulled only when asked for, so that the kernel does the flow control and
 * memory stays bounded; every wait has an end. Ignores what the lines mean: POP3, and the few lines before STARTTLS, speak here.
 */
import type { Socket } from 'node:net';
import { err, ok, type Result } from '../result.ts';
import { causeOf } from './failures.ts';
import { startUnstuffing } from './unstuffing.ts';

/** Final: after one of these the socket is destroyed and every later call answers the same. */
export type WireFault = { readonly fault: 'closed' | 'silent' | 'endless'; readonly detail: string };

export type Block = {
  /** The content, un-stuffed, up to `keepBytes`. */
  readonly content: Buffer;
  /** What came in all. */
  readonly bytes: number;
};

export type BlockOptions = {
  readonly keepBytes: number;
  readonly timeoutMs: number;
  /** Does the time count for the whole block, or anew from each arrival of bytes? */
  readonly timer: 'whole' | 'silence';
};

export type Wire = {
  readonly socket: Socket;
  /** Writes the line and CRLF. Throws when the line carries CR, LF or NUL: no data may smuggle in a command (threat T18). */
  send(line: string): void;
  /** The next line without its end; bare LF is forgiven. */
  line(timeoutMs: number): Promise<Result<string, WireFault>>;
  block(options: BlockOptions): Promise<Result<Block, WireFault>>;
  /** True when bytes have arrived that nobody has asked for. */
  hasUnread(): boolean;
  /** Lets go of the socket, so that TLS can take it. */
  release(): void;
  destroy(): void;
};

type Reading = { readonly socket: Socket; rest: Buffer; fault: WireFault | undefined; wake: () => void };

const maxLineBytes = 8192;
/** A block beyond this is not a mail but an attack; below it, what we will not keep is read and dropped. */
const maxBlockBytes = 1_073_741_824;
const nothing = Buffer.alloc(0);

export function openWire(socket: Socket): Wire {
  const reading: Reading = { socket, rest: nothing, fault: undefined, wake: () => undefined };
  const release = listen(reading);
  return {
    socket,
    send: (line) => send(socket, line),
    line: (timeoutMs) => readLine(reading, timeoutMs),
    block: (options) => readBlock(reading, options),
    hasUnread: () => reading.rest.length > 0 || socket.readableLength > 0,
    release,
    destroy: () => {
      socket.destroy();
    },
  };
}

function listen(reading: Reading): () => void {
  const { socket } = reading;
  const close = (detail: string): void => {
    reading.fault ??= { fault: 'closed', detail };
    reading.wake();
  };
  const listeners = {
    readable: () => reading.wake(),
    end: () => close('closed by the server'),
    close: () => close('closed'),
    error: (error: unknown) => close(causeOf(error)),
  };
  for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener);
  return () => {
    for (const [event, listener] of Object.entries(listeners)) socket.off(event, listener);
  };
}

function send(socket: Socket, line: string): void {
  if (/[\r\n\0]/.test(line)) throw new Error('a command line must not carry CR, LF or NUL');
  if (!socket.destroyed) socket.write(`${line}\r\n`);
}

async function readLine(reading: Reading, timeoutMs: number): Promise<Result<string, WireFault>> {
  const end = performance.now() + timeoutMs;
  let line = nothing;
  for (;;) {
    const chunk = await pull(reading, end - performance.now());
    if (!chunk.ok) return chunk;
    const lineFeed = chunk.value.indexOf(10);
    line = Buffer.concat([line, lineFeed < 0 ? chunk.value : chunk.value.subarray(0, lineFeed)]);
    if (line.length > maxLineBytes) return fail(reading, { fault: 'endless', detail: `a line beyond ${maxLineBytes} bytes` });
    if (lineFeed < 0) continue;
    reading.rest = chunk.value.subarray(lineFeed + 1);
    return ok(line.toString('utf8').replace(/\r$/, ''));
  }
}

async function readBlock(reading: Reading, { keepBytes, timeoutMs, timer }: BlockOptions): Promise<Result<Block, WireFault>> {
  const unstuffing = startUnstuffing();
  const end = performance.now() + timeoutMs;
  const kept: Buffer[] = [];
  let bytes = 0;
  const keep = (content: Buffer): void => {
    if (bytes < keepBytes) kept.push(content.subarray(0, keepBytes - bytes));
    bytes += content.length;
  };
  while (bytes <= maxBlockBytes) {
    const chunk = await pull(reading, timer === 'whole' ? end - performance.now() : timeoutMs);
    if (!chunk.ok) return chunk;
    const next = unstuffing.feed(chunk.value, keep);
    if (next < 0) continue;
    reading.rest = chunk.value.subarray(next);
    return ok({ content: Buffer.concat(kept), bytes });
  }
  return fail(reading, { fault: 'endless', detail: `an answer beyond ${maxBlockBytes} bytes` });
}

/** The bytes that are there, or the next ones. What arrived before the end of the connection is still handed out. */
async function pull(reading: Reading, waitMs: number): Promise<Result<Buffer, WireFault>> {
  if (reading.rest.length > 0) {
    const { rest } = reading;
    reading.rest = nothing;
    return ok(rest);
  }
  const end = performance.now() + waitMs;
  for (;;) {
    const chunk: unknown = reading.socket.read();
    if (Buffer.isBuffer(chunk)) return ok(chunk);
    if (reading.fault !== undefined) return err(reading.fault);
    const leftMs = end - performance.now();
    if (leftMs <= 0) return fail(reading, { fault: 'silent', detail: 'no answer in time' });
    await arrival(reading, leftMs);
  }
}

function arrival(reading: Reading, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      reading.wake = () => undefined;
      resolve();
    };
    const timer = setTimeout(done, Math.ceil(waitMs));
    reading.wake = done;
  });
}

function fail(reading: Reading, fault: WireFault): Result<never, WireFault> {
  reading.fault = fault;
  reading.socket.destroy();
  return err(fault);
}
