/** Words of the pages, in French: schedule. */

import type { englishSchedule } from '../english/schedule.ts';
import type { InBoth } from '../screens.ts';

export const frenchSchedule: InBoth<typeof englishSchedule> = {
  title: 'Tous les jours, tout seul',
  text: {
    common: 'De préférence la nuit, après les envois des sites distants : tout est là au matin.',
    distant: 'De préférence le soir : les réponses sont lues, et l’envoi part quand il est dû.',
  },
  kinds: {
    systemd: 'minuterie systemd',
    cron: 'crontab',
    windows: 'Planificateur de tâches de Windows',
    launchd: 'launchd',
  },
  scheduler: 'Planificateur de cette machine',
  task: 'Tâche',
  installed: 'Planifiée',
  absent: 'Pas planifiée',
  unknown: 'Ne peut pas être consulté',
  time: 'Heure',
  timeText: 'À l’heure de cette machine ({{zone}}). D’ordinaire : {{usual}}.',
  badTime: 'HH:MM, de 00:00 à 23:59.',
  install: 'Planifier',
  replace: 'Planifier à nouveau',
  remove: 'Retirer',
  done: { install: 'Planifiée tous les jours à {{time}}.', remove: 'Retirée.' },
  plan: 'Ce qui serait écrit et lancé',
  write: 'Serait écrit',
  afterwards: 'Serait lancé ensuite',
  removing: 'La retirer lancerait',
  command: 'La tâche lance',
  nothing: 'rien',
  shown: 'Telle que la machine la montre',
};
