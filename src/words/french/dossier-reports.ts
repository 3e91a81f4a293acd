/** What is told about the common dossier and the trace, in French. */
import type { Format } from '../format.ts';
import type { DossierWords, TraceWords } from '../reports.ts';

export const frenchDossier = (format: Format): DossierWords => ({
  noAssets: 'Aucun matériel ne correspond.',
  asOf: (day) => `Tel qu’il était à la fin du ${format.weekday(day)} :`,
  assets: (count) => format.count(count, { one: 'matériel', other: 'matériels' }),
  noSoftware: 'Aucun logiciel ne correspond.',
  software: (count) => format.count(count, { one: 'logiciel', other: 'logiciels' }),
  columns: {
    id: 'Identifiant',
    site: 'Site',
    name: 'Nom',
    kind: 'Genre',
    os: 'Système',
    model: 'Modèle',
    date: 'Inventaire',
    version: 'Version',
    publisher: 'Éditeur',
    installations: 'Postes',
    sites: 'Sites',
  },
  rows: {
    id: 'Identifiant',
    site: 'Site',
    name: 'Nom',
    kind: 'Genre',
    os: 'Système',
    maker: 'Constructeur',
    serial: 'Numéro de série',
    uuid: 'UUID',
    macs: 'Adresses MAC',
    cpu: 'Processeur',
    memory: 'Mémoire',
    disks: 'Disques',
    user: 'Utilisateur',
    inventoryDate: 'Inventaire',
    lastSeen: 'Vu en dernier',
    sources: 'Fichiers',
    software: 'Logiciels',
  },
});

export const frenchTrace = (format: Format): TraceWords => ({
  none: 'Aucun événement ne correspond.',
  columns: { id: 'N°', at: 'Date', direction: '', peer: 'Avec', kind: 'Genre', outcome: 'Issue', bytes: 'Taille', reason: 'Détail' },
  askToDelete: (count) => `Supprimer ${format.count(count, { one: 'événement', other: 'événements' })} de la trace ?`,
  deleted: (count) => `${format.count(count, { one: 'événement supprimé', other: 'événements supprimés' })}.`,
  file: {
    name: 'Journal des échanges',
    columns: {
      id: 'N°',
      at: 'Date',
      direction: 'Sens',
      peer: 'Avec',
      kind: 'Genre',
      outcome: 'Issue',
      reason: 'Détail',
      bytes: 'Taille (octets)',
      durationMs: 'Durée (ms)',
      directionCode: 'Sens (code)',
      kindCode: 'Genre (code)',
      outcomeCode: 'Issue (code)',
      reasonCode: 'Détail (code)',
      messageId: 'Message-ID',
    },
    directions: { in: 'reçu', out: 'envoyé', local: 'local' },
    madeOn: (at) => `Établi le ${format.date(at)}.`,
    limited: (shown, total) =>
      `Voici les ${format.number(shown)} premiers événements sur ${format.number(total)} : ce format n’en contient pas plus. Excel en contient un million, et CSV, XML et JSON les ont tous.`,
    written: (path, events) => `Fichier écrit : ${path} (${format.count(events, { one: 'événement', other: 'événements' })}).`,
  },
});
