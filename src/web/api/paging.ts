/** Pages of long lists as the API asks the store for them. */
import { err, ok, type Result } from '../../result.ts';
import type { Page, Paging } from '../../store/page-port.ts';
import type { ExplainedError } from '../../words/error-words.ts';

type Asked = { readonly limit: number; readonly offset: number; readonly cursor?: string | undefined };

export const pagingOf = ({ limit, offset, cursor }: Asked): Paging =>
  cursor === undefined || cursor === '' ? { limit, offset } : { limit, after: cursor };

/** A cursor of another order, or that somebody typed, is refused. */
export const found = <P extends Page<unknown>>({ isLost, ...page }: P): Result<Omit<P, 'isLost'>, ExplainedError> =>
  isLost ? err({ kind: 'request-invalid', problems: ['cursor: invalid'] }) : ok(page);
