/** What goes wrong on this machine: folders, settings, lock, scheduler, database. In French. */
import type { DiskError, LockError } from '../../disk/port.ts';
import type { SchedulerError } from '../../scheduler/port.ts';
import { causeSentence, quoteAnswer, sayCause } from '../causes.ts';
import type { ErrorWords, StoreError } from '../error-words.ts';
import { frenchCauses } from './causes.ts';
import { sayFrenchProblems } from './problems.ts';

export const frenchHomeErrors: ErrorWords<(DiskError | LockError | SchedulerError | StoreError)['kind']> = {
  'dossier-missing': ({ path }, _format, ways) => ({
    what: 'Le dossier d’inventaire n’existe pas ; rien n’a été envoyé.',
    why: `Aucun dossier à cet endroit : ${path}`,
    remedy: `Vérifiez que le partage réseau est monté, ou corrigez le chemin (${ways.dossierPath}).`,
  }),
  'dossier-empty': ({ path }) => ({
    what: 'Le dossier d’inventaire est vide ; rien n’a été envoyé.',
    why: `Aucun fichier ici : ${path}. L’envoyer ferait croire au site commun que tout le matériel a disparu.`,
    remedy:
      'Vérifiez que les agents d’inventaire écrivent bien dans ce dossier, et que les filtres (include, exclude) ne retiennent pas tout.',
  }),
  'file-unreadable': ({ path, cause }) => ({
    what: `Ce fichier ou dossier n’est pas accessible : ${path}`,
    why: causeSentence(cause, frenchCauses),
    remedy:
      cause === 'altered'
        ? 'Ne l’utilisez pas : le fichier ne contient plus ce qui y avait été mis. L’expéditeur peut le renvoyer.'
        : 'Donnez au compte qui lance Malleposte le droit d’y accéder, puis relancez.',
  }),
  'disk-full': ({ path }) => ({
    what: 'Le disque est plein ; ce qui était déjà enregistré est intact.',
    why: `Plus de place pour écrire : ${path}`,
    remedy: 'Libérez de la place, puis relancez : le travail reprendra où il s’est arrêté.',
  }),
  'folder-not-ours': ({ path }) => ({
    what: 'Rien n’a été écrit : ce dossier contient autre chose.',
    why: `Malleposte n’a pas fait ce qui se trouve ici : ${path}`,
    remedy: 'Nommez un dossier vide, un dossier qui n’existe pas encore, ou un dossier que Malleposte a déjà écrit.',
  }),
  'quarantine-unknown': ({ id }, _format, ways) => ({
    what: `Rien en quarantaine ne s’appelle ${quoteAnswer(id)}.`,
    why: 'L’élément a été retiré, ou il est plus ancien que ce que garde la quarantaine, ou le nom n’est pas complet.',
    remedy: ways.quarantineIds,
  }),
  'home-missing': ({ path }, _format, ways) => ({
    what: 'Il n’y a pas d’installation de Malleposte à cet endroit.',
    why: `Ce répertoire n’en contient pas : ${path}`,
    remedy: ways.makeHome,
  }),
  'settings-invalid': ({ path, problems }, _format, ways) => ({
    what: path ? `Des réglages ne sont pas valables, dans ${path}` : 'Des réglages ne sont pas valables.',
    why: `${sayFrenchProblems(problems, ways) || 'contenu illisible'}.`,
    remedy: `Corrigez ces valeurs ; ${ways.settingsExplained} ce que chacune attend.`,
  }),
  'preferences-invalid': ({ path, problems }, _format, ways) => ({
    what: path ? `Des préférences ne sont pas valables, dans ${path}` : 'Des préférences ne sont pas valables.',
    why: `${sayFrenchProblems(problems, ways) || 'contenu illisible'}.`,
    remedy: 'Corrigez ce fichier du répertoire « preferences » du site commun ; les préférences précédentes restent en vigueur d’ici là.',
  }),
  'home-busy': ({ path, holder }) => ({
    what: 'Malleposte travaille déjà sur cette installation.',
    why: `Le verrou de ${path} est tenu${holder ? ` par ${holder}` : ''}.`,
    remedy: 'Attendez la fin de l’autre passage, puis relancez si besoin ; rien n’a été fait cette fois-ci.',
  }),
  'scheduler-unavailable': ({ scheduler, cause }, _format, ways) => ({
    what: `Le planificateur ${scheduler} n’est pas utilisable sur cette machine.`,
    why: /ENOENT/.test(cause) ? 'Ce programme n’est pas installé.' : causeSentence(cause, frenchCauses),
    remedy: ways.anotherScheduler,
  }),
  'scheduler-refused': ({ command, cause }, _format, ways) => ({
    what: 'Le planificateur a refusé la tâche.',
    why: `Commande ${command} : ${sayCause(cause, frenchCauses)}`,
    remedy: `Vérifiez les droits de ce compte ; ${ways.schedulePlan} montre ce qu’il faut écrire, pour le faire à la main.`,
  }),
  'store-full': ({ message }) => ({
    what: 'Le disque de la base de données est plein ; ce qui était déjà enregistré est intact.',
    why: `Détail : ${quoteAnswer(message)}`,
    remedy: 'Libérez de la place, puis relancez : le travail reprendra où il s’est arrêté.',
  }),
  'store-damaged': ({ message }) => ({
    what: 'La base de données de cette installation est abîmée.',
    why: `Détail : ${quoteAnswer(message)}`,
    remedy:
      'Remettez une sauvegarde du répertoire de l’installation ; les sites distants renverront ce qui manque. Gardez le fichier abîmé de côté.',
  }),
  'store-newer': ({ message }) => ({
    what: 'La base de données a été écrite par une version plus récente de Malleposte.',
    why: `Détail : ${quoteAnswer(message)}`,
    remedy: 'Installez la version la plus récente sur cette machine, puis relancez.',
  }),
  'store-busy': ({ message }) => ({
    what: 'La base de données est occupée.',
    why: `Détail : ${quoteAnswer(message)}`,
    remedy: 'Attendez la fin de l’autre programme, puis relancez ; rien n’est perdu.',
  }),
  'store-failed': ({ message }) => ({
    what: 'La base de données ne répond pas comme il faut.',
    why: `Détail : ${quoteAnswer(message)}`,
    remedy: 'Vérifiez le disque et les droits du répertoire de l’installation, puis relancez ; rien de confirmé n’est perdu.',
  }),
};
