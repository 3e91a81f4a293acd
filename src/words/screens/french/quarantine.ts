/** Words of the pages, in French: quarantine. */

import type { englishQuarantine } from '../english/quarantine.ts';
import type { InBoth } from '../screens.ts';

export const frenchQuarantine: InBoth<typeof englishQuarantine> = {
  title: 'Quarantaine',
  text: 'Ce qui n’a pas pu être compris est gardé ici avec la raison, jusqu’à ce que quelqu’un décide.',
  empty: {
    title: 'Rien n’est en quarantaine.',
    text: 'Les messages incompréhensibles et les inventaires illisibles apparaîtront ici, avec ce qu’il faut faire.',
    none: 'Rien ne correspond',
    noneText: 'Changez les filtres, ou enlevez-les.',
    reset: 'Enlever tous les filtres',
  },
  search: 'Nom, raison ou identifiant',
  allKinds: 'tous',
  kinds: { mail: 'Message', file: 'Inventaire' },
  columns: { name: 'Nom', kind: 'Genre', reason: 'Raison', remedy: 'À faire', at: 'Date', bytes: 'Taille', id: 'Identifiant' },
  look: 'Examiner',
  retry: 'Réessayer',
  retryAll: 'Tout réessayer',
  drop: 'Supprimer…',
  notDroppable: 'Supprimer (messages seulement)',
  notAllowed: 'Seuls les administrateurs ouvrent, réessaient et suppriment',
  dropTitle: 'Supprimer de la quarantaine ?',
  dropText_one: '{{shown}} message sera supprimé définitivement.',
  dropText_other: '{{shown}} messages seront supprimés définitivement.',
  dropText_many: '{{shown}} messages seront supprimés définitivement.',
  dropFiles: 'Les inventaires choisis restent : ils appartiennent au dossier de leur site et se remplacent par un nouvel inventaire.',
  dropNow: 'Supprimer',
  dropped_one: '{{shown}} message supprimé.',
  dropped_other: '{{shown}} messages supprimés.',
  dropped_many: '{{shown}} messages supprimés.',
  fields: { id: 'Identifiant', from: 'De', subject: 'Objet', date: 'Date du message', messageId: 'Message-ID' },
  hostile: 'Rien de ce qui suit n’est vérifié : cela vient de l’extérieur.',
  content: 'Contenu',
  cut: 'Le début seulement ; le reste se télécharge.',
  noText: 'Ce n’est pas du texte. Téléchargez les octets pour les examiner.',
  download: 'Télécharger les octets',
};
