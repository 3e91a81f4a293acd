/** Words of the pages, in English: login. */

export const englishLogin = {
  title: 'Log in',
  used: {
    title: 'This link was used, or is too old.',
    text: 'A link logs one person in, once, within 15 minutes. Press Enter in the terminal where “malleposte serve” runs: it prints another one.',
  },
  password: 'Password',
  roles: 'The administrator’s or the reader’s: the page opens as whose it is.',
  show: 'Show or hide the password',
  enter: 'Log in',
  wait_one: 'Wait {{count}} second',
  wait_other: 'Wait {{count}} seconds',
  link: {
    title: 'Open the link that the terminal prints',
    text: 'On the machine where Malleposte is installed, this command prints a link that logs you in once:',
    again: 'It runs already? Press Enter in its terminal: another link appears.',
  },
  orLink: 'Or by a link',
};
