/** Words of the pages, in English: exchanges. */

export const englishExchanges = {
  title: 'Configure multi-site exchanges (by e-mail)',
  text: 'Distant sites send their inventories by mail; the common site receives, merges and answers.',
  role: 'Role of this site',
  roleFixed: 'Chosen when the site was set up.',
  roles: { common: 'This site is the “Common site”', distant: 'This site is a “Distant site”' },
  tabs: {
    session: 'Configure the session',
    sending: 'Configure sending',
    receiving: 'Receiving, Synchronisation',
    trace: 'Trace of exchanges',
  },
  onlyDistant: 'For distant sites only.',
  onlyCommon: 'For the common site only.',
};
