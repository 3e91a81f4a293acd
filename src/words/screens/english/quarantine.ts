/** Words of the pages, in English: quarantine. */

export const englishQuarantine = {
  title: 'Quarantine',
};
