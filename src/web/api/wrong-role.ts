/** The refusal of a home whose role changed between two requests: somebody made another one in its place. */
import { err, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';

export const wrongRole = (role: 'common' | 'distant'): Result<never, ExplainedError> =>
  err({ kind: 'wrong-role', role, needed: role === 'common' ? 'distant' : 'common', retry: 'never' });
