/**
 * A listening loopback port of the embedded server. It hands over connections, counts them, and can play dead: while it is
 * down it keeps the port and resets whoever knocks. With TLS the handshake happens here, before the connection is handed over.
 */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import type { Certificate } from './certificate.ts';

export type Door = {
  readonly port: number;
  setDown(down: boolean): void;
  close(): Promise<void>;
};

export type DoorOptions = {
  readonly host: string;
  /** null: connections in clear. */
  readonly certificate: Certificate | null;
  readonly onConnection: (socket: Socket) => void;
  /** A handshake that failed. */
  readonly onFailure: (cause: string) => void;
};

const maxConnections = 200;
const handshakeTimeoutMs = 15_000;

/** Listens on a free port. Rejects when this machine lets nobody listen. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const open = new Set<Socket>();
  const tls = options.certificate === null ? null : tlsLayer(options, options.certificate, open);
  let down = false;
  const server = createServer((socket) => {
    keep(open, socket);
    if (down) socket.resetAndDestroy();
    else if (tls === null) options.onConnection(socket);
    else tls.emit('connection', socket);
  });
  server.maxConnections = maxConnections;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, options.host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    setDown: (value) => {
      down = value;
      if (down) cut(open);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut(open);
      }),
  };
}

function tlsLayer(options: DoorOptions, { key, certificate }: Certificate, open: Set<Socket>): TlsServer {
  const server = createTlsServer({ key, cert: certificate, handshakeTimeout: handshakeTimeoutMs }, (socket) => {
    keep(open, socket);
    options.onConnection(socket);
  });
  return server.on('tlsClientError', (error) => options.onFailure(error.message));
}

/** Remembers a connection while it lives. Its errors are its user's affair; without any listener they would end the process. */
function keep(open: Set<Socket>, socket: Socket): void {
  open.add(socket);
  socket.on('error', () => undefined).once('close', () => open.delete(socket));
}

function cut(open: ReadonlySet<Socket>): void {
  for (const socket of [...open].reverse()) socket.destroy(); // a TLS layer before the socket below it
}
