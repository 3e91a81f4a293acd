/**
 * The web door as one application: the guard before everything, the routes of the contract, their documentation, the one-time link, and
 * the pages for every other address. Knows no socket: tests ask it directly.
 */

import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import type { AccessError } from '../../keys/port.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import { openScreenSpeech } from '../../words/screen-speech.ts';
import type { WebRefusal } from '../../words/web-refusals.ts';
import { api } from '../contract/api.ts';
import type { Level, Route } from '../contract/route.ts';
import { acts } from './acts.ts';
import { browserName } from './browser-name.ts';
import type { Desk } from './desk.ts';
import { type GuardEnv, guard } from './guard.ts';
import { languageAsked, mount, refuse, wordsOfRoute } from './mount.ts';
import { openApi } from './openapi.ts';
import { type Pages, servePage } from './pages.ts';
import { setSessionCookie } from './session-cookie.ts';
import { errorOf } from './tasks.ts';

export type App = Hono<GuardEnv>;

export type AppOptions = {
  readonly desk: Desk;
  readonly pages: Pages;
  /** Host headers to answer to; asked at each request, because the port may be known late. */
  readonly hosts: () => readonly string[];
  readonly isTls: boolean;
  readonly randomBytes: (count: number) => Uint8Array;
};

export const linkPath = '/enter';

export function openApp({ desk, pages, hosts, isTls, randomBytes }: AppOptions): App {
  const { world, sessions } = desk;
  const { access, now } = world;
  const app: App = new Hono<GuardEnv>();
  const tell = (context: Context<GuardEnv>, error: WebRefusal | AccessError | ExplainedError): Response =>
    refuse(error, openScreenSpeech(languageAsked(context, desk), world.timeZone));
  app.use(
    guard({
      sessions,
      access,
      hosts,
      isTls,
      now,
      randomBytes,
      levelOf,
      problem: tell,
    }),
  );
  mount(app, desk, api, { acts, isTls, addressOf });
  app.get('/api/openapi.json', (context) => context.json(openApi(api, world.version)));
  app.all('/api/*', (context) => tell(context, { kind: 'route-unknown', path: context.req.path }));
  app.get(linkPath, (context) => {
    const from = { address: addressOf(context), browser: browserName(context.req.header('user-agent') ?? '') };
    const session = sessions.useLink(context.req.query('key') ?? '', from);
    if (!session) return context.redirect('/?link=used', 303);
    setSessionCookie(context, session, { isTls });
    return context.redirect('/', 303);
  });
  const sayNotBuilt = (context: Context<GuardEnv>) => {
    const { language, explain } = openScreenSpeech(languageAsked(context, desk), world.timeZone);
    return { language, words: explain({ kind: 'pages-not-built' }) };
  };
  app.get('*', (context) => servePage(context, pages, () => sayNotBuilt(context)));
  app.onError((thrown, context) => tell(context, errorOf(thrown)));
  return app;
}

/** '' where there is no socket, as in tests. */
const addressOf = (context: Context): string => (context.env?.incoming === undefined ? '' : (getConnInfo(context).remote.address ?? ''));

type Pattern = { readonly method: string; readonly path: RegExp; readonly level: Level };

const patterns: readonly Pattern[] = Object.entries<Route>(api).map(([key, { level }]) => {
  const { method, path } = wordsOfRoute(key);
  return { method, path: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`), level };
});

/** Pages are for everybody: what they show, they ask the API for. */
function levelOf(method: string, path: string): Level | undefined {
  if (!path.startsWith('/api')) return 'public';
  if (path === '/api/openapi.json') return 'reader';
  return patterns.find((pattern) => pattern.method === method && pattern.path.test(path))?.level;
}
