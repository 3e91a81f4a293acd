/** The trace as a table (shape: tables/table.ts): in words for people, with the codes beside them for programs. Writes no file. */
import type { StoredTraceEvent } from '../exchange/trace.ts';
import { sayCode, sayReason } from './codes.ts';
import type { Speech } from './speech.ts';

/** The names of the JSON fields, which are a contract; those of a trace event without `Code` hold words here. */
const columns = [
  { key: 'id', kind: 'number', width: 9 },
  { key: 'at', kind: 'date', width: 17 },
  { key: 'direction', kind: 'text', width: 11 },
  { key: 'peer', kind: 'text', width: 18 },
  { key: 'kind', kind: 'text', width: 16 },
  { key: 'outcome', kind: 'text', width: 14 },
  { key: 'reason', kind: 'text', width: 50 },
  { key: 'bytes', kind: 'bytes', width: 13 },
  { key: 'durationMs', kind: 'number', width: 10 },
  { key: 'directionCode', kind: 'text', width: 11, isForPrograms: true },
  { key: 'kindCode', kind: 'text', width: 16, isForPrograms: true },
  { key: 'outcomeCode', kind: 'text', width: 12, isForPrograms: true },
  { key: 'reasonCode', kind: 'text', width: 40, isForPrograms: true },
  { key: 'messageId', kind: 'text', width: 40, isForPrograms: true },
] as const;

/** `at`: of now, ISO 8601. Rows come as the events come. */
export function traceTable({ codes, format, language, reports }: Speech, events: AsyncIterable<StoredTraceEvent>, at: string) {
  const { file: words } = reports.trace;
  const rowOf = ({ id, at: when, direction, peer, kind, outcome, reason, bytes, durationMs, messageId }: StoredTraceEvent) => [
    ...[id, when, words.directions[direction], peer, sayCode(codes.traceKinds, kind), sayCode(codes.traceOutcomes, outcome)],
    ...[sayReason(codes, reason, format.stamp), bytes, durationMs, direction, kind, outcome, reason, messageId],
  ];
  async function* rows(): AsyncGenerator<readonly (string | number)[]> {
    for await (const event of events) yield rowOf(event);
  }
  return {
    name: words.name,
    subtitle: words.madeOn(at),
    elements: { all: 'trace', each: 'event' },
    columns: columns.map((column) => ({ ...column, title: words.columns[column.key] })),
    rows: rows(),
    timeZone: format.timeZone,
    language,
    sayLimited: words.limited,
  };
}
