/** What changed on an asset, a line each, in French. */
import type { Change } from '../../inventory/history/timeline.ts';
import type { Format } from '../format.ts';
import type { PageSentences } from '../page-sentences.ts';

const between = (what: string, { before, after }: Change): string => {
  if (before === '') return `${what} : ${after}`;
  return after === '' ? `${what} : ${before}, plus rien` : `${what} : ${before} → ${after}`;
};

const named = ({ subject, after, before }: Change): string => [subject, after || before].filter((text) => text !== '').join(' ');

export const frenchPageChanges = (format: Format): PageSentences['changes'] => ({
  appeared: () => 'Premier inventaire',
  renamed: (change) => between('Renommé', change),
  moved: (change) => between('Changé de site', change),
  claimed: () => 'Revendiqué par deux sites',
  'reinstalled-agent': () => 'Agent d’inventaire réinstallé',
  'reinstalled-os': (change) => (change.after === '' ? 'Système réinstallé' : `Système réinstallé : ${change.after}`),
  'os-upgraded': (change) => between('Système mis à jour', change),
  'board-replaced': (change) => between('Carte mère remplacée', change),
  'serial-changed': (change) => between('Numéro de série changé', change),
  hardware: (change) => between(change.subject || 'Matériel', change),
  'disk-added': (change) => `Disque ajouté : ${named(change)}`,
  'disk-removed': (change) => `Disque retiré : ${named(change)}`,
  memory: ({ before, after }) => `Mémoire : ${megabytes(format, before)} → ${megabytes(format, after)}`,
  address: (change) => between('Adresse', change),
  user: (change) => between('Utilisateur', change),
  'software-installed': (change) => `Logiciel installé : ${named(change)}`,
  'software-removed': (change) => `Logiciel retiré : ${named(change)}`,
  'software-upgraded': (change) => between(change.subject, change),
  'section-emptied': ({ subject }) => `Plus rien dans la partie « ${subject} » de l’inventaire`,
  missing: () => 'Plus aucun fichier du site ne le décrit',
  back: () => 'Un fichier du site le décrit de nouveau',
});

/** The values are megabytes where they are numbers. */
const megabytes = (format: Format, text: string): string =>
  /^\d+$/.test(text) ? `${format.number(Math.round((Number(text) / 1024) * 10) / 10)} Go` : text || '?';
