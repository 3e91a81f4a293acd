/** A tiny line server for faults that real servers do not have on request: a test writes down what it says, hears and cuts. */
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { openWire } from '../../src/transport/wire.ts';

export type Peer = {
  /** The next line of the client; rejects when it leaves. */
  hear(): Promise<string>;
  /** Sends lines with CRLF. */
  say(...lines: readonly string[]): void;
  /** Sends bytes as they are. */
  send(bytes: string | Buffer): void;
  /** FIN. */
  end(): void;
  /** RST. */
  reset(): void;
  /** Takes up TLS as the server. */
  secure(keys: Keys): Promise<Peer>;
};

export type Keys = { readonly certificate: string; readonly key: string };

export type ScriptedServer = {
  readonly port: number;
  /** Every line that any client has said, so that a test can state what was never said. */
  readonly heard: readonly string[];
  close(): Promise<void>;
};

export type Script = (peer: Peer) => Promise<void>;

/** One script for each connection; what it throws ends the connection, as a client that leaves does. */
export const startScript = async (script: Script, tls?: Keys): Promise<ScriptedServer> => {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    // Runs beside the test; a client that leaves is the usual end of it.
    void script(peerOf(socket, heard)).catch(() => socket.destroy());
  };
  const server: Server = tls ? createTlsServer({ cert: tls.certificate, key: tls.key }, serve) : createServer(serve);
  // A client that does not trust us leaves in the middle of the handshake.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    heard,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};

const peerOf = (socket: Socket, heard: string[]): Peer => {
  const wire = openWire(socket);
  return {
    hear: async () => {
      const line = await wire.line(10_000);
      if (!line.ok) throw new Error(line.error.detail);
      heard.push(line.value);
      return line.value;
    },
    say: (...lines) => void socket.write(lines.map((line) => `${line}\r\n`).join(''), 'latin1'),
    send: (bytes) => void socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes),
    end: () => void socket.end(),
    reset: () => void socket.resetAndDestroy(),
    secure: async ({ certificate, key }) => {
      wire.release();
      const secured = new TLSSocket(socket, { isServer: true, cert: certificate, key });
      secured.on('error', () => undefined);
      return peerOf(secured, heard);
    },
  };
};

/** Never ends by itself: the client must. */
export const silence = (): Promise<never> => new Promise(() => undefined);
