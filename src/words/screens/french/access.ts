/** Words of the pages, in French: access. */

import type { englishAccess } from '../english/access.ts';
import type { InBoth } from '../screens.ts';

export const frenchAccess: InBoth<typeof englishAccess> = {
  title: 'Accès',
  text: 'Qui peut ouvrir cette page, et quels programmes peuvent utiliser son API.',
  readers: {
    title: 'Réservé aux administrateurs',
    text: 'Les lecteurs consultent et ne changent rien. Adressez-vous à un administrateur.',
  },
  roles: { administrator: 'Administrateur', reader: 'Lecteur' },
  passwords: {
    title: 'Mots de passe',
    text: 'Sans mot de passe, on n’entre que par le lien du terminal. L’administrateur change tout, le lecteur consulte.',
    none: 'Aucun mot de passe.',
    set: 'Choisi le {{date}}.',
    short: '{{least}} caractères au moins.',
    show: 'Montrer ou cacher ce qui est tapé',
    choose: 'Choisir',
    change: 'Changer',
    remove: 'Supprimer',
    removeSure: 'Supprimer le mot de passe ? ({{role}})',
    done: 'C’est fait.',
  },
  tokens: {
    title: 'Jetons pour les programmes',
    text: 'Un programme présente son jeton dans l’en-tête « Authorization: Bearer … ». /api/openapi.json décrit ce qu’il peut demander.',
    none: 'Aucun jeton. Donnez au premier un nom qui dit pour quel programme il est.',
    name: 'Nom',
    nameHelp: 'Lettres, chiffres, « . », « _ », « - ».',
    scope: 'Portée',
    scopeHelp: 'Aucun jeton ne gère les accès.',
    scopes: { read: 'consulter', act: 'consulter et agir' },
    days: 'Jours',
    daysHelp: 'Vide : il ne finit jamais.',
    create: 'Créer le jeton',
    made: 'Jeton « {{name}} »',
    once: 'Copiez-le maintenant : il ne sera plus montré, et n’est gardé nulle part.',
    kept: 'Je l’ai gardé',
    heads: { name: 'Nom', scope: 'Portée', created: 'Créé', lastUsed: 'Dernier usage', expires: 'Fin' },
    never: 'jamais',
    over: 'fini',
    revoke: 'Révoquer',
    revokeSure: 'Révoquer « {{name}} » ?',
  },
  sessions: {
    title: 'Sessions',
    text: 'Une session finit après 2 heures sans usage, et après 12 heures dans tous les cas. Vous pouvez mettre fin dès maintenant à toutes les autres.',
    end: 'Mettre fin aux autres sessions',
    ended_one: '{{count}} session terminée.',
    ended_many: '{{count}} sessions terminées.',
    ended_other: '{{count}} sessions terminées.',
  },
};
