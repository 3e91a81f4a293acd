/** Words of the pages, in French: changes. */

import type { englishChanges } from '../english/changes.ts';
import type { InBoth } from '../screens.ts';

export const frenchChanges: InBoth<typeof englishChanges> = {
  title: 'Changements',
};
