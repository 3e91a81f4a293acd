/** What is told when something is wrong, in French: alerts, quarantine, the check of what is stored. */
import type { Format } from '../format.ts';
import type { AlertWords, CheckWords, HookWords, QuarantineWords } from '../trouble.ts';
import type { Ways } from '../ways.ts';

const messages = { one: 'message', other: 'messages' };

export const frenchAlerts = (format: Format, ways: Ways): AlertWords => ({
  silent: (site, lastContactAt) => [
    lastContactAt === ''
      ? `${site} a été admis et n’a jamais donné signe de vie.`
      : `${site} est muet : plus rien n’en vient depuis le ${format.date(lastContactAt)}.`,
    `Voyez sur place : ${ways.visit}`,
  ],
  duplicated: (site) => `${site} a commencé plusieurs numérotations en une semaine : deux machines semblent être ce même site.`,
  stripped: (site) => `Des messages de ${site} arrivent sans leur pièce jointe : un filtre de messagerie la retire.`,
  bounced: (site, cause) => `Une réponse à ${site} est revenue : ${cause}.`,
  undelivered: (cause) => `Les messages de ce site reviennent : ${cause}.`,
  mailServer: ({ lastOkAt, failures, reason }) => [
    `Pas de contact avec le serveur de messagerie : ${format.count(failures, { one: 'relève a échoué', other: 'relèves de suite ont échoué' })} (${reason}) ; ${lastOkAt === '' ? 'il n’a jamais répondu' : `il a répondu pour la dernière fois le ${format.date(lastOkAt)}`}. Cela ne veut pas dire qu’il n’y avait pas de message.`,
    `Lancez ${ways.testConnection} : l’étape qui échoue s’y voit, avec ce qu’il faut faire.`,
  ],
  pendingDisposals: (count) =>
    `${format.count(count, { one: 'message est traité, mais le serveur ne le laisse pas partir', other: 'messages sont traités, mais le serveur ne les laisse pas partir' })} ; le prochain passage réessaiera.`,
  refused: (count) =>
    `${format.count(count, { one: 'message ne s’accorde pas avec ce qui est connu ici ; son accusé de réception le dit', other: 'messages ne s’accordent pas avec ce qui est connu ici ; leurs accusés de réception le disent' })}. Voyez la trace.`,
  bounces: (count) =>
    `${format.count(count, { one: 'de nos messages est revenu', other: 'de nos messages sont revenus' })} ; voyez la trace.`,
  stored: (count) =>
    `${format.count(count, { one: 'volume d’un colis en plusieurs messages', other: 'volumes de colis en plusieurs messages' })}.`,
  left: (count) =>
    `${format.count(count, { one: 'message est laissé', other: 'messages sont laissés' })} au prochain passage : celui-ci a épuisé son budget.`,
  leftByStop: (count) => `${format.count(count, { one: 'message est laissé', other: 'messages sont laissés' })} au prochain passage.`,
  stopped: 'Arrêté à la demande : ce qui est fait est fait, et le prochain passage reprendra là.',
  volumes: (posted, of) =>
    `Cette fois, ${format.count(posted, { one: 'volume est parti', other: 'volumes sont partis' })} sur ${format.number(of)}.`,
});

export const frenchHooks = (format: Format): HookWords => ({
  ran: (count) =>
    `${format.count(count, { one: 'programme du répertoire « hooks » a été lancé', other: 'programmes du répertoire « hooks » ont été lancés' })}.`,
  failed: (count) =>
    `${format.count(count, { one: 'programme du répertoire « hooks » n’a pas fait son travail', other: 'programmes du répertoire « hooks » n’ont pas fait leur travail' })} ; rien d’autre n’en dépend :`,
});

export const frenchQuarantine = (format: Format): QuarantineWords => ({
  none: 'Rien n’est en quarantaine.',
  columns: { id: 'Identifiant', at: 'Date', name: 'Nom', reason: 'Raison', bytes: 'Taille' },
  rows: {
    id: 'Identifiant',
    at: 'Depuis',
    name: 'Nom',
    bytes: 'Taille',
    reason: 'Raison',
    from: 'De',
    subject: 'Objet',
    date: 'Date',
    messageId: 'Message-ID',
  },
  written: (path, bytes) => `Écrit : ${path} (${format.bytes(bytes)})`,
  taken: (id, outcome) => `${id} : ${outcome}.`,
  stays: (id, reason) => `${id} reste : ${reason}.`,
  nothing: 'Rien à reprendre.',
  dropped: (count) => `${format.count(count, { one: 'message supprimé', other: 'messages supprimés' })} de la quarantaine.`,
  askToDrop: (count) => `Supprimer définitivement ${format.count(count, messages)} de la quarantaine ?`,
});

