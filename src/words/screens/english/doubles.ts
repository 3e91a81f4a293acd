/** Words of the pages, in English: doubles. */

export const englishDoubles = {
  title: 'Possible doubles',
};
