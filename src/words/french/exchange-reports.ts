/** What sending, receiving and testing tell, in French. */
import type { Format } from '../format.ts';
import type { ReceiveWords, SendWords, TestWords } from '../reports.ts';
import type { Ways } from '../ways.ts';

const files = { one: 'fichier', other: 'fichiers' };

export const frenchSend = (format: Format, ways: Ways): SendWords => ({
  parcel: (outcome) => {
    const content = `${format.count(outcome.files, files)}, ${format.bytes(outcome.bytes)}`;
    if (outcome.dryRun) return `Essai à blanc : un colis partirait (${content}). Rien n’a été envoyé.`;
    const mode = outcome.mode === 'delta' ? 'différences' : 'dossier complet';
    const volumes = outcome.volumes > 1 ? `, ${format.count(outcome.volumes, { one: 'volume', other: 'volumes' })}` : '';
    const verb = outcome.folder ? 'écrit' : 'envoyé';
    return `Colis ${outcome.epoch}.${outcome.seq} ${verb} : ${content} (${mode}${volumes}).`;
  },
  greeting: ({ dryRun }) =>
    dryRun
      ? 'Essai à blanc : pas de colis à envoyer, un message de présence partirait.'
      : 'Pas de colis à envoyer aujourd’hui ; un message de présence est parti.',
  written: (mails, path) =>
    mails === 0
      ? `Rien n’a été écrit dans ${path} : aucun message n’attend.`
      : `${format.count(mails, { one: 'message a été écrit', other: 'messages ont été écrits' })} dans ${path}. Au siège : malleposte import DOSSIER.`,
  waiting: `Le site commun n’a pas encore admis ce site : aucun inventaire n’est parti. ${ways.checkWords} rappelle les mots de contrôle à comparer avec le siège. Si rien ne vient en deux jours, la clé est peut-être périmée ou déjà utilisée : demandez-en une autre.`,
  left: 'Ce site a quitté l’entreprise : rien n’est envoyé. Pour revenir, demandez une nouvelle clé au siège.',
  because: (reason) => `Raison : ${reason}.`,
  lastSent: (date) => (date === null ? 'Aucun envoi n’a encore eu lieu.' : `Dernier envoi le ${format.date(date)}.`),
  nextDue: (date) => `Prochain envoi le ${format.date(date)}.`,
  welcomed: 'Le site commun a admis ce site.',
  rotated: 'Le site commun a de nouvelles clés ; c’est noté.',
  receipts: (count) => `${format.count(count, { one: 'accusé de réception lu', other: 'accusés de réception lus' })}.`,
  preferences: (version) => `Préférences du site commun appliquées (version ${version}).`,
  quarantined: (count) =>
    `${format.count(count, { one: 'réponse mise en quarantaine', other: 'réponses mises en quarantaine' })}, voyez la trace.`,
  unreadable: (count) =>
    `${format.count(count, { one: 'fichier illisible, joint tel quel', other: 'fichiers illisibles, joints tels quels' })} :`,
  leftOut: (count) => `${format.count(count, { one: 'fichier laissé de côté', other: 'fichiers laissés de côté' })} :`,
  confirmRecent: (date) => `Le dernier envoi date du ${format.date(date)} et le site est à jour. Renvoyer quand même ?`,
  alert: ({ common, ours, since }) => [
    'Malleposte de ce site : à mettre à jour',
    `Ce site utilise la version ${ours}, le site commun la version ${common} (signalé depuis le ${format.date(since)}).`,
    `Installez ici la version ${common} ; l’alerte disparaîtra au prochain échange.`,
  ],
});

