/** The counts of one run of `receive`, verdict by verdict. */
import type { ReceiveOutcome } from './installation.ts';
import type { Verdict } from './verdict.ts';

export type Tally = Omit<ReceiveOutcome, 'pending' | 'receipts' | 'unsent' | 'dryRun'> & {
  /** Mails judged so far in this run. */
  readonly taken: number;
};

export const emptyTally: Tally = {
  messages: 0,
  taken: 0,
  enrolled: 0,
  merged: 0,
  duplicates: 0,
  superseded: 0,
  greetings: 0,
  tests: 0,
  quarantined: 0,
  ignored: 0,
  inventories: { read: 0, changed: 0, unreadable: 0 },
  problems: [],
};

const counterOf = {
  merged: 'merged',
  duplicate: 'duplicates',
  superseded: 'superseded',
  greeting: 'greetings',
  test: 'tests',
  enrolled: 'enrolled',
  pending: undefined,
  ignored: 'ignored',
  quarantined: 'quarantined',
} as const satisfies Record<Verdict['outcome'], keyof Tally | undefined>;

/** Adds one verdict. */
export function tallied(tally: Tally, verdict: Verdict): Tally {
  const counter = counterOf[verdict.outcome];
  const problems = verdict.problems ?? [];
  return {
    ...tally,
    taken: tally.taken + 1,
    ...(counter ? { [counter]: tally[counter] + 1 } : {}),
    inventories: {
      read: tally.inventories.read + (verdict.read ?? 0),
      changed: tally.inventories.changed + (verdict.changed ?? 0),
      unreadable: tally.inventories.unreadable + problems.length,
    },
    problems: [...tally.problems, ...problems.map((problem) => ({ site: verdict.peer, ...problem }))],
  };
}