const checks: CheckWords['checks'] = {
  database: 'Bases de données, page par page',
  originals: 'Fichiers d’origine, octet pour octet',
  files: 'Fichiers des dossiers',
  states: 'États des dossiers',
  assets: 'Matériels',
  software: 'Logiciels des matériels',
  numbers: 'Numéros des colis',
  volumes: 'Volumes de colis incomplets',
  outgoing: 'Messages gardés pour l’envoi',
  arrivals: 'Messages de la boîte',
  'high-water': 'Seconde mémoire du dernier numéro',
  parcels: 'Colis envoyés',
  listings: 'Listes des fichiers envoyés',
  quarantine: 'Quarantaine',
};

const problems: CheckWords['problems'] = {
  'database-damaged': 'la base de données est endommagée',
  'original-damaged': 'un fichier d’origine est endommagé',
  'original-missing': 'un fichier d’origine manque',
  'file-lost': 'un fichier du dossier manque',
  'state-differs': 'le dossier n’est pas celui qui a été accusé',
  'count-differs': 'le nombre de fichiers est faux',
  'asset-lost': 'un matériel manque',
  'software-differs': 'les logiciels d’un matériel sont incomplets',
  'number-differs': 'le numéro du dernier colis est faux',
  'volume-damaged': 'un volume est endommagé',
  'mail-damaged': 'un message gardé pour l’envoi est endommagé',
  'arrival-invalid': 'le sort d’un message est mal noté',
  'high-water-behind': 'la seconde mémoire est en retard',
  'high-water-damaged': 'la seconde mémoire est illisible',
  'database-behind': 'la base est plus ancienne que la seconde mémoire : elle a été restaurée ou copiée',
  'listing-differs': 'une liste de fichiers n’est pas celle de son colis',
  'quarantine-altered': 'un élément de la quarantaine a été modifié',
};

const remedies: CheckWords['remedies'] = {
  'database-damaged':
    'Arrêtez la planification, mettez ce fichier de côté, remettez une sauvegarde ; sans elle, repartez d’un dossier vide : les sites renverront tout. Contrôlez le disque.',
  'original-damaged': 'Contrôlez le disque. Redemandez tout son dossier au site : « malleposte send --new-epoch » là-bas.',
  'original-missing': 'Redemandez tout son dossier au site : « malleposte send --new-epoch » là-bas.',
  'file-lost': '« malleposte check --repair » le remet d’après son original.',
  'state-differs': '« malleposte check --repair » note ce qui est vraiment là ; le site renverra ensuite tout son dossier de lui-même.',
  'count-differs': '« malleposte check --repair » recompte.',
  'asset-lost': '« malleposte check --repair » le relit d’après son original.',
  'software-differs': '« malleposte check --repair » les relit d’après l’original.',
  'number-differs': '« malleposte check --repair » le relève.',
  'volume-damaged': 'Rien à faire : le colis sera refusé une fois complet, puis renvoyé.',
  'mail-damaged': 'Rien à faire : ce qu’il disait partira avec le prochain message.',
  'arrival-invalid': 'Regardez ce message dans la boîte, et rangez-le à la main.',
  'high-water-behind': '« malleposte check --repair » la relève.',
  'high-water-damaged': '« malleposte check --repair » la récrit d’après la base.',
  'database-behind': 'Rien à faire : le prochain envoi commencera une nouvelle numérotation et portera tout le dossier.',
  'listing-differs': 'Rien à faire : le prochain colis portera tout le dossier.',
  'quarantine-altered': 'Supprimez-le : « malleposte quarantine drop ID ».',
};

export const frenchCheck = (format: Format): CheckWords => ({
  checks,
  problems,
  remedies,
  fine: (examined) => `${format.count(examined, { one: 'examiné', other: 'examinés' })}, tout va bien`,
  found: (examined, count) =>
    `${format.count(examined, { one: 'examiné', other: 'examinés' })}, ${format.count(count, { one: 'problème', other: 'problèmes' })}`,
  repaired: 'réparé',
  clean: 'Tout ce qui est conservé est en bon état.',
  summary: (count, repaired) =>
    `${format.count(count, { one: 'problème', other: 'problèmes' })}${repaired > 0 ? `, dont ${format.count(repaired, { one: 'réparé', other: 'réparés' })}` : ''}.`,
  tryRepair: 'Ce qui peut se recalculer se répare par',
});
