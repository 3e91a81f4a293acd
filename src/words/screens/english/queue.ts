/** Words of the pages, in English: queue. */

export const englishQueue = {
  title: 'Queue',
  text: 'Mails that are ready and that the server has not taken yet. They leave at the next run, as they are.',
  empty: 'No mail waits.',
  emptyText: 'All that had to leave has left.',
  columns: { kind: 'Kind', to: 'To', bytes: 'Size', since: 'Since', tries: 'Tries', error: 'Last failure', next: 'Next attempt' },
  parcel: 'parcel {{parcel}}, volume {{volume}}',
  never: 'not tried yet',
  nextRun: 'at the next run',
  post: 'Post what waits now',
  busy: 'Another task is at work.',
  cut: 'The first {{shown}} of {{total}}.',
};
