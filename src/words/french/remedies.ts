/** What to do about the reasons of traces, quarantine and alerts, in French. A code that needs nothing has no sentence. */
import type { CodeWords } from '../codes.ts';
import type { Ways } from '../ways.ts';

const nothing = 'Rien à faire : le site le renverra de lui-même.';
const tooMuchOf = (ways: Ways): string =>
  `Relevez la limite que la raison désigne (${ways.someLimits}), puis ${ways.retrying} ; si aucun colis honnête n’en a besoin, supprimez-le.`;
const heavyOf = (ways: Ways): string =>
  `Lancez ${ways.retrying} quand la machine est moins chargée, ou relevez ${ways.limit('limits.maxReadingSeconds')} ; une version plus récente le lira peut-être aussi.`;
const atTheAgent = 'Réparez ou relancez l’agent d’inventaire de ce poste : le prochain colis apportera le nouveau fichier.';

export const frenchRemedies = (ways: Ways): CodeWords['remedies'] => ({
  ...plainRemedies,
  E_ZIP: tooMuchOf(ways),
  E_STATE: `Rien à faire : le site répondra par son dossier complet. Si cela revient, lancez ${ways.check}.`,
  E_DEADLINE: heavyOf(ways),
  E_MEMORY: heavyOf(ways),
  E_CRASH: heavyOf(ways),
  E_TOKEN_USED: `Quelqu’un d’autre a utilisé la clé multi-sites : ${ways.inviteAnew}.`,
  E_ROTATE: `Si personne sur ce site n’a lancé ${ways.rotatedThere}, sa machine est peut-être volée : ${ways.inviteAnew}.`,
  E_COMMON_KEY: `Quelqu’un détient peut-être les clés du siège : ${ways.rotateCommon}, sur une machine saine.`,
  attempts: heavyOf(ways),
  unanswered: `Demandez au siège ${ways.askCommon} ; vérifiez son adresse. Rien n’est perdu : le dossier repart.`,
  duplicated: `Gardez une seule machine pour ce site. Sur une copie, ou après une restauration, lancez une fois ${ways.newEpoch} ; rattachez toute autre machine sous son propre nom.`,
  undelivered: `Voyez le retour dans ${ways.bounces} ; l’alerte disparaîtra au prochain accusé de réception.`,
  'bounce-unknown': `Lisez ce que dit le serveur dans ${ways.trace}, et demandez à l’administrateur de la messagerie.`,
  'too-large': `Relevez ${ways.limit('limits.maxEntryBytes')} (ou ${ways.limit('limits.maxMessageBytes')} pour un message), puis réessayez.`,
  'too-deep': `Relevez ${ways.limit('limits.maxXmlDepth')} si le fichier est honnête, puis réessayez.`,
  'too-many-nodes': `Relevez ${ways.limit('limits.maxXmlNodes')} si le fichier est honnête, puis réessayez.`,
});

/** The same at every door. */
const plainRemedies: CodeWords['remedies'] = {
  E_BODY: nothing,
  E_SEAL: 'En général rien : le site le renverra. Si cela dure, le site a une ancienne clé du siège : invitez-le de nouveau.',
  E_PARCEL: nothing,
  E_VOLUMES: nothing,
  E_EPOCH:
    'Rien si c’est une seule fois : le site commence une nouvelle numérotation. Si cela revient, deux machines partagent une installation : gardez-en une, et rattachez l’autre sous son propre nom.',
  E_BASE: 'Rien à faire : le site répondra par son dossier complet.',
  'cannot-open': nothing,
  stripped:
    'Demandez à l’administrateur de la messagerie de ce site, et au vôtre, de laisser passer les pièces jointes nommées .malle (application/octet-stream) ; ce qui s’est perdu sera renvoyé.',
  'bounce-bad-address': 'Vérifiez que la boîte du destinataire existe encore et que son adresse n’a pas changé.',
  'bounce-mailbox-full': 'Faites vider la boîte du destinataire, ou relever son quota ; le message repartira de lui-même.',
  'bounce-too-large': 'Rien à faire : le colis repart en volumes deux fois plus petits.',
  'bounce-policy':
    'Demandez aux administrateurs de la messagerie de laisser passer les messages de cet expéditeur dont la pièce jointe est nommée .malle ; un contenu chiffré ne s’analyse pas.',
  'bounce-expired': 'Vérifiez que le serveur de messagerie du destinataire fonctionne ; le message repartira de lui-même.',
  'disposal-refused':
    'Donnez à ce compte le droit de supprimer ou de déplacer des messages, ou videz sa boîte ; le prochain passage réessaiera.',
  unsupported:
    'Choisissez un rangement que cette boîte connaît (réglages afterMerged, afterRefused, afterQuarantined) : POP3 ne sait que supprimer.',
  'no-backup': 'Faites de la place sur le disque, ou désactivez backupMails ; le message attend dans la boîte.',
  'disk-full': 'Faites de la place sur le disque ; rien n’est perdu.',
  empty: atTheAgent,
  'damaged-compression': atTheAgent,
  'malformed-xml': atTheAgent,
  'malformed-json': atTheAgent,
  'undecodable-text': atTheAgent,
  'no-device': atTheAgent,
  'not-an-inventory': 'Écartez ce fichier au site (préférence exclude), ou installez ici une version plus récente et réessayez.',
  doctype: 'Écartez ce fichier au site (préférence exclude) : aucun agent d’inventaire n’écrit de DOCTYPE.',
  'forbidden-key': 'Écartez ce fichier au site (préférence exclude) : aucun agent d’inventaire n’écrit cela.',
};
