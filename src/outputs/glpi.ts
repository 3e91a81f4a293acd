/**
 * Inventories for a GLPI server (10 and later), as its agents and its `glpi-injector` post them: JSON with the header GLPI-Agent-ID, which
 * the JSON protocol wants, or the XML of OCS and FusionInventory without it. Answers: `{"status":"ok"}` (`pending` where a proxy agent has
 * taken it), `<REPLY>` for XML, `{"status":"error","message"}` or `<REPLY><ERROR>` with HTTP 400, 500 or 501; 401 where GLPI wants a login.
 * Ignored: logins (Basic, OAuth), proxies, asking a proxy agent what became of a `pending` inventory.
 */
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { getCACertificates } from 'node:tls';
import { err, ok, type Result } from '../result.ts';
import type { OutgoingInventory, OutputError, OutputProblem, PostInventory } from './port.ts';

export type GlpiOptions = {
  /** https, or http to this very machine: settings take no other. */
  readonly url: string;
  readonly version: string;
  /** A certificate authority (PEM) beside those that every Node knows. */
  readonly ca?: string;
  /** For each inventory, from the first byte to the last; GLPI itself may take two minutes for a large one. */
  readonly timeoutMs?: number;
};

type Answer = { readonly status: number; readonly text: string };

const defaultTimeoutMs = 120_000;
const answerBytesAtMost = 65_536;

/** Posts one inventory at a time, on a connection of its own; redirections are answers that end it. Never rejects. */
export const openGlpi =
  (options: GlpiOptions): PostInventory =>
  async (inventory) => {
    const answer = await exchange(options, inventory);
    return answer.ok ? judge(answer.value) : answer;
  };

function exchange(options: GlpiOptions, { form, body, agentId }: OutgoingInventory): Promise<Result<Answer, OutputError>> {
  const url = new URL(options.url);
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const headers = {
    'Content-Type': `application/${form}`,
    'Content-Length': body.length,
    'User-Agent': `Malleposte/${options.version}`,
    ...(form === 'json' ? { 'GLPI-Agent-ID': agentId } : {}),
  };
  const trust = options.ca === undefined ? {} : { ca: [...getCACertificates('default'), options.ca] };
  return new Promise((resolve) => {
    const give = (answer: Result<Answer, OutputError>): void => {
      clearTimeout(timer);
      resolve(answer);
      request.destroy();
    };
    const fail = (error: Error): void => give(err(problem(problemOf(error), 0, '')));
    const start = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = start(url, { method: 'POST', headers, agent: false, ...trust }, (response) => readAnswer(response, { give, fail }));
    const timer = setTimeout(() => give(err(problem('output-timeout', 0, ''))), timeoutMs);
    request.on('error', fail);
    request.end(body);
  });
}

type Listener = { readonly give: (answer: Result<Answer, OutputError>) => void; readonly fail: (error: Error) => void };

/** As much of it as is judged; the rest is not waited for. */
function readAnswer(response: IncomingMessage, { give, fail }: Listener): void {
  const parts: Buffer[] = [];
  let bytes = 0;
  const end = (): void => give(ok({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }));
  response.on('data', (part: Buffer) => {
    parts.push(part.subarray(0, answerBytesAtMost - bytes));
    bytes += part.length;
    if (bytes >= answerBytesAtMost) end();
  });
  response.on('end', end);
  response.on('error', fail);
}

/** Of a server before GLPI, about this very document: malformed, too large, of a wrong type, not to be processed (RFC 9110 §15.5). */
const refusals: ReadonlySet<number> = new Set([400, 413, 415, 422]);

function judge({ status, text }: Answer): Result<void, OutputError> {
  if (status === 401 || status === 403) return err(problem('output-credentials', status, errorIn(text) ?? ''));
  if (status >= 300 && status < 400) return err(problem('output-redirected', status, ''));
  const refusal = errorIn(text) ?? (refusals.has(status) ? '' : undefined);
  if (refusal !== undefined) return err(problem('output-refused', status, refusal));
  if (status < 200 || status >= 300) return err(problem('output-failed', status, ''));
  return isTaken(text) ? ok(undefined) : err(problem('output-unexpected', status, ''));
}

/** GLPI's own word against this inventory, undefined when there is none. */
function errorIn(text: string): string | undefined {
  const { status, message } = membersOf(text);
  if (status === 'error') return typeof message === 'string' ? message : '';
  return /^\s*(?:<\?xml[^>]*>\s*)?<REPLY>\s*<ERROR>(?:<!\[CDATA\[)?([^<\]]*)/.exec(text)?.[1];
}

/** A page of some other program, with status 200, is no answer of GLPI's. */
function isTaken(text: string): boolean {
  const { status, RESPONSE: response } = membersOf(text);
  return status === 'ok' || status === 'pending' || response === 'SEND' || /^\s*(?:<\?xml[^>]*>\s*)?<REPLY[\s/>]/.test(text);
}

type Members = { readonly status?: unknown; readonly message?: unknown; readonly RESPONSE?: unknown };

function membersOf(text: string): Members {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // SyntaxError: the answer is XML, a page, or nothing.
    return {};
  }
}

const certificateTrouble = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|SSL|TLS/;

function problemOf(error: Error): OutputProblem {
  const code = 'code' in error ? String(error.code) : '';
  return certificateTrouble.test(code) ? 'output-certificate' : 'output-unreachable';
}

function problem(kind: OutputProblem, status: number, said: string): OutputError {
  const line = said.replaceAll(/\p{C}+/gu, ' ').trim();
  return { kind, status, said: line.slice(0, 200), retry: kind === 'output-refused' ? 'never' : 'later' };
}
