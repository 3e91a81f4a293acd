/** Words of the pages, in English: tables. */

export const englishTables = {
  total_one: '{{count}} line',
  total_other: '{{count}} lines',
};
