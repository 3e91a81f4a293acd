/** Words of the pages, in English: software. */

export const englishSoftware = {
  title: 'Software',
};
