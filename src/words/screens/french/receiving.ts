/** Words of the pages, in French: receiving. */

import type { englishReceiving } from '../english/receiving.ts';
import type { InBoth } from '../screens.ts';

export const frenchReceiving: InBoth<typeof englishReceiving> = {
  title: 'Réception, Synchronisation',
};
