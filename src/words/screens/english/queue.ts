/** Words of the pages, in English: queue. */

export const englishQueue = {
  title: 'Queue',
};
