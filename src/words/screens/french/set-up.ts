/** Words of the pages, in French: set-up. */

import type { englishSetUp } from '../english/set-up.ts';
import type { InBoth } from '../screens.ts';

export const frenchSetUp: InBoth<typeof englishSetUp> = {
  title: 'Mettre ce site en place',
};
