/** Words of the pages, in French: key-software. */

import type { englishKeySoftware } from '../english/key-software.ts';
import type { InBoth } from '../screens.ts';

export const frenchKeySoftware: InBoth<typeof englishKeySoftware> = {
  title: 'Logiciels clés',
};
