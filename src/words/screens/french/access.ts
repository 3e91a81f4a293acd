/** Words of the pages, in French: access. */

import type { englishAccess } from '../english/access.ts';
import type { InBoth } from '../screens.ts';

export const frenchAccess: InBoth<typeof englishAccess> = {
  title: 'Accès',
};
