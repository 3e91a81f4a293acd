/** The events of the trace one after another, for what is written as it comes. One file to change when the store hands out pages. */
import type { StoredTraceEvent } from '../exchange/trace.ts';
import type { Journal, TraceQuery } from '../store/journal-port.ts';

export type TraceSpan = TraceQuery & {
  /** ISO 8601; exclusive. */
  readonly before?: string;
};

/** `limit` counts what is handed out. */
export async function* traceRows(
  { store }: { readonly store: Pick<Journal, 'traceList'> },
  { before, ...query }: TraceSpan,
): AsyncGenerator<StoredTraceEvent> {
  const events = await store.traceList(before === undefined ? query : { ...query, limit: Number.POSITIVE_INFINITY });
  const bound = before === undefined ? Number.POSITIVE_INFINITY : Date.parse(before);
  let left = query.limit;
  for (const event of events) {
    if (Date.parse(event.at) >= bound) continue;
    if (left <= 0) return;
    left -= 1;
    yield event;
  }
}
