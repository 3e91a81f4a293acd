/** What a bounce says about one mail, before it is known which. */
import type { BounceCause } from './bounce-cause.ts';

export type Verdict = {
  readonly cause: BounceCause;
  /** An enhanced status (RFC 3463) such as `5.2.2`; '' when unknown. */
  readonly status: string;
  /** The server's words, not cleaned yet. */
  readonly detail: string;
};
