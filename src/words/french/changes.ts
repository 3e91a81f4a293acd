/** The history of assets, in French. */
import { compareVersions } from '../../inventory/versions.ts';
import { type ChangeWords, diskOf, fromTo, type SaidChange, saidOf, sizesOf } from '../changes.ts';
import type { Format } from '../format.ts';

const on = ({ name }: SaidChange): string => (name === '' ? '' : ` sur ${name}`);

const facts: ChangeWords['facts'] = {
  uuid: 'UUID matériel',
  boardSerial: 'numéro de série de la carte mère',
  manufacturer: 'constructeur',
  model: 'modèle',
  cpu: 'processeur',
  biosDate: 'micrologiciel',
  imei: 'IMEI',
  ips: 'adresse IP',
  macs: 'adresse MAC',
};

const softwareSentence = (change: SaidChange): string => {
  const isOlder = compareVersions(change.before, change.after) > 0;
  return `${change.subject} ${fromTo(change.before, change.after)} ${isOlder ? 'remis à une version antérieure' : 'mis à jour'}${on(change)}`;
};

const hardware = (format: Format, change: SaidChange): string => {
  if (!Object.hasOwn(facts, change.subject)) return `Disque ${change.subject} d’une autre taille${on(change)} : ${sizesOf(format, change)}`;
  return `Matériel modifié${on(change)}, ${facts[change.subject]} : ${fromTo(change.before, change.after)}`;
};

export const frenchChanges = (format: Format): ChangeWords => ({
  sentences: {
    appeared: (change) => saidOf(change, `apparaît${change.after === '' ? '' : ` au site ${change.after}`}`),
    renamed: ({ before, after }) => `${before} s’appelle maintenant ${after}`,
    moved: (change) => saidOf(change, `passe de ${change.before} à ${change.after}`),
    claimed: (change) => saidOf(change, `est revendiqué par deux sites : ${change.before} et ${change.after}`),
    'reinstalled-agent': (change) => `Agent d’inventaire réinstallé${on(change)}`,
    'reinstalled-os': (change) => `Système réinstallé${on(change)} : ${fromTo(change.before, change.after)}`,
    'os-upgraded': (change) => `Système mis à niveau${on(change)} : ${fromTo(change.before, change.after)}`,
    'board-replaced': (change) => `Carte mère remplacée${on(change)}`,
    'serial-changed': (change) => `Numéro de série modifié${on(change)} : ${fromTo(change.before, change.after)}`,
    hardware: (change) => hardware(format, change),
    'disk-added': (change) => `Disque ${diskOf(format, change)} ajouté${on(change)}`,
    'disk-removed': (change) => `Disque ${diskOf(format, change)} retiré${on(change)}`,
    memory: (change) => `Mémoire ${sizesOf(format, change)}${on(change)}`,
    address: (change) => `Autre ${facts[change.subject] ?? 'adresse'}${on(change)} : ${fromTo(change.before, change.after)}`,
    user: (change) => `Autre utilisateur${on(change)} : ${fromTo(change.before, change.after)}`,
    'software-installed': (change) => `${`${change.subject} ${change.after}`.trim()} installé${on(change)}`,
    'software-removed': (change) => `${`${change.subject} ${change.before}`.trim()} désinstallé${on(change)}`,
    'software-upgraded': softwareSentence,
    'section-emptied': (change) =>
      `La rubrique ${change.subject.toUpperCase()} est vide désormais${on(change)} (elle en comptait ${change.before})`,
    missing: (change) => saidOf(change, 'manque : plus aucun fichier de son site ne le décrit'),
    back: (change) => saidOf(change, 'est de retour'),
  },
  facts,
  undated: 'Sans date',
  none: 'Aucun changement ne correspond.',
  count: (count) => format.count(count, { one: 'changement', other: 'changements' }),
  limited: (limit) => `Seuls les ${format.number(limit)} plus récents sont montrés ; --limit en montre davantage.`,
  columns: { date: 'Date', site: 'Site', name: 'Machine', change: 'Changement' },
});
