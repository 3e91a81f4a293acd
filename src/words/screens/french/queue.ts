/** Words of the pages, in French: queue. */

import type { englishQueue } from '../english/queue.ts';
import type { InBoth } from '../screens.ts';

export const frenchQueue: InBoth<typeof englishQueue> = {
  title: 'File d’envoi',
  text: 'Les messages de ce site : ceux qui attendent partent au prochain passage, tels quels ; les autres disent ce qu’ils sont devenus.',
  states: { waiting: 'en attente', sent: 'envoyé', returned: 'revenu', refused: 'refusé' },
  stateHelp: {
    waiting: 'Le serveur de messagerie ne l’a pas encore pris.',
    sent: 'Le serveur de messagerie l’a pris.',
    returned: 'Le serveur de messagerie l’a pris, puis il est revenu.',
    refused: 'Il ne partira plus.',
  },
  columns: {
    queued: 'Date',
    state: 'État',
    peer: 'Site',
    to: 'Destinataire',
    kind: 'Genre',
    parcel: 'Colis',
    bytes: 'Taille',
    tries: 'Essais',
    tried: 'Dernier essai',
    refusal: 'Dernier refus',
    remedy: 'À faire',
    next: 'Prochain essai',
    messageId: 'Message-ID',
  },
  filters: {
    search: 'Site, adresse, Message-ID ou refus',
    all: 'tous',
    counted: '{{state}} ({{shown}})',
  },
  empty: {
    title: 'Aucun message pour l’instant',
    text: 'Ce que ce site envoie apparaît ici, et y attend d’être parti.',
    none: 'Aucun message ne correspond',
    noneText: 'Changez les filtres, ou enlevez-les.',
    reset: 'Enlever tous les filtres',
  },
  noneWaits: 'Aucun message n’attend',
  noneWaitsText: 'Tout ce qui devait partir est parti.',
  mail: 'Un message',
  parcel: 'colis {{parcel}}, volume {{volume}}',
  never: 'pas encore essayé',
  nextRun: 'au prochain passage',
  bytesGone: 'plus gardé',
  story: 'Voir tout l’échange dans la trace',
  noStory: 'La trace n’en parle pas encore.',
  post: 'Envoyer maintenant ce qui attend',
};
