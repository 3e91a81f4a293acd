/** What is told about the whole dossier in figures, in French. */
import type { FigureWords } from '../figures.ts';
import type { Format } from '../format.ts';

export const frenchFigures = (format: Format): FigureWords => ({
  keySoftware: {
    none: (folder) => `Aucun logiciel clé n’est nommé. Écrivez la liste « keySoftware: » dans preferences.yaml, dans ${folder}.`,
    judged: (computers, unlisted) =>
      `${format.count(computers, { one: 'ordinateur examiné', other: 'ordinateurs examinés' })}${unlisted > 0 ? ` ; la liste des logiciels de ${format.number(unlisted)} n’est pas connue` : ''}.`,
    columns: { entry: 'Logiciel clé', site: 'Site', present: 'Présent', outdated: 'Trop ancien', absent: 'Absent', forbidden: 'Interdit' },
    statuses: { absent: 'absent', outdated: 'trop ancien', 'forbidden-present': 'interdit' },
    licenceColumns: { entry: 'Licences', licences: 'Achetées', machines: 'Machines', installations: 'Installées', left: 'Reste' },
    exceeded: ({ entry, licences, installations }) =>
      `${entry} : ${format.count(installations - licences, { one: 'installation', other: 'installations' })} de plus que de licences.`,
    machines: 'Machines à regarder',
    machineColumns: { entry: 'Logiciel clé', status: 'État', site: 'Site', name: 'Nom', versions: 'Versions' },
    file: keySoftwareFile,
    more: 'Il y en a d’autres : --limit en montre tant pour chacun, --csv toutes.',
  },
  lifecycle: {
    none: 'Aucun ordinateur ni téléphone n’est connu.',
    title: (machines, today) => `Vieillissement : ${format.count(machines, { one: 'machine', other: 'machines' })} au ${today}`,
    systems: 'Systèmes',
    systemColumns: { system: 'Système', supportEnds: 'Fin du support', extendedEnds: 'Étendu', state: 'État', machines: 'Machines' },
    support: 'Support du système',
    age: 'Âge (au moins)',
    warranty: 'Garantie',
    states: { supported: 'assuré', ending: 'fin dans les 6 mois', ended: 'terminé', unknown: 'inconnu' },
    warrantyStates: { supported: 'en cours', ending: 'fin dans les 6 mois', ended: 'échue', unknown: 'non dite' },
    ages: { under3: '< 3 ans', under5: '3 à 5 ans', under7: '5 à 7 ans', old: '7 ans et plus', unknown: 'inconnu' },
    site: 'Site',
    total: 'Ensemble',
    file: lifecycleFile,
    more: 'Machine par machine : --csv.',
  },
  digest: frenchDigest(format),
});

const frenchDigest = (format: Format): FigureWords['digest'] => ({
  rhythms: {
    off: 'Aucun résumé n’est envoyé : le réglage « digest » dit off, daily (chaque jour) ou weekly (chaque semaine).',
    daily: 'Un résumé est envoyé chaque jour.',
    weekly: 'Un résumé est envoyé chaque semaine, le lundi.',
  },
  recipients: (addresses) => `À : ${format.list(addresses)}.`,
  last: (date) => `Le dernier a été écrit le ${date}.`,
  next: (date) => `Le prochain part avec la première réception après le ${date}.`,
  print: 'Pour en lire un maintenant : --print.',
});

const keySoftwareFile: FigureWords['keySoftware']['file'] = {
  name: 'logiciels-cles',
  columns: { asset: 'Identifiant', statusCode: 'Code' },
};

const lifecycleFile: FigureWords['lifecycle']['file'] = {
  name: 'vieillissement',
  title: 'Vieillissement du parc',
  columns: {
    asset: 'Identifiant',
    site: 'Site',
    name: 'Nom',
    kind: 'Genre',
    form: 'Forme',
    os: 'Système tel qu’annoncé',
    osVersion: 'Sa version',
    product: 'Système',
    release: 'Édition',
    supportEnds: 'Fin du support',
    extendedEnds: 'Étendu',
    support: 'Support',
    ageYears: 'Âge (ans)',
    ageFrom: 'Âge d’après',
    warrantyUntil: 'Garanti jusqu’au',
    warranty: 'Garantie',
  },
};
