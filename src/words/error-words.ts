/** The shape of the words for errors: one sentence each for what happened, why, and what to do next. */
import type { JobError } from '../jobs/installation.ts';
import type { AccessError } from '../keys/port.ts';
import type { StoreFailure } from '../store/journal-port.ts';
import type { DoorError, ServeError } from './door-errors.ts';
import type { Format } from './format.ts';
import type { UnexpectedError, UsageError } from './usage.ts';
import type { Ways } from './ways.ts';
import type { WebRefusal } from './web-refusals.ts';

/** A StoreFailure as a value: one member a kind, so that each has its own words. */
export type StoreError = { readonly [K in StoreFailure['kind']]: { readonly kind: K; readonly message: string } }[StoreFailure['kind']];

export type ExplainedError = JobError | StoreError | UsageError | DoorError | ServeError | AccessError | WebRefusal | UnexpectedError;

export type ErrorKind = ExplainedError['kind'];

/** Of the web page; files and disks have their words already. */
export type WebErrorKind = WebRefusal['kind'] | Exclude<AccessError['kind'], JobError['kind']>;

export type ErrorOf<K extends ErrorKind> = Extract<ExplainedError, { readonly kind: K }>;

export type Explanation = { readonly what: string; readonly why: string; readonly remedy: string };

export type ErrorWords<K extends ErrorKind> = { readonly [P in K]: (error: ErrorOf<P>, format: Format, ways: Ways) => Explanation };
