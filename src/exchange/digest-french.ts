/** The digest in French. */
import type { DigestWords } from './digest-facts.ts';

/** Zero is singular in French. */
const counted = (count: number, one: string, many: string): string => `${count} ${count < 2 ? one : many}`;

const machines = (count: number): string => counted(count, 'machine', 'machines');

export const frenchDigest: DigestWords = {
  language: 'fr',
  dayFormat: 'd LLLL yyyy',
  locale: 'fr-FR',
  subject: (about, period) => `Nouvelles du parc${about === '' ? '' : ` (${about})`} : ${period}`,
  title: (about) => `Nouvelles du parc${about === '' ? '' : ` (${about})`}`,
  period: (first, last) => (first === last ? first : `du ${first} au ${last}`),
  site: (id) => `site ${id}`,
  assets: (count) => `${counted(count, 'équipement connu', 'équipements connus')}.`,
  nothing: 'Rien n’a changé pendant cette période, et rien n’est à regarder.',
  titles: {
    changes: 'Ce qui a changé',
    software: 'Logiciels',
    keySoftware: 'Logiciels clés',
    watch: 'À regarder',
    endings: 'Fins de support',
  },
  changes: {
    appeared: (count) => counted(count, 'nouvel équipement', 'nouveaux équipements'),
    missing: (count) =>
      `${counted(count, 'machine disparue', 'machines disparues')} : aucun fichier ne ${count < 2 ? 'la' : 'les'} décrit plus`,
    back: (count) => counted(count, 'machine revenue', 'machines revenues'),
    moved: (count) => `${counted(count, 'machine passée', 'machines passées')} à un autre site`,
    claimed: (count) => `${counted(count, 'machine annoncée', 'machines annoncées')} par deux sites à la fois`,
    renamed: (count) => counted(count, 'machine renommée', 'machines renommées'),
    'board-replaced': (count) => `${machines(count)} dont la carte mère est nouvelle`,
    'reinstalled-os': (count) => `${machines(count)} dont le système a été réinstallé`,
    'os-upgraded': (count) => `${machines(count)} dont le système a été mis à niveau`,
  },
  more: (count) => `et ${counted(count, 'autre', 'autres')}`,
  newSoftware: (name, count) => `Nouveau : ${name} (${machines(count)})`,
  upgraded: (name, version, count) => `Mis à jour : ${name}${version === '' ? '' : ` en ${version}`} (${machines(count)})`,
  keySoftware: ({ entry, absent, outdated, forbidden }) => {
    const parts = [
      ...(outdated > 0 ? [`trop ancien sur ${machines(outdated)}`] : []),
      ...(absent > 0 ? [`absent de ${machines(absent)}`] : []),
      ...(forbidden > 0 ? [`interdit, et présent sur ${machines(forbidden)}`] : []),
    ];
    return `${entry} : ${parts.join(', ')}`;
  },
  licences: ({ entry, licences, installations }) =>
    `${entry} : ${counted(installations, 'installation', 'installations')} pour ${counted(licences, 'licence', 'licences')}`,
  doubles: (count) => `${counted(count, 'doublon possible', 'doublons possibles')}, à confirmer ou à séparer`,
  silent: (site, since) => (since === '' ? `Le site ${site} n’a jamais rien envoyé` : `Le site ${site} est silencieux depuis le ${since}`),
  stale: ({ days, machines: count }) =>
    `${machines(count)} dont l’inventaire a plus de ${counted(days, 'jour', 'jours')}, alors que ${count < 2 ? 'son site envoie' : 'leurs sites envoient'}`,
  quarantined: (count) => `${counted(count, 'message', 'messages')} en quarantaine`,
  unreadable: (count) => `${counted(count, 'fichier illisible', 'fichiers illisibles')} comme inventaire`,
  ending: (system, day, { state, machines: count }) =>
    `${system} : ${state === 'ended' ? 'terminé depuis le' : 'se termine le'} ${day} (${machines(count)})`,
  colon: ' : ',
  closing: 'Écrit par Malleposte. Le réglage « digest » en dit la fréquence ; la commande « digest --print » le remontre.',
};
