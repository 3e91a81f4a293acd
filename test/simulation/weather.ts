/** What a schedule has to suffer, drawn once from its seed: how often each fault strikes. When it is calm, none does. */
import type { Chance } from './chance.ts';

export type Weather = {
  readonly lose: number;
  readonly duplicate: number;
  readonly corrupt: number;
  readonly bounce: number;
  readonly defer: number;
  readonly refuse: number;
  /** Accepted by the server, and the answer never came: the sender cannot know. */
  readonly answerLost: number;
  readonly longestDelayHours: number;
  readonly busy: number;
  readonly disposalRefused: number;
  /** The connection dies at the end of a poll: what a POP3 server was to delete stays. */
  readonly cutAtClose: number;
  readonly crash: number;
  readonly diskFull: number;
  readonly backUp: number;
  readonly restore: number;
  readonly attack: number;
  readonly clockJump: number;
  readonly clone: number;
  /** Bytes of a mail that the way to the common site takes, calm or not; Infinity where there is no limit. */
  readonly wayBytes: number;
  /** Whether the size is refused at once or by a bounce later. */
  readonly isSizeToldAtOnce: boolean;
};

/** The rates of reliability.md §4.1, and some of our own. */
export function drawWeather(chance: Chance): Weather {
  const often = (most: number): number => most * chance.next();
  const sometimes = (probability: number, most: number): number => (chance.is(probability) ? often(most) : 0);
  return {
    lose: 0.15 + often(0.25),
    duplicate: often(0.15),
    corrupt: often(0.06),
    bounce: often(0.06),
    defer: sometimes(0.5, 0.15),
    refuse: sometimes(0.3, 0.08),
    answerLost: sometimes(0.5, 0.1),
    longestDelayHours: 1 + chance.below(96),
    busy: sometimes(0.3, 0.1),
    disposalRefused: sometimes(0.5, 0.15),
    cutAtClose: sometimes(0.5, 0.1),
    crash: 0.005 + often(0.03),
    diskFull: sometimes(0.2, 0.05),
    backUp: 0.05,
    restore: often(0.02),
    attack: often(0.08),
    clockJump: sometimes(0.4, 0.04),
    clone: sometimes(0.15, 0.01),
    wayBytes: chance.is(0.2) ? 3_600 : Number.POSITIVE_INFINITY,
    isSizeToldAtOnce: chance.is(0.5),
  };
}
