/** Words of the pages, in French: tables. */

import type { englishTables } from '../english/tables.ts';
import type { InBoth } from '../screens.ts';

export const frenchTables: InBoth<typeof englishTables> = {
  total_one: '{{count}} ligne',
  total_other: '{{count}} lignes',
  total_many: '{{count}} lignes',
};
