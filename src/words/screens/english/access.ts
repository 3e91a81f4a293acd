/** Words of the pages, in English: access. */

export const englishAccess = {
  title: 'Access',
};
