/** Words of the pages, in English: sending. */

export const englishSending = {
  title: 'Configure sending',
};
