/** How long something took, as people say it. */
import { number } from '../../../format.ts';

/** `120 ms`, `3,2 s`, `4 min`: units are the same in both languages. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${number(Math.round(ms))}\u00a0ms`;
  return ms < 60_000 ? `${number(ms / 1_000)}\u00a0s` : `${number(Math.round(ms / 60_000))}\u00a0min`;
}
