/** Words of the pages, in French: quarantine. */

import type { englishQuarantine } from '../english/quarantine.ts';
import type { InBoth } from '../screens.ts';

export const frenchQuarantine: InBoth<typeof englishQuarantine> = {
  title: 'Quarantaine',
};
