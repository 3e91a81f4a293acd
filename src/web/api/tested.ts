/** Which connections were tested well by this server, as digests: nothing is saved that was not tested. Holds no setting and no password. */
import type { World } from './world.ts';

export type Tested = {
  /** For digests with passwords in them: nobody else can make the same. */
  readonly salt: string;
  has(digest: string): boolean;
  add(digest: string): void;
};

const kept = 50;

/** Of many the last ones; a restart forgets them all. */
export function openTested({ randomHex }: Pick<World, 'randomHex'>): Tested {
  let digests: readonly string[] = [];
  return {
    salt: randomHex(16),
    has: (digest) => digests.includes(digest),
    add: (digest) => {
      digests = [...digests, digest].slice(-kept);
    },
  };
}
