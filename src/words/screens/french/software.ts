/** Words of the pages, in French: software. */

import type { englishSoftware } from '../english/software.ts';
import type { InBoth } from '../screens.ts';

export const frenchSoftware: InBoth<typeof englishSoftware> = {
  title: 'Logiciels',
};
