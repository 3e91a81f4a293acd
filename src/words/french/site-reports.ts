/** What is told about sites, enrolment and planning, in French. */
import type { Format } from '../format.ts';
import type { EnrolmentWords, ScheduleWords, SitesWords, StatusWords } from '../reports.ts';
import { frenchRoles } from './codes.ts';

export const frenchSites = (format: Format): SitesWords => ({
  none: 'Aucun site distant. Invitez le premier : malleposte invite SITE',
  columns: {
    site: 'Site',
    name: 'Nom',
    state: 'État',
    contact: 'Contact',
    parcel: 'Dernier colis',
    files: 'Fichiers',
    version: 'Version',
    preferences: 'Préf.',
  },
  never: 'jamais',
  expires: (date) => `invité (clé valable jusqu’au ${format.stamp(date)})`,
  otherVersion: (sites, version) =>
    `${sites.length > 1 ? 'Ces sites n’ont' : 'Ce site n’a'} pas la version du site commun (${version}) : ${format.list(sites)}`,
  pending: (site, words) => `${site} attend votre décision. Mots de contrôle : ${words}`,
  lastReceive: (date, ago) =>
    date === null ? 'Aucune réception n’a encore eu lieu.' : `Dernière réception le ${format.date(date)} (${ago}).`,
  queued: (count) => `${format.count(count, { one: 'message attend', other: 'messages attendent' })} de partir au prochain passage.`,
  rotationPending: (sites) =>
    `${sites.length > 1 ? 'Ces sites n’ont' : 'Ce site n’a'} pas encore confirmé la nouvelle clé du site commun : ${format.list(sites)}`,
});

export const frenchStatus = (format: Format): StatusWords => ({
  rows: {
    home: 'Répertoire',
    role: 'Rôle',
    site: 'Site',
    organisation: 'Entreprise',
    state: 'État',
    words: 'Mots de contrôle',
    lastSent: 'Dernier envoi',
    nextDue: 'Prochain envoi',
    lastContact: 'Dernière réponse',
    answer: 'Site commun',
    preferences: 'Préférences',
    queued: 'File d’attente',
    keys: 'Clés',
    version: 'Version',
    sites: 'Sites',
    mailServer: 'Messagerie',
  },
  freshness: ({ upToDate, lastSentAt }, isDue) => {
    if (lastSentAt === null) return 'À faire : aucun envoi n’a encore eu lieu';
    if (upToDate) return `${format.date(lastSentAt)} (à jour)`;
    return isDue ? `${format.date(lastSentAt)} (à refaire)` : `${format.date(lastSentAt)} (accusé de réception attendu)`;
  },
  siteCounts: ({ admitted, pending, invited }) =>
    [
      format.count(admitted, { one: 'admis', other: 'admis' }),
      pending > 0 ? `${format.number(pending)} à admettre` : '',
      invited > 0 ? format.count(invited, { one: 'invité', other: 'invités' }) : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  none: '–',
  rotationPending: 'nouvelles clés annoncées, pas encore confirmées par le site commun',
});

export const frenchEnrolment = (format: Format): EnrolmentWords => ({
  letter: ({ site, organisation, version, key, expires, autoAccept }) => ({
    subject: `Malleposte : rattacher le site « ${site} »${organisation ? ` à ${organisation}` : ''}`,
    text: [
      'Bonjour,',
      '',
      `Le siège${organisation ? ` (${organisation})` : ''} invite le site « ${site} » à lui envoyer son inventaire par messagerie.`,
      '',
      `1. Installez Malleposte ${version} sur une machine du site qui lit le dossier des inventaires.`,
      '2. Lancez « malleposte serve », ouvrez la page, choisissez « Site Distant » et collez-y la clé multi-sites ci-dessous. (Sur un terminal : malleposte join, puis la clé.)',
      autoAccept
        ? '3. Le site sera admis à la réception de son premier message.'
        : '3. Malleposte affiche alors quatre mots de contrôle. Appelez le siège, qui doit voir les mêmes : il admettra le site.',
      '',
      `Clé multi-sites, valable une seule fois, jusqu’au ${format.stamp(expires)} :`,
      '',
      key,
      '',
      'Cette clé n’est que pour votre site : ne la transmettez à personne.',
      '',
    ].join('\n'),
  }),
  invited: (site, expires) => `Clé multi-sites du site « ${site} », valable une fois, jusqu’au ${format.date(expires)} :`,
  pasteThere: 'Transmettez-la à l’agence par un chemin sûr ; là-bas, la coller suffit :',
  isAutomatic: 'L’agence sera admise à la réception de son premier message.',
  mustAccept: (site) => `Son premier message attendra votre accord : malleposte accept ${site}`,
  accepted: (site) => `Le site « ${site} » est admis ; la nouvelle lui est envoyée.`,
  revoked: (site) =>
    `Le site « ${site} » est congédié : ses messages sont désormais refusés sans être ouverts. Ce qu’il avait envoyé reste dans le dossier commun.`,
  joined: (site, orgName) => `Ce site s’appelle « ${site} »${orgName ? ` chez ${orgName}` : ''} ; sa demande de rattachement est partie.`,
  words: (words) => `Mots de contrôle : ${words}`,
  compare: 'Le siège doit voir les mêmes mots avant d’admettre ce site.',
  nextSteps: 'Ensuite :',
  created: (role, home) => `Installation créée (${frenchRoles[role] ?? role}) : ${home}`,
  changed: (home) => `Réglages modifiés : ${home}`,
});

export const frenchSchedule: ScheduleWords = {
  installed: (name, time, kind) => `Tâche ${name} planifiée tous les jours à ${time} (${kind}).`,
  removed: (name, kind) => `Tâche ${name} retirée (${kind}).`,
  shown: (name, kind) => `Tâche ${name} (${kind}) :`,
  nothing: (name, kind) => `Aucune tâche ${name} n’est planifiée (${kind}). Pour la planifier : malleposte schedule install`,
  wouldWrite: (path) => `Serait écrit : ${path}`,
  wouldRun: 'Serait lancé ensuite :',
};
