/** Words of the pages, in English: assets. */

export const englishAssets = {
  title: 'Assets',
};
