/** Words of the pages, in English: login. */

export const englishLogin = {
  title: 'Log in',
  used: {
    title: 'This link was used, or is too old.',
    text: 'A link logs one person in, once, within 15 minutes. Press Enter in the terminal where “malleposte serve” runs: it prints another one.',
  },
  again: {
    title: 'Your session has ended.',
    text: 'The server was restarted, or nothing was done here for long. What you had typed is kept: open the link in another tab of this browser, and this page goes on where it was.',
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
