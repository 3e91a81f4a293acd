/** What a person changed here by a door, as one line of the trace: settings, preferences, the schedule. Ignores what the change was worth. */
import type { Common, Distant } from './installation.ts';

type Change = {
  /** A kind of the trace: `settings`, `preferences`, `schedule`. */
  readonly kind: 'settings' | 'preferences' | 'schedule';
  /** A code of words/codes.ts, then facts. */
  readonly reason: string;
  /** Who: `link`, `password`, or the name of a token. */
  readonly by: string;
};

export function noteChange({ store, now }: Common | Distant, { kind, reason, by }: Change): Promise<void> {
  const about = { direction: 'local', peer: '', messageId: '', outcome: 'done', bytes: 0, durationMs: 0 } as const;
  return store.trace([{ ...about, kind, at: now().toISOString(), reason: withName(reason, by) }]);
}

/** A fact of a trace ends at a space. '' for nobody: the command line does not say who types. */
export const withName = (reason: string, by: string): string => (by === '' ? reason : `${reason} by=${by.replaceAll(/\s+/g, '_')}`);
