/** Words of the pages, in French: sending. */

import type { englishSending } from '../english/sending.ts';
import type { InBoth } from '../screens.ts';

export const frenchSending: InBoth<typeof englishSending> = {
  title: 'Configurer l’envoi',
};
