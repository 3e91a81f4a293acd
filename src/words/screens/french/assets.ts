/** Words of the pages, in French: assets. */

import type { englishAssets } from '../english/assets.ts';
import type { InBoth } from '../screens.ts';

export const frenchAssets: InBoth<typeof englishAssets> = {
  title: 'Matériels',
};
