/** Words of the pages, in English: set-up. */

export const englishSetUp = {
  title: 'Set this site up',
};
