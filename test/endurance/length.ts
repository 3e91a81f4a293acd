/** How long the proofs are: `npm test` leaves out those that take a minute, CI makes them (MALLEPOSTE_PROOFS=1), MALLEPOSTE_LONG=1 makes all of them longer. */
import { describe, test } from 'vitest';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';

export const isLong = process.env['MALLEPOSTE_LONG'] === '1';

type Describe<Tell> = (name: string, tell: Tell) => void;

/** A group that takes too long for every day; elsewhere one skipped test says where it runs. */
export const asProof = <Tell>(describeAs: Describe<Tell>): Describe<Tell> =>
  isLong || process.env['MALLEPOSTE_PROOFS'] === '1'
    ? describeAs
    : (name) => describe(name, () => test('is a longer proof', ({ skip }) => skip('takes a minute: in CI, or with MALLEPOSTE_PROOFS=1')));

/** On the private mail host. */
export const describeProof = asProof(describeWithMailhost);
