/** How this room says that a file is no inventory that it can read. */
import { err, type Result } from '../result.ts';
import type { UnreadableInventory, UnreadableReason } from './report.ts';

/** `detail` is data (an element, a position, a character set), never a sentence. */
export const unreadable = (reason: UnreadableReason, detail = ''): Result<never, UnreadableInventory> =>
  err({ kind: 'unreadable-inventory', reason, detail: detail.slice(0, 200), retry: 'never' });
