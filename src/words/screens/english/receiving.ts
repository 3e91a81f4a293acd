/** Words of the pages, in English: receiving. */

export const englishReceiving = {
  title: 'Receiving, synchronisation',
};
