/** How long the proofs are: `npm test` leaves out those that take a minute, CI makes them (MALLEPOSTE_PROOFS=1), MALLEPOSTE_LONG=1 makes all of them longer. */
import { describe, test } from 'vitest';
import { describeWithMailhost } from '../mailhost/with-mailhost.ts';

export const isLong = process.env['MALLEPOSTE_LONG'] === '1';

/** A group on the private mail host that takes too long for every day; elsewhere one skipped test says where it runs. */
export const describeProof: typeof describeWithMailhost =
  isLong || process.env['MALLEPOSTE_PROOFS'] === '1'
    ? describeWithMailhost
    : (name) => describe(name, () => test('is a longer proof', ({ skip }) => skip('takes a minute: in CI, or with MALLEPOSTE_PROOFS=1')));
