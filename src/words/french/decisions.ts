/** Qui est qui, in French. */
import type { DecisionWords } from '../decisions.ts';
import type { Format } from '../format.ts';

export const frenchDecisions = (format: Format): DecisionWords => ({
  links,
  evidence,
  reasons,
  fields,
  doubles: doubles(format),
  asset: asset(format),
  replay: replay(format),
});

const links: DecisionWords['links'] = {
  'same-device': 'le même agent installé (DEVICEID)',
  'same-uuid': 'le même UUID',
  'same-serial': 'le même numéro de série',
  'same-imei': 'le même IMEI',
  'same-board': 'la même carte mère',
  'same-disk': 'le même disque',
  'same-network': 'les mêmes adresses réseau, sur le même site',
  'old-device-id': 'l’agent a été réinstallé et nomme son ancien DEVICEID',
  'merged-by-hand': 'réunis par une personne',
};

const evidence: DecisionWords['evidence'] = {
  uuid: 'UUID',
  serial: 'numéro de série',
  board: 'série de la carte mère',
  disk: 'série du disque',
  imei: 'IMEI',
  mac: 'adresse MAC',
  name: 'nom',
  'device-id': 'DEVICEID',
  ip: 'adresse IP',
};

const reasons: DecisionWords['reasons'] = {
  clone: 'Clone probable : ces machines partagent ce qui devrait être unique, et diffèrent par le reste.',
  'several-candidates': 'Plusieurs machines peuvent être celle-ci, et elles se contredisent entre elles.',
  contradiction: 'Leurs identifiants se contredisent : certains sont les mêmes, d’autres non.',
  'weak-evidence': 'Elles se ressemblent, mais trop peu pour en décider.',
};

const fields: DecisionWords['fields'] = {
  owner: 'Responsable',
  room: 'Emplacement',
  inventoryNumber: 'N° d’inventaire',
  purchasedOn: 'Acheté le',
  warrantyUntil: 'Garanti jusqu’au',
  licence: 'Licence',
  note: 'Remarque',
};

const doubles = (format: Format): DecisionWords['doubles'] => ({
  none: 'Aucun double possible.',
  count: (count) => format.count(count, { one: 'double possible', other: 'doubles possibles' }),
  rows: { site: 'Site', name: 'Nom', record: 'Identifiant', asset: 'Matériel', dates: 'Inventaires' },
  agree: (kind) => `= ${kind}`,
  differ: (kind) => `≠ ${kind}`,
  ifSame: 'La même machine',
  ifNot: 'Deux machines',
  learned: 'Valeurs que plusieurs machines partagent et qui n’identifient donc rien :',
  columns: { kind: 'Genre', value: 'Valeur', machines: 'Machines' },
  conflicts: 'Champs saisis différemment avant que deux fiches n’en fassent qu’une ; laquelle garder ?',
  conflict: ({ name, site, field, value, conflict }) => `${name} (${site}), ${field} : « ${value} » ou « ${conflict} »`,
  settleWith: 'Pour trancher',
  decided: 'Décisions :',
  decision: (word, date, by) => `${word === 'merge' ? 'la même machine' : 'deux machines'}, le ${date}${by === '' ? '' : ` (${by})`}`,
  done: ({ word, a, b, assets }) => {
    if (word === 'undo') return `Décision annulée entre ${a} et ${b} : ${assets.length === 1 ? 'une seule machine' : 'deux machines'}.`;
    return word === 'merge' ? `${a} et ${b} sont la même machine : ${assets.join(' ')}.` : `${a} et ${b} sont deux machines.`;
  },
});

const asset = (format: Format): DecisionWords['asset'] => ({
  rows: {
    firstSeen: 'Vu d’abord',
    missingSince: 'Absent depuis',
    retiredAt: 'Retiré',
    links: 'Réuni par',
    residences: 'Séjours',
    claimed: 'Disputé',
  },
  since: (site, date) => (date === '' ? site : `${site} depuis le ${date}`),
  reported: (value) => `l’inventaire dit : ${value === '' ? 'rien' : value}`,
  said: (by, date, until) =>
    [by, `le ${date}`, until === '' ? '' : `jusqu’au ${until}`].filter((part) => part !== '' && part !== 'le ').join(', '),
  otherWord: (value) => `aussi saisi : ${value}`,
  retiredHidden: (count) =>
    `${format.count(count, { one: 'matériel retiré', other: 'matériels retirés' })} non montré(s) ; --all les montre.`,
  retired: 'retiré',
  changed: (name) => `Noté : ${name}`,
});

const replay = (format: Format): DecisionWords['replay'] => ({
  ask: (files) =>
    `Recalculer tout le dossier à partir des originaux (${format.count(files, { one: 'fichier présent', other: 'fichiers présents' })}) ?`,
  done: (files) => `Dossier recalculé à partir de ${format.count(files, { one: 'fichier', other: 'fichiers' })}.`,
  unreadable: (files) =>
    `${format.count(files, { one: 'fichier n’a pas pu être relu', other: 'fichiers n’ont pas pu être relus' })} ; « malleposte check » les nomme.`,
  going: 'Le dossier commun est en cours de recalcul : ce qui suit est incomplet. Le prochain « receive » ou « replay » l’achève.',
});
