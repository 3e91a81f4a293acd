/** Lines of the trace deleted by a person: one line stays, which says who deleted how many. Both happen, or neither. */
import type { TraceFilter } from '../store/journal-port.ts';
import type { Common, Distant } from './installation.ts';

/** Answers how many; none leave no line. `by`: a name as the system or the page knows it, '' for nobody in particular. */
export function deleteTrace({ store, now }: Pick<Common | Distant, 'store' | 'now'>, filter: TraceFilter, by: string): Promise<number> {
  const at = now().toISOString();
  const about = { direction: 'local', peer: '', kind: 'journal', messageId: '', outcome: 'done', bytes: 0, durationMs: 0 } as const;
  // A fact of a trace ends at a space.
  const who = by === '' ? '' : ` by=${by.replaceAll(/\s+/g, '_')}`;
  return store.traceDeleteWhere(filter, (deleted) => ({ ...about, at, reason: `deleted=${deleted}${who}` }));
}
