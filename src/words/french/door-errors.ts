/** Errors of the web door, in French. */
import type { DoorError, ServeError } from '../door-errors.ts';
import type { ErrorWords } from '../error-words.ts';
import type { Ways } from '../ways.ts';
import { frenchCodes } from './codes.ts';
import { sayFrenchProblems } from './problems.ts';

const things = { task: 'Cette tâche', exchange: 'Cet échange', software: 'Ce logiciel', session: 'Cette session' } as const;

const sayBy = (by: string, ways: Ways): string => frenchCodes(ways).facts['by']?.(by) ?? by;

export const frenchDoorErrors: ErrorWords<(DoorError | ServeError)['kind']> = {
  'not-set-up': ({ home }) => ({
    what: 'Rien n’est encore configuré ici.',
    why: `Il n’y a pas de réglages dans ${home}.`,
    remedy: 'Ouvrez la page : elle guide la mise en place. Sur un terminal : « malleposte init » ou « malleposte join ».',
  }),
  'task-running': ({ task, since, by }, format, ways) => ({
    what: 'Il faut attendre : une autre tâche est en cours ici.',
    why: `« ${ways.task(task)} » est en cours depuis le ${format.date(since)} (${sayBy(by, ways)}) ; une seule tâche à la fois peut écrire.`,
    remedy: 'Attendez qu’elle finisse, ou arrêtez-la.',
  }),
  'request-invalid': ({ problems }, _format, ways) => ({
    what: 'La demande n’a pas été comprise.',
    why: problems.length === 0 ? 'Il manque quelque chose, ou un nom est mal écrit.' : `Refusé : ${sayFrenchProblems(problems, ways)}.`,
    remedy: 'Corrigez et recommencez.',
  }),
  'not-loopback': ({ host, lacks }) => ({
    what: `La page n’est pas ouverte aux autres machines sur ${host}.`,
    why:
      lacks === 'tls'
        ? 'Sans TLS, les mots de passe circuleraient en clair.'
        : lacks === 'password'
          ? 'Aucun mot de passe d’administrateur n’est défini : n’importe qui entrerait.'
          : 'Aucun mot de passe d’administrateur n’est défini, et sans TLS il circulerait en clair.',
    remedy:
      'Définissez un mot de passe (« malleposte access password --role administrator ») et donnez --tls-certificate et --tls-key ; ou n’écrivez pas --host et restez sur cette machine.',
  }),
  'port-refused': ({ host, port, cause }) => ({
    what: `La page ne peut pas s’ouvrir sur ${host}, port ${port}.`,
    why:
      cause === 'EADDRINUSE'
        ? 'Un autre programme, peut-être un autre « malleposte serve », occupe ce port.'
        : `Le système répond : ${cause}.`,
    remedy: 'Choisissez un autre port avec --port, ou arrêtez l’autre programme.',
  }),
  'certificate-refused': ({ cause }) => ({
    what: 'La page ne peut pas s’ouvrir avec ce certificat et cette clé.',
    why: `Ce ne sont pas des textes PEM, ou ils ne vont pas ensemble : ${cause}.`,
    remedy:
      'Donnez le certificat (suivi de ceux qui l’ont signé) par --tls-certificate et sa propre clé, sans mot de passe, par --tls-key.',
  }),
  'settings-untested': () => ({
    what: 'Rien n’est enregistré : ces réglages de messagerie n’ont pas été essayés.',
    why: 'Le test de la connexion n’a pas encore réussi avec ces serveurs, ces comptes et ces mots de passe.',
    remedy: 'Lancez le test ; ou cochez « Enregistrer sans test » si vous y tenez.',
  }),
  'route-unknown': ({ path }) => ({
    what: `Il n’y a rien à ${path}.`,
    why: 'L’API n’a pas cette adresse, ou pas avec cette méthode.',
    remedy: 'Voyez /api/openapi.json, qui les décrit toutes.',
  }),
  'thing-unknown': ({ thing, id }) => ({
    what: `${things[thing]} n’existe pas : ${id}.`,
    why: 'L’élément a disparu depuis, ou n’a jamais existé.',
    remedy: 'Revenez à la liste et rechargez-la.',
  }),
  'recently-sent': ({ lastSentAt, nextDueAt }, format) => ({
    what: 'Un envoi récent a déjà eu lieu.',
    why: `Le dernier envoi date du ${format.date(lastSentAt)}${nextDueAt === null ? '' : `, le prochain est prévu le ${format.date(nextDueAt)}`}.`,
    remedy: 'Confirmez pour envoyer le dossier quand même.',
  }),
  'folder-missing': ({ path }) => ({
    what: 'Il n’y a pas de dossier à cet endroit.',
    why: `Rien ne s’appelle ainsi, ou ce n’est pas un dossier : ${path}`,
    remedy: 'Parcourez les dossiers de cette machine pour en choisir un ; vérifiez que le partage réseau est monté.',
  }),
  'pages-not-built': () => ({
    what: 'Les pages de cet exemplaire de Malleposte n’ont pas encore été construites.',
    why: 'Un clone contient ce dont elles sont faites, pas les pages elles-mêmes.',
    remedy:
      'Sur un terminal, dans le clone : « npm run build:ui », puis de nouveau « malleposte serve ». Les programmes sont servis sans attendre : voyez /api/openapi.json.',
  }),
  'name-differs': ({ expected }) => ({
    what: 'Le nom recopié n’est pas celui du site ; rien n’a été fait.',
    why: `Ce site s’appelle « ${expected} ».`,
    remedy: 'Recopiez ce nom exactement pour confirmer.',
  }),
};
