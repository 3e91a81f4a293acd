/** The counts of one run of `receive`, verdict by verdict. */
import type { ReceiveOutcome } from './installation.ts';
import type { Verdict } from './verdict.ts';

type Counts = Omit<
  ReceiveOutcome,
  'hooks' | 'mirror' | 'pushed' | 'messages' | 'left' | 'pendingDisposals' | 'pending' | 'receipts' | 'unsent' | 'dryRun'
>;

export type Tally = {
  add(verdict: Verdict): void;
  /** Mails judged so far. */
  taken(): number;
  counts(): Counts;
};

const counterOf = {
  merged: 'merged',
  stored: 'stored',
  duplicate: 'duplicates',
  superseded: 'superseded',
  greeting: 'greetings',
  test: 'tests',
  enrolled: 'enrolled',
  pending: undefined,
  rotated: 'rotations',
  left: 'departures',
  ignored: 'ignored',
  refused: 'refused',
  quarantined: 'quarantined',
  bounce: 'bounces',
} as const satisfies Record<Verdict['outcome'], keyof Counts | undefined>;

type Counter = NonNullable<(typeof counterOf)[keyof typeof counterOf]>;

export function openTally(): Tally {
  const verdicts: Verdict[] = [];
  return {
    add: (verdict) => void verdicts.push(verdict),
    taken: () => verdicts.length,
    counts: () => countsOf(verdicts),
  };
}

function countsOf(verdicts: readonly Verdict[]): Counts {
  const count = (counter: Counter): number => verdicts.filter(({ outcome }) => counterOf[outcome] === counter).length;
  const sum = (of: (verdict: Verdict) => number): number => verdicts.reduce((total, verdict) => total + of(verdict), 0);
  return {
    enrolled: count('enrolled'),
    merged: count('merged'),
    mergedSites: [...new Set(verdicts.filter(({ outcome }) => outcome === 'merged').map(({ peer }) => peer))].sort(),
    stored: count('stored'),
    duplicates: count('duplicates'),
    superseded: count('superseded'),
    greetings: count('greetings'),
    rotations: count('rotations'),
    departures: count('departures'),
    tests: count('tests'),
    refused: count('refused'),
    quarantined: count('quarantined'),
    ignored: count('ignored'),
    bounces: count('bounces'),
    inventories: {
      read: sum(({ read = 0 }) => read),
      changed: sum(({ changed = 0 }) => changed),
      unreadable: sum(({ problems = [] }) => problems.length),
    },
    problems: verdicts.flatMap(({ peer, problems = [] }) => problems.map((problem) => ({ site: peer, ...problem }))),
  };
}
