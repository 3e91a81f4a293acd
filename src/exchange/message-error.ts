/** Why a mail gives no envelope. */
import { err, type Result } from '../result.ts';

export type MessageError = {
  readonly kind: 'bad-message';
  /**
   * `no-envelope`: nothing of ours in it; `ambiguous`: two different ones, or a structure that two readers may read differently;
   * `truncated`: a closing boundary is missing; `limits`; `unparsable`: not MIME, or damaged base64.
   */
  readonly reason: 'no-envelope' | 'ambiguous' | 'truncated' | 'limits' | 'unparsable';
  readonly detail: string;
  readonly retry: 'never';
};

export const refuseMessage = (reason: MessageError['reason'], detail: string): Result<never, MessageError> =>
  err({ kind: 'bad-message', reason, detail, retry: 'never' });
