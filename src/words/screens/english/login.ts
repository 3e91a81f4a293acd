/** Words of the pages, in English: login. */

export const englishLogin = {
  title: 'Log in',
  link: 'Open the link that "malleposte serve" has printed.',
};
