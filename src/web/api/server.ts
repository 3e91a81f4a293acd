/** The web door on a socket: loopback unless there is a password and TLS, until it is closed. */

import { randomBytes } from 'node:crypto';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { type ServerType, serve } from '@hono/node-server';
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import { linkPath, openApp } from './app.ts';
import { openAttempts } from './attempts.ts';
import { openDesk } from './desk.ts';
import { allowedHosts, loopbackNames, normaliseHost } from './hosts.ts';
import { readPages } from './pages.ts';
import { openSessions } from './sessions.ts';
import { openTasks } from './tasks.ts';
import type { World } from './world.ts';

export type ServeOptions = {
  /** An address of this machine; loopback unless given. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Under which browsers reach it, where that is not the socket itself: `https://parc.example.org` of a reverse proxy. Nothing else is answered then. */
  readonly publicUrl?: URL;
  /** PEM texts. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** The folder of the built pages. */
  readonly pagesFolder: string;
};

export type WebDoor = {
  /** `http://127.0.0.1:8025` */
  readonly url: string;
  /** The address of a link that logs one administrator in, once. */
  makeLink(): string;
  /** Stops what runs at the next safe place, then everything. */
  close(): Promise<void>;
};

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

/** Refused as `not-loopback` where others could reach it without a password or in plain text. */
export async function openWebDoor(world: World, options: ServeOptions): Promise<Result<WebDoor, ExplainedError>> {
  const refused = await refuseOthers(world, options);
  if (refused) return err(refused);
  const { host, tls, publicUrl } = options;
  const isTls = tls !== undefined || publicUrl?.protocol === 'https:';
  const sessions = openSessions({ now: world.now, randomBytes });
  const desk = openDesk(world, { tasks: openTasks(world), sessions, attempts: openAttempts({ now: world.now }) });
  let hosts: readonly string[] = [];
  const app = openApp({ desk, pages: await readPages(options.pagesFolder), hosts: () => hosts, isTls, randomBytes });
  const listening = await listen(app.fetch, options);
  if (!listening.ok) return listening;
  const { server, port } = listening.value;
  const name = nameInUrl(host);
  const own = allowedHosts({ names: isLoopback(host) ? loopbackNames : [name], port, isTls });
  hosts = publicUrl ? [normaliseHost(publicUrl.host, isTls)] : own;
  const url = publicUrl?.origin ?? `${isTls ? 'https' : 'http'}://${name}:${port}`;
  return ok({
    url,
    makeLink: () => `${url}${linkPath}?key=${sessions.makeLink('administrator')}`,
    close: async () => {
      await desk.tasks.close();
      await closed(server);
      await desk.close();
    },
  });
}

/** As browsers write it: an IPv6 address in brackets and in its shortest form (WHATWG URL, IPv6 serializer). */
function nameInUrl(host: string): string {
  const bracketed = host.includes(':') ? `[${host}]` : host;
  return URL.canParse(`http://${bracketed}`) ? new URL(`http://${bracketed}`).hostname : bracketed;
}

/** Others come in by a password, over TLS: of this server, or of the proxy that the public address names. */
async function refuseOthers(world: World, { host, tls, publicUrl }: ServeOptions): Promise<ExplainedError | undefined> {
  const isForOthers = !isLoopback(host) || (publicUrl !== undefined && !isLoopback(publicUrl.hostname.replace(/^\[|\]$/g, '')));
  if (!isForOthers) return undefined;
  const passwords = await world.access.passwords();
  if (!passwords.ok) return passwords.error;
  const hasPassword = passwords.value.some(({ role }) => role === 'administrator');
  // What the link says is what the browser asks by.
  const isSealed = publicUrl ? publicUrl.protocol === 'https:' && (tls !== undefined || isLoopback(host)) : tls !== undefined;
  if (hasPassword && isSealed) return undefined;
  return { kind: 'not-loopback', host: publicUrl?.host ?? host, lacks: hasPassword ? 'tls' : isSealed ? 'password' : 'both' };
}

type Listening = { readonly server: ServerType; readonly port: number };

/** What the TLS library says against these texts; undefined where they are good together. */
function tlsFault({ certificate, key }: NonNullable<ServeOptions['tls']>): string | undefined {
  try {
    createSecureContext({ cert: certificate, key });
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

/** Bytes: the address of a file names the lines that somebody selected, thousands at most. */
const maxHeaderSize = 65_536;

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port, tls }: ServeOptions,
): Promise<Result<Listening, ExplainedError>> {
  const fault = tls && tlsFault(tls);
  if (fault !== undefined) return Promise.resolve(err({ kind: 'certificate-refused', cause: fault }));
  return new Promise((resolve) => {
    const secured = tls
      ? { createServer: createTlsServer, serverOptions: { cert: tls.certificate, key: tls.key, maxHeaderSize } }
      : { serverOptions: { maxHeaderSize } };
    const server = serve({ fetch, hostname: host, port, ...secured }, (info: AddressInfo) => resolve(ok({ server, port: info.port })));
    server.once('error', (failure: NodeJS.ErrnoException) =>
      resolve(err({ kind: 'port-refused', host, port, cause: failure.code ?? failure.message })),
    );
  });
}

/** So long the last word of a task may take to its followers. */
const lastWordMs = 250;

/** Followers of events never end by themselves. */
const closed = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), lastWordMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
  });
