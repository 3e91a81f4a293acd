/** The lines of the trace one after another, for what is written as it comes: of any number, none is kept. */
import { DateTime } from 'luxon';
import type { StoredTraceEvent } from '../exchange/trace.ts';
import type { Journal, TraceFilter } from '../store/journal-port.ts';

export type TraceSpan = TraceFilter & { readonly newestFirst: boolean };

/** `limit` counts what is handed out; all that match unless given. */
export async function* traceRows(
  { store }: { readonly store: Pick<Journal, 'traceRows'> },
  span: TraceSpan,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<StoredTraceEvent> {
  let left = limit;
  for await (const events of store.traceRows(span)) {
    yield* events.slice(0, left);
    left -= events.length;
    if (left <= 0) return;
  }
}

/** ISO 8601; a day without a time is that day of the installation, and included whole. What is no date sets no bound. */
export function traceBounds(
  { since, until }: { readonly since?: string | undefined; readonly until?: string | undefined },
  timeZone: string,
): Pick<TraceFilter, 'since' | 'until'> {
  const read = (text: string): DateTime => DateTime.fromISO(text, { zone: timeZone });
  const from = since === undefined ? null : read(since).toUTC().toISO();
  const to = until === undefined ? null : (until.includes('T') ? read(until) : read(until).plus({ days: 1 })).toUTC().toISO();
  return { ...(from === null ? {} : { since: from }), ...(to === null ? {} : { until: to }) };
}
