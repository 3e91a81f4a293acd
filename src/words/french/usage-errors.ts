/** Wrong usage of the command line, and what nobody expected, in French. */
import { quoteAnswer } from '../causes.ts';
import type { ErrorWords } from '../error-words.ts';
import type { Expected, UnexpectedError, UsageError } from '../usage.ts';
import { frenchQuestionErrors } from './search.ts';

const expectations: Readonly<Record<Extract<Expected, string>, string>> = {
  'whole-number': 'un nombre entier',
  time: 'une heure, comme 21:00',
  date: 'une date, comme 2026-11-22',
  day: 'un jour, comme 2026-11-22, hier, ou 7j pour il y a sept jours',
  'yes-or-no': 'yes ou no',
  address: 'une adresse de messagerie',
  folder: 'un dossier',
  file: 'le nom d’un fichier, au lieu de la sortie standard',
  text: 'un texte sur une ligne',
  certificate: 'un certificat en PEM (« BEGIN CERTIFICATE »)',
  'web-address': 'l’adresse d’un serveur web sans chemin, comme https://parc.exemple.fr',
  'field-value': 'CHAMP=VALEUR',
};

const sayExpected = (expected: Expected): string =>
  typeof expected === 'string' ? expectations[expected] : `une de ces valeurs : ${expected.join(', ')}`;

const sayHelp = 'Voyez « malleposte --help », ou « malleposte COMMANDE --help » pour une commande.';

export const frenchUsageErrors: ErrorWords<(UsageError | UnexpectedError)['kind']> = {
  'missing-command': () => ({ what: 'Que faut-il faire ?', why: 'Aucune commande n’est donnée.', remedy: sayHelp }),
  'unknown-command': ({ command, suggestion }) => ({
    what: `La commande « ${command} » n’existe pas.`,
    why: suggestion ? `La plus proche est « ${suggestion} ».` : 'Aucune commande ne lui ressemble.',
    remedy: sayHelp,
  }),
  'unknown-option': ({ option, suggestion }) => ({
    what: `L’option ${option} n’existe pas pour cette commande.`,
    why: suggestion ? `La plus proche est ${suggestion}.` : 'Aucune option ne lui ressemble.',
    remedy: sayHelp,
  }),
  'missing-value': ({ option }) => ({
    what: `L’option ${option} demande une valeur.`,
    why: 'Rien ne la suit.',
    remedy: 'Écrivez la valeur après l’option, ou collée par « = ».',
  }),
  'missing-argument': ({ argument }) => ({
    what: `Il manque ${argument} à cette commande.`,
    why: 'Sans cela, la commande ne sait pas sur quoi agir.',
    remedy: sayHelp,
  }),
  'excess-arguments': ({ given }) => ({
    what: `La commande a reçu plus d’arguments qu’elle n’en prend : ${given.join(' ')}`,
    why: 'Un nom ou un chemin qui contient des espaces a peut-être perdu ses guillemets.',
    remedy: `Mettez-le entre guillemets. ${sayHelp}`,
  }),
  'invalid-value': ({ option, value, expected }) => ({
    what: `La valeur « ${value} » ne convient pas à ${option}.`,
    why: `Attendu : ${sayExpected(expected)}.`,
    remedy: sayHelp,
  }),
  'missing-flags': ({ command, flags }) => ({
    what: `Il manque à « malleposte ${command} » : ${flags.join(', ')}`,
    why: 'Il n’y a pas de terminal ici pour poser les questions.',
    remedy: 'Donnez ces options, ou leurs variables d’environnement, ou un fichier avec --from.',
  }),
  'bad-switch': ({ text }) => ({
    what: `La forme « ${text} » n’est pas comprise.`,
    why: 'Seules /Send et /Receive existent, seules ou suivies de ;Dom="DOSSIER".',
    remedy: 'Écrivez par exemple : malleposte /Send;Dom="D:\\Parc\\IparcDom"',
  }),
  'confirmation-needed': ({ flag }) => ({
    what: 'Rien n’a été fait : cette commande demande une confirmation.',
    why: 'Il n’y a pas de terminal ici pour poser la question.',
    remedy: `Ajoutez ${flag} pour confirmer d’avance.`,
  }),
  cancelled: () => ({
    what: 'Abandonné ; rien n’a été changé.',
    why: 'Vous avez interrompu les questions.',
    remedy: 'Relancez la commande quand vous voudrez.',
  }),
  'home-exists': ({ home, role }, _format, ways) => ({
    what: 'Il y a déjà une installation à cet endroit ; rien n’a été changé.',
    why: `${home} est celle d’un site ${role === 'common' ? 'commun' : 'distant'}.`,
    remedy: ways.otherSettings,
  }),
  'file-exists': ({ path, flag }) => ({
    what: `Rien n’est écrit : un fichier porte déjà ce nom, ${path}`,
    why: 'Ce qu’il contient serait perdu.',
    remedy:
      flag === ''
        ? 'Choisissez un autre nom, ou supprimez d’abord ce fichier.'
        : `Choisissez un autre nom, ou ajoutez ${flag} pour le remplacer.`,
  }),
  'yaml-invalid': ({ path, detail }) => ({
    what: `Ce fichier n’est pas du YAML valable : ${path}`,
    why: `Détail : ${quoteAnswer(detail)}`,
    remedy: 'Corrigez-le ; chaque ligne est de la forme « clé: valeur », avec les clés de la page des réglages.',
  }),
  'password-empty': ({ source }) => ({
    what: 'Le mot de passe est vide.',
    why: `Source : ${source}`,
    remedy: 'Mettez le mot de passe sur la première ligne du fichier, ou dans la variable d’environnement.',
  }),
  'passwords-differ': () => ({
    what: 'Les deux mots de passe ne sont pas les mêmes ; rien n’a été changé.',
    why: 'Il est demandé deux fois, parce que personne ne voit ce qui est tapé.',
    remedy: 'Relancez la commande, ou mettez le mot de passe dans un fichier et nommez-le avec --password-file.',
  }),
  'pages-folder-unset': (_error, _format, ways) => ({
    what: 'Aucun dossier n’est choisi pour les pages.',
    why: 'Le réglage « intranet » est vide : aucune page n’est voulue après une fusion.',
    remedy: ways.pagesFolder,
  }),
  'glpi-url-unset': (_error, _format, ways) => ({
    what: 'Aucun serveur GLPI n’est réglé.',
    why: 'Le réglage « glpiUrl » est vide : aucun inventaire n’est envoyé à un autre programme.',
    remedy: ways.glpiAddress,
  }),
  'asset-unknown': ({ id }, _format, ways) => ({
    what: `Aucun matériel ne porte l’identifiant « ${id} ».`,
    why: 'Le dossier commun n’en contient pas.',
    remedy: ways.assetIds,
  }),
  ...frenchQuestionErrors,
  'asset-not-yet': ({ id, name, day, first }, format, ways) => ({
    what: `${name || id} n’était pas encore connu à cette date : ${format.weekday(day)}.`,
    why: first === '' ? 'Aucun de ses inventaires ne porte de date.' : `Son premier inventaire est du ${format.date(first)}.`,
    remedy: `Demandez un jour plus récent ; ${ways.assetHistory(id)} dit tout ce qu’on en sait.`,
  }),
  unexpected: ({ message }, _format, ways) => ({
    what: 'Une erreur imprévue s’est produite : c’est un défaut de Malleposte.',
    why: `Détail : ${quoteAnswer(message)}`,
    remedy: ways.reportDefect,
  }),
};
