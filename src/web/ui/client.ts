/** Asking the API: typed by the contract, in the language of the page, with the session's proof on everything that writes. */
import type { Api } from '../contract/api.ts';
import type { Problem } from '../contract/problem.ts';
import type { AnswerOf, BodyFor, QueryFor, Route } from '../contract/route.ts';
import { isLeftAlone } from './presence.ts';

export type Key = keyof Api & string;

type Asked<R extends Route> = {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
} & (QueryFor<R> extends undefined ? unknown : { readonly query: QueryFor<R> }) &
  (BodyFor<R> extends undefined ? unknown : { readonly body: BodyFor<R> });

/** What the API refused, with its sentences. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** Set when the page knows who is looking. */
const proof = { csrf: '' };
export const keepProof = (csrf: string): void => {
  proof.csrf = csrf;
};

/** The address of a route with its parameters and its query filled in: for links and downloads, too. */
export function addressOf(key: string, parameters: Readonly<Record<string, string>> = {}, query: object = {}): string {
  const path = (key.split(' ')[1] ?? '').replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '' && value !== null);
  const search = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** Throws a Refusal; of a server that does not answer, too. */
export async function ask<K extends Key>(key: K, asked?: Asked<Api[K]>): Promise<AnswerOf<Api[K]>> {
  const { parameters, signal, query, body } = (asked ?? {}) as {
    parameters?: Record<string, string>;
    signal?: AbortSignal;
    query?: object;
    body?: unknown;
  };
  const [method = 'GET'] = key.split(' ');
  const answer = await reach(addressOf(key, parameters, query), {
    method,
    headers: {
      'accept-language': document.documentElement.lang,
      ...(isLeftAlone() ? { 'x-malleposte-quiet': '1' } : {}),
      ...(method === 'GET' ? {} : { 'x-malleposte-csrf': proof.csrf }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!answer.ok) throw new Refusal((await answer.json()) as Problem);
  return (await answer.json()) as AnswerOf<Api[K]>;
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw new Refusal({ status: 0, kind: 'server-gone', title: '', detail: '', remedy: '', fields: [], facts: {} });
  }
}
