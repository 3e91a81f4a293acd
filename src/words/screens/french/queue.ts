/** Words of the pages, in French: queue. */

import type { englishQueue } from '../english/queue.ts';
import type { InBoth } from '../screens.ts';

export const frenchQueue: InBoth<typeof englishQueue> = {
  title: 'File d’envoi',
  text: 'Les messages prêts que le serveur n’a pas encore pris. Ils partent au prochain passage, tels quels.',
  empty: 'Aucun message n’attend.',
  emptyText: 'Tout ce qui devait partir est parti.',
  columns: {
    kind: 'Genre',
    to: 'Destinataire',
    bytes: 'Taille',
    since: 'Depuis',
    tries: 'Essais',
    error: 'Dernier échec',
    next: 'Prochain essai',
  },
  parcel: 'colis {{parcel}}, volume {{volume}}',
  never: 'pas encore essayé',
  nextRun: 'au prochain passage',
  post: 'Envoyer maintenant ce qui attend',
  busy: 'Une autre tâche est en cours.',
  cut: 'Les {{shown}} premiers sur {{total}}.',
};
