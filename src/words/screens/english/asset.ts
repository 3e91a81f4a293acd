/** Words of the pages, in English: asset. */

export const englishAsset = {
  title: 'Asset',
};
