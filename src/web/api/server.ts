/** The web door on a socket: loopback unless there is a password and TLS, until it is closed. */

import { randomBytes } from 'node:crypto';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import { linkPath, openApp } from './app.ts';
import { openAttempts } from './attempts.ts';
import { openDesk } from './desk.ts';
import { allowedHosts, loopbackNames } from './hosts.ts';
import { readPages } from './pages.ts';
import { openSessions } from './sessions.ts';
import { openTasks } from './tasks.ts';
import type { World } from './world.ts';

export type ServeOptions = {
  /** An address of this machine; loopback unless given. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Further names under which browsers reach it, as of a reverse proxy. */
  readonly names: readonly string[];
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
  const { host, tls } = options;
  if (!isLoopback(host)) {
    const passwords = await world.access.passwords();
    if (!passwords.ok) return passwords;
    const hasPassword = passwords.value.some(({ role }) => role === 'administrator');
    if (!hasPassword || !tls) return err({ kind: 'not-loopback', host, lacks: hasPassword ? 'tls' : tls ? 'password' : 'both' });
  }
  const sessions = openSessions({ now: world.now, randomBytes });
  const desk = openDesk(world, { tasks: openTasks(world), sessions, attempts: openAttempts({ now: world.now }) });
  const names = [...new Set([...(isLoopback(host) ? loopbackNames : [host]), ...options.names])];
  let hosts: readonly string[] = [];
  const app = openApp({ desk, pages: await readPages(options.pagesFolder), hosts: () => hosts, isTls: tls !== undefined, randomBytes });
  const listening = await listen(app.fetch, options);
  if (!listening.ok) return listening;
  const { server, port } = listening.value;
  hosts = allowedHosts({ names, port, isTls: tls !== undefined });
  const shown = host.includes(':') ? `[${host}]` : host;
  const url = `${tls ? 'https' : 'http'}://${shown}:${port}`;
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

type Listening = { readonly server: ServerType; readonly port: number };

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port, tls }: ServeOptions,
): Promise<Result<Listening, ExplainedError>> {
  return new Promise((resolve) => {
    const secured = tls ? { createServer: createTlsServer, serverOptions: { cert: tls.certificate, key: tls.key } } : {};
    const server = serve({ fetch, hostname: host, port, ...secured }, (info: AddressInfo) => resolve(ok({ server, port: info.port })));
    server.once('error', (failure: NodeJS.ErrnoException) =>
      resolve(err({ kind: 'port-refused', host, port, cause: failure.code ?? failure.message })),
    );
  });
}

/** Followers of events never end by themselves. */
const closed = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
