/** Words of the pages, in French: exchanges. */

import type { englishExchanges } from '../english/exchanges.ts';
import type { InBoth } from '../screens.ts';

export const frenchExchanges: InBoth<typeof englishExchanges> = {
  title: 'Configurer les échanges multi-sites (par e-mail)',
  text: 'Les sites distants envoient leurs inventaires par messagerie ; le site commun les reçoit, les fusionne et répond.',
  role: 'Rôle de ce site',
  roleFixed: 'Choisi à la mise en place du site.',
  roles: { common: 'Ce site est le « Site Commun »', distant: 'Ce site est un « Site Distant »' },
  tabs: {
    session: 'Configurer la session',
    sending: 'Configurer l’envoi',
    receiving: 'Réception, Synchronisation',
    trace: 'Trace des échanges',
  },
  onlyDistant: 'Pour les sites distants seulement.',
  onlyCommon: 'Pour le site commun seulement.',
};
