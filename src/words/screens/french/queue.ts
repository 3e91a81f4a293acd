/** Words of the pages, in French: queue. */

import type { englishQueue } from '../english/queue.ts';
import type { InBoth } from '../screens.ts';

export const frenchQueue: InBoth<typeof englishQueue> = {
  title: 'File d’envoi',
};
