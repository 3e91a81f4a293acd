/** Words of the pages, in French: software. */

import type { englishSoftware } from '../english/software.ts';
import type { InBoth } from '../screens.ts';

export const frenchSoftware: InBoth<typeof englishSoftware> = {
  title: 'Logiciels',
  text: 'Ce qui est installé, sur quels sites et combien de fois. Une ligne montre les versions.',
  columns: {
    name: 'Nom',
    publisher: 'Éditeur',
    versions: 'Versions',
    installations: 'Installations',
    sites: 'Sites',
  },
  search: 'Nom ou éditeur',
  site: 'Site',
  allSites: 'tous',
  uncounted_one: '{{count}} site vient de changer et n’est pas encore compté.',
  uncounted_other: '{{count}} sites viennent de changer et ne sont pas encore comptés.',
  uncounted_many: '{{count}} sites viennent de changer et ne sont pas encore comptés.',
  versions: 'Versions de {{name}}',
  version: 'Version',
  unknownVersion: 'sans version',
  seeAssets: 'Voir les matériels qui l’ont',
  seeVersion: 'Matériels avec {{version}}',
  empty: {
    title: 'Encore aucun logiciel',
    text: 'Les logiciels apparaissent dès qu’un site a envoyé des inventaires qui en donnent la liste.',
    none: 'Rien ne correspond',
    noneText: 'Changez la recherche ou choisissez un autre site.',
    reset: 'Retirer tous les filtres',
  },
};
