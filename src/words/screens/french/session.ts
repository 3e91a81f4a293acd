/** Words of the pages, in French: session. */

import type { englishSession } from '../english/session.ts';
import type { InBoth } from '../screens.ts';

export const frenchSession: InBoth<typeof englishSession> = {
  title: 'Configurer la session',
};
