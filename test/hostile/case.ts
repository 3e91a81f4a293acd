/** What a case of the hostile corpus is: something that may arrive, and the one thing that must become of it. */

/**
 * `accepted`: what is read of it; `refused`: the reason that the entry point gives; `ignored`: nothing of ours, left alone
 * (a mail without an envelope, a file that is no inventory).
 */
export type Outcome = { readonly accepted: string } | { readonly refused: string } | { readonly ignored: string };

export type HostileCase = {
  /** The quirk, kebab-case. */
  readonly name: string;
  /** One sentence for people. */
  readonly says: string;
  /** The same bytes each time. */
  readonly build: () => Buffer | Promise<Buffer>;
  readonly expect: Outcome;
  /** Where we read what a stricter or an older program (expat, Python's email) does not, on purpose: why. */
  readonly lenient?: string;
  /** More than the second and the 150 MB that a case may cost, and why. */
  readonly costs?: { readonly cpuMs: number; readonly bytes: number; readonly because: string };
};

export const accepted = (what: string): Outcome => ({ accepted: what });
export const refused = (reason: string): Outcome => ({ refused: reason });
export const ignored = (reason: string): Outcome => ({ ignored: reason });

/** `refused ratio`, for the table. */
export const outcomeText = (outcome: Outcome): string =>
  Object.entries(outcome)
    .map(([verdict, detail]) => `${verdict}: ${detail}`)
    .join();

/** Bytes that do not compress, the same for the same seed. */
export function noise(bytes: number, seed: number): Buffer {
  const out = Buffer.alloc(bytes);
  let state = seed + 1;
  for (let at = 0; at < bytes; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out[at] = state >>> 24;
  }
  return out;
}
