/** Words of the pages, in French: login. */

import type { englishLogin } from '../english/login.ts';
import type { InBoth } from '../screens.ts';

export const frenchLogin: InBoth<typeof englishLogin> = {
  title: 'Se connecter',
  used: {
    title: 'Ce lien a déjà servi, ou il est trop vieux.',
    text: 'Un lien fait entrer une personne, une fois, pendant 15 minutes. Appuyez sur Entrée dans le terminal où tourne « malleposte serve » : il en affiche un autre.',
  },
  again: {
    title: 'Votre session est terminée.',
    text: 'Le serveur a redémarré, ou personne n’a rien fait ici depuis longtemps. Ce que vous aviez saisi est gardé : ouvrez le lien dans un autre onglet de ce navigateur, et cette page reprendra où elle en était.',
  },
  password: 'Mot de passe',
  roles: 'Celui de l’administrateur ou celui du lecteur : la page s’ouvre comme à son propriétaire.',
  show: 'Montrer ou cacher le mot de passe',
  enter: 'Entrer',
  wait_one: 'Attendez {{count}} seconde',
  wait_many: 'Attendez {{count}} secondes',
  wait_other: 'Attendez {{count}} secondes',
  link: {
    title: 'Ouvrez le lien affiché par le terminal',
    text: 'Sur la machine où Malleposte est installé, cette commande affiche un lien qui vous fait entrer une fois :',
    again: 'Elle tourne déjà ? Appuyez sur Entrée dans son terminal : un autre lien paraît.',
  },
  orLink: 'Ou par un lien',
};
