/** What the web page refuses, and what goes wrong with the list of who may use it. In French. */
import { quoteAnswer } from '../causes.ts';
import type { ErrorWords, WebErrorKind } from '../error-words.ts';

export const frenchWebErrors: ErrorWords<WebErrorKind> = {
  'access-damaged': ({ path }, _format, ways) => ({
    what: 'Personne ne peut entrer par mot de passe ni par jeton : la liste des accès à la page web est endommagée.',
    why: `Le contenu de ce fichier n’est pas ce que Malleposte a écrit : ${path}`,
    remedy: `Remettez-le depuis une sauvegarde de l’installation ; ou supprimez-le, puis choisissez de nouveau les mots de passe (${ways.accessPasswords}) et donnez de nouveaux jetons.`,
  }),
  'password-short': ({ length, minimum }, format) => ({
    what: 'Ce mot de passe est trop court ; rien n’a été changé.',
    why: `Il a ${format.count(length, { one: 'caractère', other: 'caractères' })} ; il en faut au moins ${format.number(minimum)}.`,
    remedy: 'Choisissez-en un plus long : quatre ou cinq mots que personne ne mettrait ensemble se retiennent bien.',
  }),
  'token-name-invalid': ({ name }) => ({
    what: `Un jeton ne peut pas s’appeler « ${quoteAnswer(name)} ».`,
    why: 'Un nom a de 1 à 40 lettres, chiffres, « . », « _ » ou « - », sans espace, et commence par une lettre ou un chiffre.',
    remedy: 'Donnez-lui le nom du programme qui s’en servira, par exemple « sauvegarde » ou « wiki-2 ».',
  }),
  'token-days-invalid': ({ days, maximum }, format) => ({
    what: `Un jeton ne peut pas durer ${format.number(days)} jours.`,
    why: `Il dure de 1 à ${format.number(maximum)} jours.`,
    remedy: 'Donnez un autre nombre de jours, ou aucun pour un jeton qui n’expire pas.',
  }),
  'token-exists': ({ name, id }, _format, ways) => ({
    what: `Il y a déjà un jeton qui s’appelle « ${name} » ; rien n’a été changé.`,
    why: `Son identifiant est ${id} ; deux jetons du même nom ne se distingueraient pas dans la trace.`,
    remedy: `Choisissez un autre nom, ou révoquez d’abord celui-là : ${ways.revokeToken(id)}`,
  }),
  'token-unknown': ({ id }, _format, ways) => ({
    what: `Aucun jeton ne porte l’identifiant ${quoteAnswer(id)}.`,
    why: 'Il a été révoqué, ou l’identifiant n’est pas complet.',
    remedy: ways.tokenIds,
  }),
  'host-refused': ({ host }) => ({
    what: 'Cette adresse ne mène pas à la page de Malleposte.',
    why: `La page ne répond pas au nom « ${quoteAnswer(host)} ».`,
    remedy: 'Ouvrez, telle quelle, l’adresse que Malleposte a affichée à son démarrage (sur un terminal : « malleposte serve »).',
  }),
  'origin-refused': ({ origin }, _format, ways) => ({
    what: 'Cette demande vient d’une autre page ; elle a été refusée.',
    why: origin === '' ? 'Le navigateur ne dit pas qu’elle vient de cette page.' : `Elle vient de « ${quoteAnswer(origin)} ».`,
    remedy: `Faites-le sur la page de Malleposte même. Un programme apporte un jeton à la place (${ways.makeToken}).`,
  }),
  'method-refused': ({ method }) => ({
    what: `La méthode ${quoteAnswer(method)} n’est pas servie ici.`,
    why: 'La page connaît GET, HEAD, POST, PUT, PATCH et DELETE, et ne répond pas aux autres origines.',
    remedy: 'Employez la méthode que la page de l’API donne pour cette adresse.',
  }),
  'csrf-refused': () => ({
    what: 'Ce changement n’a pas été fait.',
    why: 'Il manque à la demande la preuve qu’elle vient de cette page même.',
    remedy: 'Rechargez la page et essayez encore une fois.',
  }),
  'not-logged-in': () => ({
    what: 'Vous n’êtes pas connecté.',
    why: 'Votre session est terminée, ou le jeton n’est plus valable.',
    remedy:
      'Connectez-vous de nouveau, ou demandez un nouveau lien sur un terminal : « malleposte serve » ; un programme a besoin d’un jeton valable.',
  }),
  'not-allowed': ({ needed }) => ({
    what: 'Vous n’y avez pas droit.',
    why:
      needed === 'session'
        ? 'Les mots de passe et les jetons sont gérés par une personne connectée, jamais par un jeton.'
        : 'Seuls les administrateurs peuvent le faire ; vous pouvez consulter.',
    remedy:
      needed === 'session'
        ? 'Faites-le vous-même sur la page, ou sur un terminal : « malleposte access ».'
        : 'Demandez à un administrateur, ou connectez-vous avec le mot de passe des administrateurs.',
  }),
  'password-wrong': () => ({
    what: 'Ce mot de passe n’est pas le bon.',
    why: 'Ce n’est pas celui qui a été choisi pour cette page.',
    remedy:
      'Essayez encore, en prenant garde aux majuscules. S’il est oublié, choisissez-en un nouveau sur la machine même, sur un terminal : « malleposte access password ».',
  }),
  'too-many-attempts': ({ seconds }, format) => ({
    what: 'Il y a eu trop de mauvais mots de passe.',
    why: 'Qui devine doit attendre, un peu plus longtemps à chaque fois.',
    remedy: `Essayez de nouveau dans ${format.duration(seconds * 1000)}.`,
  }),
  'link-used': () => ({
    what: 'Ce lien n’ouvre plus la page.',
    why: 'Un lien sert une fois, et pendant un quart d’heure.',
    remedy: 'Demandez un nouveau lien sur un terminal (« malleposte serve »), ou connectez-vous par mot de passe.',
  }),
  'body-too-large': ({ limit }, format) => ({
    what: 'Ce qui a été envoyé est trop gros.',
    why: `Au plus ${format.bytes(limit)} sont acceptés ici.`,
    remedy: 'Envoyez moins à la fois ; les fichiers d’inventaire se prennent sur un terminal : « malleposte import ».',
  }),
  'not-json': ({ type }) => ({
    what: 'Ce qui a été envoyé n’est pas du JSON.',
    why: type === '' ? 'Son type n’est pas indiqué.' : `Il se dit « ${quoteAnswer(type)} ».`,
    remedy: 'Envoyez du JSON avec l’en-tête « Content-Type: application/json ».',
  }),
};
