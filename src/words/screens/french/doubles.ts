/** Words of the pages, in French: doubles. */

import type { englishDoubles } from '../english/doubles.ts';
import type { InBoth } from '../screens.ts';

export const frenchDoubles: InBoth<typeof englishDoubles> = {
  title: 'Doubles possibles',
};
