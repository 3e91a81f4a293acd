/** Words of the pages, in English: overview. */

export const englishOverview = {
  title: 'Overview',
};
