/** What a route of the API is, as a value: who may use it, what it takes and what it answers. Documentation, checks and both halves of the web door follow from it. */
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `administrator-session`: a person who logged in; tokens never manage access. */
export const levels = ['public', 'reader', 'administrator', 'administrator-session'] as const;
export type Level = (typeof levels)[number];

export type Route = {
  readonly level: Level;
  /** `home`: an installation of either role; without one the answer is `not-set-up`. */
  readonly needs: 'nothing' | 'home' | 'common' | 'distant';
  /** One English sentence for the documentation. */
  readonly summary: string;
  /** Texts only, as a query is made of: numbers by `z.coerce`. */
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** `events`: server-sent events; `file`: a download. */
  readonly answer: z.ZodType | 'events' | 'file';
};

/** `GET /api/assets/:id` → the route. */
export type Routes = Readonly<Record<`${Method} /api/${string}`, Route>>;

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Given<S> = S extends z.ZodType ? z.input<S> : undefined;

/** As the API reads them. */
export type QueryOf<R extends Route> = Parsed<R['query']>;
export type BodyOf<R extends Route> = Parsed<R['body']>;
/** As a client writes and reads them. */
export type QueryFor<R extends Route> = Given<R['query']>;
export type BodyFor<R extends Route> = Given<R['body']>;
export type AnswerOf<R extends Route> = R['answer'] extends z.ZodType ? z.output<R['answer']> : never;
