/** Words of the pages, in English: trace. */

export const englishTrace = {
  title: 'Trace of exchanges',
};
