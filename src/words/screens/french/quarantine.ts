/** Words of the pages, in French: quarantine. */

import type { englishQuarantine } from '../english/quarantine.ts';
import type { InBoth } from '../screens.ts';

export const frenchQuarantine: InBoth<typeof englishQuarantine> = {
  title: 'Quarantaine',
  text: 'Ce qui n’a pas pu être compris est gardé ici avec la raison, jusqu’à ce que quelqu’un décide.',
  empty: 'Rien n’est en quarantaine.',
  emptyText: 'Les messages incompréhensibles et les inventaires illisibles apparaîtront ici, avec ce qu’il faut faire.',
  kinds: { mail: 'Message', file: 'Inventaire' },
  columns: { select: 'Choisir', at: 'Date', name: 'Nom', reason: 'Raison', bytes: 'Taille', actions: 'Actions' },
  all: 'Tout choisir',
  one: 'Choisir {{name}}',
  chosen_one: '{{count}} choisi',
  chosen_other: '{{count}} choisis',
  chosen_many: '{{count}} choisis',
  look: 'Examiner',
  retry: 'Réessayer',
  retryAll: 'Tout réessayer',
  drop: 'Supprimer…',
  dropTitle: 'Supprimer de la quarantaine ?',
  dropText_one: '{{count}} message sera supprimé définitivement.',
  dropText_other: '{{count}} messages seront supprimés définitivement.',
  dropText_many: '{{count}} messages seront supprimés définitivement.',
  dropFiles: 'Les inventaires choisis restent : ils appartiennent au dossier de leur site et se remplacent par un nouvel inventaire.',
  dropNow: 'Supprimer',
  dropped_one: '{{count}} message supprimé.',
  dropped_other: '{{count}} messages supprimés.',
  dropped_many: '{{count}} messages supprimés.',
  remedy: 'À faire : {{remedy}}',
  fields: { id: 'Identifiant', from: 'De', subject: 'Objet', date: 'Date du message', messageId: 'Message-ID' },
  hostile: 'Rien de ce qui suit n’est vérifié : cela vient de l’extérieur.',
  content: 'Contenu',
  cut: 'Le début seulement ; le reste se télécharge.',
  noText: 'Ce n’est pas du texte. Téléchargez les octets pour les examiner.',
  download: 'Télécharger les octets',
};
