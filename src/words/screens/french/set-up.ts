/** Words of the pages, in French: set-up. */

import type { englishSetUp } from '../english/set-up.ts';
import type { InBoth } from '../screens.ts';

export const frenchSetUp: InBoth<typeof englishSetUp> = {
  title: 'Mettre ce site en place',
  stepOf: 'Étape {{number}} sur {{of}}',
  back: 'Retour',
  next: 'Suite',
  steps: {
    role: 'Quel est ce site ?',
    key: 'La clé multi-sites',
    account: 'Le compte de messagerie',
    names: 'Ce site',
    create: 'Tout est prêt',
    join: 'Rattachement',
  },
  role: {
    label: 'Ce site est…',
    choose: 'Choisissez l’un des deux.',
    names: { common: 'le « Site Commun »', distant: 'un « Site Distant »' },
    texts: {
      common:
        'Le siège : il reçoit par messagerie les inventaires de tous les sites, les fusionne et répond. Il y en a un dans l’entreprise.',
      distant: 'Une agence : elle envoie son dossier d’inventaire au siège par messagerie. Le siège vous a donné une clé multi-sites.',
    },
  },
  key: {
    label: 'Clé multi-sites reçue du siège',
    help: 'Collez-la telle qu’elle est arrivée : espaces, guillemets et retours à la ligne ne gênent pas.',
    needed: 'Collez la clé.',
    understood: 'Ce que dit la clé',
    facts: {
      organisation: 'Entreprise',
      site: 'Ce site',
      commonAddress: 'Adresse du siège',
      expires: 'Valable jusqu’au',
      servers: 'Serveurs proposés',
    },
    skip: 'Je n’ai pas encore de clé : continuer sans',
  },
  account: {
    propose: 'Proposer les serveurs d’après l’adresse',
    trust: 'Autorité de certification de l’entreprise (si ses serveurs en demandent une)',
    incomplete: 'L’adresse ou les serveurs ne sont pas encore complets.',
    untested: 'Testez d’abord la connexion.',
    insist: 'Continuer sans test',
  },
  names: {
    incomplete: 'Il manque quelque chose, ou une rubrique est à corriger.',
    dossier: 'Le dossier de cette machine où sont les fichiers d’inventaire : son chemin complet.',
  },
  create: {
    text: 'Voici ce qui sera enregistré. Tout pourra être changé ensuite, sauf le rôle.',
    textJoin: 'Voici ce qui sera enregistré ; la demande de rattachement part ensuite au siège.',
    make: 'Mettre ce site en place',
    role: 'Rôle',
    home: 'Emplacement sur cette machine',
  },
  join: {
    text: 'Un message scellé demande au siège d’admettre ce site.',
    words: 'Vos quatre mots',
    compare: 'Le siège doit voir les quatre mêmes à son écran avant d’admettre ce site : comparez-les par téléphone.',
    enter: 'Continuer vers les pages',
    enterAnyway: 'Continuer sans',
    again: 'Redemander',
  },
};
