/** Words of the pages, in English: set-up. */

export const englishSetUp = {
  title: 'Set this site up',
  stepOf: 'Step {{number}} of {{of}}',
  back: 'Back',
  next: 'Next',
  steps: {
    role: 'What is this site?',
    key: 'The multi-site key',
    account: 'The mail account',
    names: 'This site',
    create: 'All is ready',
    join: 'Enrolment',
  },
  role: {
    label: 'This site is…',
    choose: 'Choose one of the two.',
    names: { common: 'the Common site', distant: 'a Distant site' },
    texts: {
      common: 'The head office: it receives the inventories of all sites by mail, merges them and answers. There is one in the company.',
      distant: 'An agency: it sends its inventory folder to the head office by mail. The head office has given you a multi-site key.',
    },
  },
  key: {
    label: 'Multi-site key received from the head office',
    help: 'Paste it as it came: spaces, quotes and line breaks do no harm.',
    needed: 'Paste the key.',
    understood: 'What the key says',
    facts: {
      organisation: 'Company',
      site: 'This site',
      commonAddress: 'Address of the head office',
      expires: 'Good until',
      servers: 'Servers proposed',
    },
    skip: 'I have no key yet: go on without',
  },
  account: {
    propose: 'Propose the servers from the address',
    trust: 'Certificate authority of the company (if its servers need one)',
    incomplete: 'Address and servers are not complete yet.',
    untested: 'Test the connection first.',
    insist: 'Go on without a test',
  },
  names: {
    incomplete: 'Something is missing or has to be corrected.',
    dossier: 'The folder of this machine in which the inventory files are: its whole path.',
  },
  create: {
    text: 'Here is what will be kept. All of it can be changed later, but the role.',
    textJoin: 'Here is what will be kept; then the head office is asked to admit this site.',
    make: 'Set this site up',
    role: 'Role',
    home: 'Place on this machine',
  },
  join: {
    text: 'A sealed mail asks the head office to admit this site.',
    words: 'Your four words',
    compare: 'The head office must see the same four on its screen before it admits this site: compare them by telephone.',
    enter: 'Go on to the pages',
    enterAnyway: 'Go on without',
    again: 'Ask again',
  },
};
