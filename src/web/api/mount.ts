/**
 * Puts routes of the contract on the server: reads and checks what was asked by the route's own schemas, opens what the route needs,
 * calls its function and writes the answer. Who may ask is decided before, by the guard.
 */
import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { err, ok, type Result } from '../../result.ts';
import { findProblems, problemLine } from '../../settings/problems.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Language } from '../../words/language.ts';
import { openScreenSpeech } from '../../words/screen-speech.ts';
import type { Speech } from '../../words/speech.ts';
import type { Method, Route, Routes } from '../contract/route.ts';
import { browserName } from './browser-name.ts';
import type { Act, Acts, Call, Download } from './call.ts';
import { type Desk, portsOf } from './desk.ts';
import type { GuardEnv } from './guard.ts';
import { languageOf } from './language.ts';
import { problemOf } from './problems.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';
import type { Session } from './sessions.ts';
import { errorOf } from './tasks.ts';

export type Asked = Context<GuardEnv>;

export type Mounting<RS extends Routes> = {
  readonly acts: Acts<RS>;
  readonly isTls: boolean;
  /** Of whoever asks. */
  readonly addressOf: (context: Context) => string;
};

/** `GET /api/assets/:id` → its two words. */
export const wordsOfRoute = (key: string): { readonly method: Method; readonly path: string } => {
  const [method = 'GET', path = ''] = key.split(' ');
  return { method: method as Method, path };
};

export function mount<RS extends Routes>(app: Hono<GuardEnv>, desk: Desk, routes: RS, mounting: Mounting<RS>): void {
  for (const [key, route] of Object.entries(routes)) {
    const { method, path } = wordsOfRoute(key);
    // The compiler has matched each function with its route; the loop cannot.
    const act = mounting.acts[key as keyof RS] as unknown as Act<Route>;
    app.on(method, path, (context) => answer(context, { desk, route, act, ...mounting }));
  }
}

type Answering = {
  readonly desk: Desk;
  readonly route: Route;
  readonly act: Act<Route>;
  readonly isTls: boolean;
  readonly addressOf: (context: Context) => string;
};

async function answer(context: Asked, answering: Answering): Promise<Response> {
  const { desk, route, act } = answering;
  const early = openScreenSpeech(languageAsked(context, desk), desk.world.timeZone);
  try {
    const call = await prepare(context, answering, early);
    if (!call.ok) return refuse(call.error, early);
    // Nobody would read, nor end, what lasts.
    if (route.answer === 'events' && context.req.method === 'HEAD') return context.body(null, 200, { 'content-type': 'text/event-stream' });
    const answered = await act(call.value);
    return answered.ok ? await written(context, route, answered.value) : refuse(answered.error, call.value.speech);
  } catch (thrown) {
    return refuse(errorOf(thrown), early);
  }
}

/** What cannot send headers (a link, an EventSource) says `?language=`. */
export const languageAsked = ({ req }: Asked, { world }: Desk): Language =>
  languageOf(req.query('language') ?? req.header('accept-language'), world.language);

export function refuse(error: ExplainedError, speech: Speech): Response {
  const problem = problemOf(error, speech);
  const headers = {
    'content-type': 'application/problem+json',
    ...(error.kind === 'too-many-attempts' ? { 'retry-after': String(error.seconds) } : {}),
  };
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

async function written(context: Asked, route: Route, answered: unknown): Promise<Response> {
  if (route.answer === 'events') return answered as Response;
  return route.answer === 'file' ? download(context, answered as Download) : context.json(answered as object);
}

async function prepare(
  context: Asked,
  { desk, route, ...server }: Answering,
  speech: Speech,
): Promise<Result<Call<Route>, ExplainedError>> {
  const query = parse(route.query, context.req.query());
  if (!query.ok) return query;
  const body = parse(route.body, route.body ? await readJson(context) : undefined);
  if (!body.ok) return body;
  const opened = await openNeeded(desk, route.needs);
  if (!opened.ok) return opened;
  const { timeZone, ...needed } = opened.value;
  return ok({
    ...needed,
    desk,
    speech: timeZone === undefined ? speech : openScreenSpeech(speech.language, timeZone),
    session: context.get('session') ?? null,
    address: server.addressOf(context),
    browser: browserName(context.req.header('user-agent') ?? ''),
    remember: (session: Session | null) => (session ? setSessionCookie(context, session, server) : clearSessionCookie(context, server)),
    parameters: context.req.param() as Readonly<Record<string, string>>,
    query: query.value,
    body: body.value,
    signal: context.req.raw.signal,
  } as Call<Route>);
}

function parse(schema: z.ZodType | undefined, given: unknown): Result<unknown, ExplainedError> {
  if (!schema) return ok(undefined);
  const parsed = schema.safeParse(given, { reportInput: true });
  return parsed.success ? ok(parsed.data) : err({ kind: 'request-invalid', problems: findProblems(parsed.error.issues).map(problemLine) });
}

/** What is no JSON is as if nothing had been given: the schema says what is missing. */
async function readJson(context: Asked): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    // Not JSON, or cut short.
    return undefined;
  }
}

async function openNeeded(desk: Desk, needs: Route['needs']): Promise<Result<{ readonly timeZone?: string }, ExplainedError>> {
  if (needs === 'nothing') return ok({});
  const looked = await desk.look();
  if (!looked.ok) return looked;
  const installation = looked.value;
  const installed = portsOf(installation);
  const { timeZone } = installed;
  if (needs === 'home') return ok({ timeZone, installation, installed });
  if (installation.role !== needs) return err({ kind: 'wrong-role', role: installation.role, needed: needs, retry: 'never' });
  return ok({ timeZone, [needs]: installed });
}

/** RFC 6266: a plain name, and the true one beside it. */
async function download(context: Asked, { name, mediaType, bytes }: Download): Promise<Response> {
  const body = bytes instanceof Uint8Array ? (bytes as Uint8Array<ArrayBuffer>) : await streamOf(bytes);
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  context.header('content-type', mediaType);
  context.header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`);
  return context.body(body);
}

/** What fails before the first part throws here and is told; what fails later breaks the connection: a part is never taken for the whole. */
async function streamOf(bytes: AsyncIterable<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const parts = bytes[Symbol.asyncIterator]();
  let part = await parts.next();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (part.done) return controller.close();
      controller.enqueue(part.value);
      part = await parts.next();
    },
    cancel: async () => void (await parts.return?.()),
  });
}
