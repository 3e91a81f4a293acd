/** Words of the pages, in English: session. */

export const englishSession = {
  title: 'Configure the session',
};
