/** The port of this machine: what it is made of and what is installed on it, as facts for an inventory. */
import type { MachineFacts } from '../inventory/machine.ts';

export type FoundMachine = {
  readonly facts: MachineFacts;
  /** Sections that could not be found out in time, or at all: `disks`, `software`…; the rest is there. */
  readonly missing: readonly string[];
};

export type Collecting = {
  /** Asks the system, a minute a section at most; never fails as a whole. */
  machine(): Promise<FoundMachine>;
};
