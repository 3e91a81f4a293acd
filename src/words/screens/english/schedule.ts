/** Words of the pages, in English: schedule. */

export const englishSchedule = {
  title: 'Every day by itself',
  text: {
    common: 'Best at night, after the distant sites have sent: what they sent is here in the morning.',
    distant: 'Best in the evening: it takes in the answers, and sends when it is due.',
  },
  kinds: {
    systemd: 'systemd timer',
    cron: 'crontab',
    windows: 'Windows Task Scheduler',
    launchd: 'launchd',
  },
  scheduler: 'Scheduler of this machine',
  task: 'Task',
  installed: 'Planned',
  absent: 'Not planned',
  unknown: 'Cannot be asked',
  time: 'Time of day',
  timeText: 'In the time of this machine ({{zone}}). Usual: {{usual}}.',
  badTime: 'HH:MM, from 00:00 to 23:59.',
  install: 'Plan it',
  replace: 'Plan it again',
  remove: 'Remove it',
  done: { install: 'Planned every day at {{time}}.', remove: 'Removed.' },
  plan: 'What would be written and run',
  write: 'Would be written',
  afterwards: 'Would then be run',
  removing: 'Removing it would run',
  command: 'The task runs',
  nothing: 'nothing',
  shown: 'As the machine shows it',
};
