/** Words of the pages, in French: asset. */

import type { englishAsset } from '../english/asset.ts';
import type { InBoth } from '../screens.ts';

export const frenchAsset: InBoth<typeof englishAsset> = {
  title: 'Matériel',
};
