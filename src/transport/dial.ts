/**
 * From a host name to a socket that may be trusted: name, connection, STARTTLS where the URL says so, TLS, certificate. One
 * way for POP3 and SMTP; IMAP, whose library dials by itself, comes here to resolve the name and to explain a refused
 * certificate. Ignores logins.
 */
import { lookup } from 'node:dns/promises';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { ok, type Result } from '../result.ts';
import type { MailUrl } from '../settings/mail-url.ts';
import { causeOf, distrusted, type Failed, misspoken, noTls, type OnStep, timedOut, unreachable } from './failures.ts';
import type { TlsTrust, TransportError } from './port.ts';
import { askForTls } from './starttls.ts';
import { fingerprintOf, isCertificateError, isPlainAnswer, showsPin, tlsOptions } from './tls.ts';
import { openWire } from './wire.ts';

export type Server = Pick<MailUrl, 'host' | 'port' | 'security'> & { readonly protocol: 'imap' | 'pop3' | 'smtp' };

export type DialOptions = {
  readonly trust: TlsTrust;
  /** For each step; name, connection and handshake have at most 15 s. */
  readonly timeoutMs: number;
  readonly ehloName?: string;
  readonly onStep?: OnStep | undefined;
};

export type Dialled = {
  /** Nothing has been read of what the server says next. */
  readonly socket: Socket;
  /** Its greeting when that came before STARTTLS, CRLF included for SMTP; undefined when it is still to come. */
  readonly greeting: string | undefined;
};

export const maxConnectMs = 15_000;

export async function dial(server: Server, options: DialOptions): Promise<Result<Dialled, TransportError>> {
  const stepMs = Math.min(options.timeoutMs, maxConnectMs);
  const addresses = await resolveName(server, { ...options, timeoutMs: stepMs });
  if (!addresses.ok) return addresses;
  options.onStep?.('connect', `${addresses.value.map(({ address }) => address).join(', ')}, port ${server.port}`);
  const socket = await connectTo(server, addresses.value, stepMs);
  if (!socket.ok || server.security === 'none') return socket.ok ? ok({ socket: socket.value, greeting: undefined }) : socket;
  options.onStep?.('tls', server.security);
  const greeting = server.security === 'starttls' ? await speakBeforeTls(server, socket.value, options) : ok(undefined);
  const secured = greeting.ok ? await secure(server, socket.value, { trust: options.trust, timeoutMs: stepMs }) : greeting;
  if (!secured.ok) socket.value.destroy();
  if (!greeting.ok) return greeting;
  return secured.ok ? ok({ socket: secured.value, greeting: greeting.value }) : secured;
}

export type Address = { readonly address: string; readonly family: number };

/** The addresses behind a name, or the address itself; ENOTFOUND and a silent DNS are `unreachable`. */
export async function resolveName(
  server: Server,
  { timeoutMs, onStep }: Pick<DialOptions, 'timeoutMs' | 'onStep'>,
): Promise<Result<readonly Address[], TransportError>> {
  onStep?.('name', server.host);
  const silence = Promise.withResolvers<never>();
  const timer = setTimeout(() => silence.reject(new Error('the name server does not answer')), timeoutMs);
  try {
    return ok(await Promise.race([lookup(server.host, { all: true }), silence.promise]));
  } catch (error) {
    return unreachable(server, causeOf(error));
  } finally {
    clearTimeout(timer);
  }
}

/** A `lookup` option for sockets that answers with what is already known. */
export function lookupOf(addresses: readonly Address[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all === true || first === undefined) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

function connectTo(server: Server, addresses: readonly Address[], timeoutMs: number): Promise<Result<Socket, TransportError>> {
  return new Promise((resolve) => {
    const socket = connect({ host: server.host, port: server.port, lookup: lookupOf(addresses) });
    const timer = setTimeout(() => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), timeoutMs);
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      resolve(unreachable(server, causeOf(error)));
    };
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(timer);
      // Stays: an error between two owners of the socket must not end the process (L6, L8).
      socket.on('error', () => undefined);
      socket.setNoDelay(true).setKeepAlive(true, 30_000);
      resolve(ok(socket));
    });
  });
}

async function speakBeforeTls(server: Server, socket: Socket, options: DialOptions): Promise<Result<string, TransportError>> {
  const wire = openWire(socket);
  const ehloName = options.ehloName ?? '[127.0.0.1]';
  const greeting = await askForTls(server.protocol, { place: server, wire, timeoutMs: options.timeoutMs, ehloName });
  wire.release();
  return greeting;
}

type Handshake = { readonly trust: TlsTrust; readonly timeoutMs: number };

function secure(server: Server, plain: Socket, { trust, timeoutMs }: Handshake): Promise<Result<TLSSocket, TransportError>> {
  const options = tlsOptions(trust);
  if (!options.ok) return Promise.resolve(distrusted(server, `own CA: ${options.error}`, ''));
  return new Promise((resolve) => {
    const name = isIP(server.host) === 0 ? { servername: server.host } : {};
    const socket = connectTls({ socket: plain, host: server.host, ...name, ...options.value });
    let fingerprint = '';
    const settle = (outcome: Result<TLSSocket, TransportError>): void => {
      clearTimeout(timer);
      if (!outcome.ok) socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => settle(timedOut(server, 'TLS')), timeoutMs);
    // Emitted before Node judges: the only moment at which the certificate of a refused server can be had.
    socket.prependOnceListener('secure', () => {
      fingerprint = fingerprintOf(socket);
    });
    socket.on('error', (error: unknown) => settle(asTlsFailure(server, causeOf(error), fingerprint)));
    socket.once('secureConnect', () =>
      settle(showsPin(socket, trust) ? ok(socket) : distrusted(server, 'another certificate than the pinned one', fingerprintOf(socket))),
    );
  });
}

/** What a failed handshake means. A server that answers in plain text has no TLS at this port. */
export function asTlsFailure(server: Server, cause: string, fingerprint: string): Failed {
  if (isCertificateError(cause)) return distrusted(server, cause, fingerprint);
  if (isPlainAnswer(cause)) return noTls(server);
  return /^E[A-Z]+$/.test(cause) && cause !== 'EPROTO' ? unreachable(server, cause) : misspoken(server, 'TLS', cause);
}
