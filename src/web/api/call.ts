/** What a route's function is given, and what it answers. */
import type { Common, Distant, Installation } from '../../jobs/installation.ts';
import type { Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Speech } from '../../words/speech.ts';
import type { AnswerOf, BodyOf, QueryOf, Route, Routes } from '../contract/route.ts';
import type { Desk } from './desk.ts';
import type { Session } from './sessions.ts';

/** A file to download. `name` is what the browser calls it. */
export type Download = {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: AsyncIterable<Uint8Array> | Uint8Array;
};

type Needed = {
  readonly nothing: unknown;
  readonly home: { readonly installation: Installation; readonly installed: Common | Distant };
  readonly common: { readonly common: Common };
  readonly distant: { readonly distant: Distant };
};

export type Call<R extends Route> = {
  readonly desk: Desk;
  /** In the language of whoever asks, in the time zone of the installation. */
  readonly speech: Speech;
  /** null on public routes only. */
  readonly session: Session | null;
  /** Of whoever asks. */
  readonly address: string;
  /** What it asks with, as browser-name.ts calls it. */
  readonly browser: string;
  /** Gives the browser its session, or takes it away. */
  readonly remember: (session: Session | null) => void;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Aborted when the browser has gone. */
  readonly signal: AbortSignal;
} & Needed[R['needs']];

type Answered<R extends Route> = R['answer'] extends 'file' ? Download : R['answer'] extends 'events' ? Response : AnswerOf<R>;

export type Act<R extends Route> = (call: Call<R>) => Promise<Result<Answered<R>, ExplainedError>>;

/** One function a route: the compiler names the missing ones. */
export type Acts<RS extends Routes> = { readonly [K in keyof RS]: RS[K] extends Route ? Act<RS[K]> : never };
