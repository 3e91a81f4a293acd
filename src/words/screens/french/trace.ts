/** Words of the pages, in French: trace. */

import type { englishTrace } from '../english/trace.ts';
import type { InBoth } from '../screens.ts';

export const frenchTrace: InBoth<typeof englishTrace> = {
  title: 'Trace des échanges',
};
