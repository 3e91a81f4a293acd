/** The home held for writing as that of one role. `wrong-role` where somebody made another one in its place meanwhile. */
import type { Common, Distant } from '../../jobs/installation.ts';
import { err, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Desk } from './desk.ts';

type Held<T> = Promise<Result<T, ExplainedError>>;
type Holding = { readonly stop?: AbortSignal };

export const holdCommon = <T>(desk: Desk, work: (common: Common) => Held<T>, options: Holding = {}): Held<T> =>
  desk.hold(async (installation) => (installation.role === 'common' ? work(installation.common) : wrongRole(installation.role)), options);

export const holdDistant = <T>(desk: Desk, work: (distant: Distant) => Held<T>, options: Holding = {}): Held<T> =>
  desk.hold(async (installation) => (installation.role === 'distant' ? work(installation.distant) : wrongRole(installation.role)), options);

export const wrongRole = (role: 'common' | 'distant'): Result<never, ExplainedError> =>
  err({ kind: 'wrong-role', role, needed: role === 'common' ? 'distant' : 'common', retry: 'never' });
