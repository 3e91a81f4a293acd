/** What the jobs refuse, in French. */
import type { RefusedJob } from '../../jobs/refusals.ts';
import { quoteAnswer } from '../causes.ts';
import type { ErrorWords } from '../error-words.ts';
import { frenchRoles, frenchSiteStates } from './codes.ts';

export const frenchJobErrors: ErrorWords<RefusedJob['kind']> = {
  'not-joined': (_error, _format, ways) => ({
    what: 'Ce site n’est rattaché à aucun site commun ; rien n’a été envoyé.',
    why: 'Aucune clé multi-sites n’a encore été collée ici.',
    remedy: `Demandez sa clé au siège (${ways.firstInvitation}), puis ${ways.joinHere}.`,
  }),
  'already-joined': ({ site }, _format, ways) => ({
    what: `Cette installation est déjà le site « ${site} ».`,
    why: 'La clé est celle d’un autre site ou d’une autre entreprise ; une installation n’appartient qu’à un seul.',
    remedy: `Pour un autre site, créez une autre installation ${ways.anotherHome}. Pour changer d’entreprise, mettez d’abord ce répertoire de côté.`,
  }),
  'wrong-role': ({ role, needed }, _format, ways) => ways.wrongRole(frenchRoles[role] ?? role, frenchRoles[needed] ?? needed),
  'key-truncated': () => ({
    what: 'La clé multi-sites est incomplète ; rien n’a été changé.',
    why: 'Il en manque un morceau, souvent à la fin.',
    remedy: 'Copiez-la en entier, de « MALLE1- » jusqu’au dernier caractère ; les espaces et les retours à la ligne ne gênent pas.',
  }),
  'key-damaged': ({ detail }) => ({
    what: 'La clé multi-sites est abîmée ou n’en est pas une ; rien n’a été changé.',
    why: `Son contrôle ne tombe pas juste${detail ? ` (${detail})` : ''}.`,
    remedy: 'Recopiez-la depuis l’original, ou demandez-en une autre au siège.',
  }),
  'key-expired': ({ expires }, format, ways) => ({
    what: 'La clé multi-sites est périmée ; rien n’a été changé.',
    why: `Elle était valable jusqu’au ${format.date(expires)}.`,
    remedy: `Demandez une nouvelle clé au siège (${ways.nextInvitation}). Vérifiez aussi la date de cette machine.`,
  }),
  'not-admitted': ({ state }, _format, ways) => ({
    what: 'Ce site n’est admis dans aucune entreprise ; rien n’a été modifié.',
    why: `Son état : ${frenchSiteStates[state] ?? state}.`,
    remedy: `Attendez l’admission (${ways.readingAdmission} la lit), ou demandez une nouvelle clé au siège et ${ways.joinAgain}.`,
  }),
  'recovery-exists': ({ key }) => ({
    what: 'La clé de secours existe déjà ; rien n’a été modifié.',
    why: `Elle a été créée une fois (${key}), et les sites gardent la première qui leur est dite.`,
    remedy: 'Cherchez le papier qui porte son secret. S’il est perdu, seules de nouvelles invitations donneront une autre clé aux sites.',
  }),
  'recovery-damaged': () => ({
    what: 'Ce n’est pas un secret de clé de secours, ou il contient une faute ; rien n’a été modifié.',
    why: 'Sa somme de contrôle n’est pas la bonne.',
    remedy: 'Recopiez-le depuis le papier, de « MALLE-RECOVERY- » jusqu’au dernier groupe de quatre.',
  }),
  'recovery-other': ({ isMade }) => ({
    what: 'Ce secret n’est pas celui de cette entreprise ; rien n’a été modifié.',
    why: isMade ? 'La clé de secours de cette installation est une autre.' : 'Aucune clé de secours n’a été créée dans cette installation.',
    remedy: isMade
      ? 'Cherchez le papier imprimé par « malleposte recovery create » dans cette installation.'
      : 'Lancez « malleposte rotate » sans lui, puis invitez à nouveau chaque site qui n’en entend pas parler.',
  }),
  'site-unknown': ({ site }, _format, ways) => ({
    what: `Le site « ${site} » n’existe pas ici.`,
    why: 'Aucune invitation ne porte cet identifiant.',
    remedy: ways.siteIds,
  }),
  'site-exists': ({ site, state }, _format, ways) => ({
    what: `Le site « ${site} » existe déjà (${frenchSiteStates[state] ?? state}) ; rien n’a été changé.`,
    why: 'Deux sites ne peuvent pas porter le même identifiant.',
    remedy: `Choisissez un autre identifiant ; ou congédiez celui-ci d’abord (${ways.revoke(site)}), puis invitez-le à nouveau.`,
  }),
  'site-not-pending': ({ site, state }, _format, ways) => ({
    what: `Le site « ${site} » n’attend pas d’admission.`,
    why: `Son état : ${frenchSiteStates[state] ?? state}.`,
    remedy: `Un site invité attend une admission après que sa clé a été collée et que ${ways.receiving} a lu son premier message.`,
  }),
  'site-name-invalid': ({ site }, _format, ways) => ({
    what: `« ${site} » ne peut pas être un identifiant de site.`,
    why: 'Il voyage dans les messages et les noms de fichiers : minuscules sans accent, chiffres, « . », « _ » et « - », 48 au plus ; « common » est réservé.',
    remedy: `Choisissez un identifiant court (lyon, agence-nord) ; le nom complet se donne ${ways.fullName}.`,
  }),
  'parcel-too-large': ({ bytes, limit }, format) => ({
    what: 'Le dossier est trop gros pour un envoi ; rien n’a été envoyé.',
    why: `Le colis ferait ${format.bytes(bytes)}, la limite est de ${format.bytes(limit)}.`,
    remedy: 'Écartez des fichiers (réglages include et exclude) ou relevez la limite, si le serveur de messagerie l’accepte.',
  }),
  'import-refused': ({ path, reason, detail }) => ({
    what: `Rien n’a été importé : ${path} est refusé en entier.`,
    why: `Raison : ${quoteAnswer(`${reason} ${detail}`.trim())}.`,
    remedy:
      'Si c’est une archive, décompressez-la et importez le dossier. Si une limite est dépassée, importez en plusieurs fois ou relevez-la (réglages limits-…).',
  }),
  'too-many-files': ({ files, limit }, format) => ({
    what: 'Le dossier contient trop de fichiers pour un envoi ; rien n’a été envoyé.',
    why: `Il y en a ${format.number(files)}, la limite est de ${format.number(limit)}.`,
    remedy:
      'Écartez ce qui n’est pas un inventaire (réglages include et exclude), ou relevez la limite aux deux bouts (limits-max-entries).',
  }),
  'test-not-arrived': ({ waitedMs }, format, ways) => ({
    what: 'Le message de test a été accepté par le serveur, mais n’est pas arrivé.',
    why: `Rien dans la boîte après ${format.duration(waitedMs)} d’attente.`,
    remedy: `Il peut n’être qu’en retard : regardez la boîte dans quelques minutes (${ways.lookingIntoMailbox}), et son dossier de courrier indésirable.`,
  }),
  'file-not-droppable': ({ id }, _format, ways) => ({
    what: `Rien n’a été supprimé : ${quoteAnswer(id)} n’est pas un message en quarantaine.`,
    why: 'C’est un fichier du dossier de ce site, gardé octet pour octet comme les autres ; seul son contenu n’a pas pu être lu.',
    remedy: `Il quittera la liste quand le site l’enverra réparé ou ne l’enverra plus, ou quand ${ways.retrying} saura le lire.`,
  }),
  'settings-changed': () => ({
    what: 'Quelqu’un d’autre a changé les réglages entre-temps ; rien n’a été écrit.',
    why: 'Ils ne sont plus ceux qui étaient affichés.',
    remedy: 'Affichez-les à nouveau, puis refaites votre changement.',
  }),
  'preferences-changed': () => ({
    what: 'Quelqu’un d’autre a changé les préférences entre-temps ; rien n’a été écrit.',
    why: 'Un fichier du répertoire des préférences n’est plus celui qui était affiché.',
    remedy: 'Gardez votre texte, affichez les préférences à nouveau, puis refaites votre changement.',
  }),
  'words-differ': ({ site }) => ({
    what: `Le site « ${site} » n’a pas été admis : ses mots de contrôle ne sont pas ceux qui ont été comparés.`,
    why: 'Une autre demande de rattachement est arrivée entre-temps, avec une autre clé.',
    remedy: 'Affichez les mots à nouveau et comparez-les avec l’agence par téléphone avant d’admettre.',
  }),
  'same-asset': ({ id }, _format, ways) => ({
    what: `Les deux identifiants désignent la même fiche : ${id}.`,
    why: 'Une décision porte sur deux fiches différentes.',
    remedy: ways.twoAssets,
  }),
  'kept-apart': ({ a, b }, _format, ways) => ({
    what: `Rien n’a été réuni : ${a} et ${b} restent séparés.`,
    why: 'Quelqu’un a dit que ces machines, ou d’autres qui ne font qu’un avec elles, sont différentes.',
    remedy: `Voyez cette décision ${ways.decisions} et revenez dessus avec ${ways.undoing}.`,
  }),
  'nothing-decided': ({ a, b }, _format, ways) => ({
    what: `Aucune décision n’est à défaire entre ${a} et ${b}.`,
    why: 'Personne n’a rien décidé de ces deux machines, ou c’est déjà défait.',
    remedy: `Voyez les décisions ${ways.decisions}.`,
  }),
  'field-unknown': ({ field, fields }) => ({
    what: `Le champ ${quoteAnswer(field)} n’existe pas ; rien n’a été changé.`,
    why: `Champs possibles : ${fields.join(', ')}`,
    remedy: 'Corrigez le nom, ou déclarez votre champ dans le réglage « fields ».',
  }),
  'field-changed': ({ field, expected, value, by }, _format, ways) => ({
    what: `Le champ ${quoteAnswer(field)} a changé entre-temps ; rien n’a été écrit.`,
    why: `Attendu : ${quoteAnswer(expected)} ; il y a maintenant ${quoteAnswer(value)}${by === '' ? '' : ` (${by})`}.`,
    remedy: ways.editAgain,
  }),
};
