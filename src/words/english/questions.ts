/** What the wizard asks, in English. */
import type { QuestionWords } from '../questions.ts';

export const englishQuestions: QuestionWords = {
  welcome: 'New Malleposte home. Type "?" for a suggestion, Ctrl+C to give up.',
  suggestionHint: '"?" suggests a value',
  suggestion: 'Suggestion, to be changed or confirmed',
  otherSuggestions: (others) => `Other possibilities: ${others}`,
  noSuggestion: 'No suggestion for this question.',
  fields: {
    site: 'Short id of this site',
    name: 'Name of this site, as shown',
    organisation: 'Name of the company',
    address: 'Mail address of this site (preferably for Malleposte alone)',
    mailbox: 'Mailbox to poll (imaps://account@server/INBOX, pop3s://account@server)',
    outbox: 'Server to send through (smtps://account@server)',
    tlsCa: "File of the server's certificate authority (empty: the system's)",
    dossier: 'Inventory folder to send',
    everyDays: 'Send the inventory again every how many days',
  },
  role: 'What does this installation do?',
  roles: { common: 'Common site: the head office, which collects', distant: 'Distant site: an agency, which sends' },
  key: 'Multi-site key from the head office (MALLE1-…)',
  password: 'Password of the mailbox',
  outboxPassword: 'Password for sending (empty: the same)',
  mayNotBeEmpty: 'This answer is needed.',
  yes: 'Yes',
  no: 'No',
};
