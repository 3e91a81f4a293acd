/** What a person may follow while a job works, in French. */
import type { Format } from '../format.ts';
import type { ProgressWords } from '../progress.ts';

export const frenchProgress = (format: Format): ProgressWords => ({
  stopping: 'Arrêt dès que possible ; interrompez à nouveau pour arrêter net.',
  listing: 'Relève de la boîte…',
  listed: (waiting, marked) =>
    `${format.count(waiting, { one: 'message dans la boîte', other: 'messages dans la boîte' })}, ${format.count(marked, { one: 'nouveau pour Malleposte', other: 'nouveaux pour Malleposte' })}`,
  mail: ({ number, of, peer, kind, outcome }) => `${number}/${of} ${peer || 'inconnu'} : ${kind}, ${outcome}`,
  publishing: (pages) => `${format.count(pages, { one: 'page', other: 'pages' })} de l’intranet`,
  reading: (files, bytes) => `Dossier lu : ${format.count(files, { one: 'fichier', other: 'fichiers' })}, ${format.bytes(bytes)}`,
  replaying: (files) => `Dossier recalculé : ${format.count(files, { one: 'fichier relu', other: 'fichiers relus' })}`,
  posting: (kind, to, bytes) => `Envoi : ${kind} pour ${to}, ${format.bytes(bytes)}…`,
  posted: (kind, to) => `Envoyé : ${kind} pour ${to}`,
  outcomes: {
    merged: 'fusionné',
    duplicate: 'déjà reçu',
    superseded: 'dépassé',
    greeting: 'présence',
    test: 'test',
    enrolled: 'site admis',
    rotated: 'nouvelles clés',
    left: 'parti',
    pending: 'à admettre',
    ignored: 'ignoré',
    admitted: 'site admis',
    heeded: 'accusé de réception lu',
    stored: 'volume gardé',
    refused: 'refusé',
    bounce: 'retour d’un de nos messages',
    quarantined: 'en quarantaine',
  },
});
