/** Words of the pages, in French: tables. */

import type { englishTables } from '../english/tables.ts';
import type { InBoth } from '../screens.ts';

export const frenchTables: InBoth<typeof englishTables> = {
  total_one: '{{shown}} ligne',
  total_other: '{{shown}} lignes',
  total_many: '{{shown}} lignes',
  more_one: 'Plus de {{shown}} ligne ; précisez pour voir les autres',
  more_other: 'Plus de {{shown}} lignes ; précisez pour voir les autres',
  more_many: 'Plus de {{shown}} lignes ; précisez pour voir les autres',
  selected_one: '{{shown}} sélectionnée',
  selected_other: '{{shown}} sélectionnées',
  selected_many: '{{shown}} sélectionnées',
  clearSearch: 'Effacer la recherche',
  loading: 'Chargement…',
  selectAll: 'Tout sélectionner (tout ce qui correspond)',
  selectNone: 'Ne rien sélectionner',
  actions: 'Agir sur la sélection',
  columns: 'Colonnes',
  columnsReset: 'Colonnes habituelles',
  saved: 'Filtres enregistrés',
  savedNone: 'Aucun filtre n’est encore enregistré.',
  savedName: 'Enregistrer le filtre actuel sous',
  savedNothing: 'Filtrez ou triez d’abord.',
  savedSave: 'Enregistrer',
  savedDelete: 'Supprimer « {{name}} »',
  export: 'Exporter',
  formats: {
    csv: 'CSV (tout tableur)',
    xlsx: 'Excel (xlsx)',
    xml: 'XML',
    docx: 'Word (docx)',
    json: 'JSON',
  },
};
