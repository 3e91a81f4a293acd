/** Words of the pages, in English: key-software. */

export const englishKeySoftware = {
  title: 'Key software',
};
