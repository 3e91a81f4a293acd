/** One line of the journal of exchanges, the same at both ends. No secret and no mail content ever stands in it. */

export type TraceOutcome = 'done' | 'ignored' | 'refused' | 'quarantined' | 'deferred' | 'failed' | 'alert';

export type TraceEvent = {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly direction: 'in' | 'out' | 'local';
  /** Site id, host name of a server, or ''. */
  readonly peer: string;
  /**
   * A protocol kind, or connection, merge, preferences, version, schedule, enrolment, hook, export, push, import, collect, access,
   * settings, journal.
   */
  readonly kind: string;
  readonly messageId: string;
  readonly outcome: TraceOutcome;
  /** A stable code (`E_…`, an error kind or ''), then facts; sentences for people are made from it in words/. */
  readonly reason: string;
  readonly bytes: number;
  readonly durationMs: number;
};

export type StoredTraceEvent = TraceEvent & { readonly id: number };
