/** Words of the pages, in French: overview. */

import type { englishOverview } from '../english/overview.ts';
import type { InBoth } from '../screens.ts';

export const frenchOverview: InBoth<typeof englishOverview> = {
  title: 'Vue d’ensemble',
};
