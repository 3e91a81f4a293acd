/** Words of the pages, in English: changes. */

export const englishChanges = {
  title: 'Changes',
};