export const frenchReceive = (format: Format): ReceiveWords => ({
  nothing: 'Aucun message de site distant dans la boîte.',
  messages: ({ messages, merged, greetings, duplicates, superseded, tests, ignored }) => {
    const parts = [
      merged > 0 ? format.count(merged, { one: 'colis fusionné', other: 'colis fusionnés' }) : '',
      greetings > 0 ? format.count(greetings, { one: 'message de présence', other: 'messages de présence' }) : '',
      duplicates > 0 ? format.count(duplicates, { one: 'déjà reçu', other: 'déjà reçus' }) : '',
      superseded > 0 ? format.count(superseded, { one: 'dépassé', other: 'dépassés' }) : '',
      tests > 0 ? format.count(tests, { one: 'message de test', other: 'messages de test' }) : '',
      ignored > 0 ? format.count(ignored, { one: 'ignoré', other: 'ignorés' }) : '',
    ].filter((part) => part !== '');
    const detail = parts.length === 0 ? '' : ` : ${parts.join(', ')}`;
    return `${format.count(messages, { one: 'message examiné', other: 'messages examinés' })}${detail}.`;
  },
  inventories: ({ read, changed, unreadable }) => {
    if (read + changed + unreadable === 0) return 'Aucun inventaire n’a changé depuis la dernière fois.';
    const bad = unreadable > 0 ? `, ${format.count(unreadable, { one: 'illisible', other: 'illisibles' })}` : '';
    return `${format.count(read, { one: 'inventaire lu', other: 'inventaires lus' })}, ${format.count(changed, { one: 'matériel modifié', other: 'matériels modifiés' })}${bad}.`;
  },
  columns: { site: 'Site', merged: 'Colis', greetings: 'Présence', other: 'Autres', quarantined: 'Quarantaine' },
  strangers: '(inconnu)',
  enrolled: (count) => `${format.count(count, { one: 'site admis', other: 'sites admis' })}.`,
  rotations: (count) => `${format.count(count, { one: 'site a', other: 'sites ont' })} de nouvelles clés.`,
  departures: (count) =>
    `${format.count(count, { one: 'site est parti', other: 'sites sont partis' })} ; ce qui avait été envoyé reste dans le dossier commun.`,
  pending: (count) =>
    `${format.count(count, { one: 'site attend', other: 'sites attendent' })} votre décision ; comparez les mots de contrôle avec l’agence :`,
  acceptWith: 'Pour admettre',
  receipts: (count) => `${format.count(count, { one: 'accusé de réception envoyé', other: 'accusés de réception envoyés' })}.`,
  problems: (count) =>
    `${format.count(count, { one: 'fichier n’a pas pu être lu', other: 'fichiers n’ont pas pu être lus' })} ; les autres sont fusionnés :`,
  quarantined: (count) =>
    `${format.count(count, { one: 'message en quarantaine', other: 'messages en quarantaine' })} ; la trace dit pourquoi, le répertoire « quarantine » les garde.`,
  rehearsed: 'Essai à blanc : rien n’a été fusionné, répondu, ni retiré de la boîte.',
});

export const frenchTest = (format: Format): TestWords => ({
  connected: 'La connexion fonctionne, à la réception comme à l’envoi.',
  accepted: (address) => `Message de test accepté par le serveur pour ${address}.`,
  waiting: (ms) => `Attente de son arrivée, ${format.duration(ms)} au plus…`,
  arrived: (ms) => `Le message de test est arrivé dans notre boîte en ${format.duration(ms)}.`,
  notAwaited: 'Le serveur a accepté le message ; son arrivée n’a pas été vérifiée.',
  waitingMails: (marked, total) =>
    marked === 0
      ? `Aucun message de Malleposte dans la boîte (${format.count(total, { one: 'message', other: 'messages' })} en tout).`
      : `${format.count(marked, { one: 'message de Malleposte attend', other: 'messages de Malleposte attendent' })} (${format.number(total)} en tout).`,
  untouched: 'Rien n’a été retiré ni marqué comme lu.',
  columns: { from: 'De', date: 'Date', bytes: 'Taille', subject: 'Objet' },
  askToPin: (host, fingerprint) =>
    `Le serveur ${host} présente ce certificat :\n${fingerprint}\nL’avez-vous comparé avec celui de son administrateur, et faut-il le retenir ?`,
  pinned: 'Certificat retenu ; seul celui-ci sera accepté désormais. Nouvel essai…',
  pinWith: (flag) => `Pour retenir ce certificat : ${flag}`,
});
