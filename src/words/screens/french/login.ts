/** Words of the pages, in French: login. */

import type { englishLogin } from '../english/login.ts';
import type { InBoth } from '../screens.ts';

export const frenchLogin: InBoth<typeof englishLogin> = {
  title: 'Se connecter',
  link: 'Ouvrez le lien affiché par « malleposte serve ».',
};
