/** What telling other programs of inventories did. Facts only; the sentences are in words/. */

export type Pushed = {
  /** Inventories that the program took in this run. */
  readonly sent: number;
  /** Requests that it did not take, or that did not reach it. */
  readonly failed: number;
  /** What the next run sends, with those of the failed ones that go again. */
  readonly left: number;
  /** Why the first that failed did (facts, then a code, then its path), '' when none did. */
  readonly error: string;
};

/** By program. */
export type PushOutcome = {
  readonly glpi: Pushed;
  /** A person ended it, or what had to come before it; the next run sends the rest. Absent otherwise. */
  readonly stopped?: boolean;
};
