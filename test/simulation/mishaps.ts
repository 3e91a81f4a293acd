/**
 * How a machine dies: a crash is thrown where it strikes and unwinds the job, its memory is lost, and what was committed stays.
 * It strikes at the crash points of the jobs, and before and after each writing of a store. A transaction under way is rolled back.
 */

/** The one thing that is thrown; by identity, so that no bug is ever taken for it. */
export const crash = new Error('the machine died');

/** True when the job was ended by a crash; everything else that is thrown is a bug and passes. */
export async function endsByCrash(job: () => Promise<unknown>): Promise<boolean> {
  try {
    await job();
    return false;
  } catch (thrown) {
    if (thrown === crash) return true;
    throw thrown;
  }
}

const journalWrites = ['noteArrivals', 'forgetArrivals', 'noteContact', 'trace', 'enqueue', 'noteAttempt', 'noteOutcome'] as const;

/** The writing calls of the stores; the others only look. */
export const commonWrites = [...journalWrites, 'commit', 'queueReceipts', 'noteNotice'] as const;
export const outpostWrites = [...journalWrites, 'commit', 'requeueOlderThan', 'dropSent'] as const;

type Write = (...given: readonly unknown[]) => Promise<unknown>;

export type Watch<Name extends string> = {
  /** May throw the crash. */
  readonly peril: () => void;
  /** Told what was committed, before anything else happens. */
  readonly committed: (name: Name, given: unknown) => Promise<void>;
};

/** The same store, in danger of its life around each writing, and watched. */
export function inPeril<Store extends object, Name extends keyof Store & string>(
  store: Store,
  names: readonly Name[],
  { peril, committed }: Watch<Name>,
): Store {
  const endangered = names.map((name) => {
    const write = store[name] as Write;
    const act: Write = async (...given) => {
      peril();
      const answer = await write(...given);
      await committed(name, given[0]);
      peril();
      return answer;
    };
    return [name, act] as const;
  });
  return { ...store, ...Object.fromEntries(endangered) };
}
