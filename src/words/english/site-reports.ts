/** What is told about sites, enrolment and planning, in English. */
import type { Format } from '../format.ts';
import type { EnrolmentWords, ScheduleWords, SitesWords, StatusWords } from '../reports.ts';
import { englishRoles } from './codes.ts';

export const englishSites = (format: Format): SitesWords => ({
  none: 'No distant site. Invite the first one: malleposte invite SITE',
  columns: {
    site: 'Site',
    name: 'Name',
    state: 'State',
    contact: 'Contact',
    parcel: 'Last parcel',
    files: 'Files',
    version: 'Version',
    preferences: 'Pref.',
  },
  never: 'never',
  expires: (date) => `invited (key valid until ${format.stamp(date)})`,
  otherVersion: (sites, version) =>
    `${sites.length > 1 ? 'These sites do' : 'This site does'} not run the common site's version (${version}): ${format.list(sites)}`,
  pending: (site, words) => `${site} waits for your decision. Check words: ${words}`,
  lastReceive: (date, ago) => (date === null ? 'Nothing was received yet.' : `Last received on ${format.date(date)} (${ago}).`),
  queued: (count) => `${format.count(count, { one: 'mail waits', other: 'mails wait' })} for the next run.`,
  rotationPending: (sites) =>
    `${sites.length > 1 ? 'These sites have' : 'This site has'} not confirmed the new key of the common site yet: ${format.list(sites)}`,
});

export const englishStatus = (format: Format): StatusWords => ({
  rows: {
    home: 'Home',
    role: 'Role',
    site: 'Site',
    organisation: 'Company',
    state: 'State',
    words: 'Check words',
    lastSent: 'Last sent',
    nextDue: 'Next sending',
    lastContact: 'Last answer',
    answer: 'Common site',
    preferences: 'Preferences',
    queued: 'Queue',
    keys: 'Keys',
    version: 'Version',
    sites: 'Sites',
    mailServer: 'Mail server',
  },
  freshness: ({ upToDate, lastSentAt }, isDue) => {
    if (lastSentAt === null) return 'To be sent: nothing was sent yet';
    if (upToDate) return `${format.date(lastSentAt)} (up to date)`;
    return isDue ? `${format.date(lastSentAt)} (to be sent again)` : `${format.date(lastSentAt)} (waiting for the receipt)`;
  },
  siteCounts: ({ admitted, pending, invited }) =>
    [
      `${format.number(admitted)} admitted`,
      pending > 0 ? `${format.number(pending)} to be accepted` : '',
      invited > 0 ? `${format.number(invited)} invited` : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  none: '–',
  rotationPending: 'new keys announced, not confirmed by the common site yet',
});

export const englishEnrolment = (format: Format): EnrolmentWords => ({
  letter: ({ site, organisation, version, key, expires, autoAccept }) => ({
    subject: `Malleposte: join the site "${site}"${organisation ? ` to ${organisation}` : ''}`,
    text: [
      'Hello,',
      '',
      `The head office${organisation ? ` (${organisation})` : ''} invites the site "${site}" to send it its inventory by mail.`,
      '',
      `1. Install Malleposte ${version} on a machine of the site that reads the folder of inventories.`,
      '2. Start "malleposte serve", open the page, choose "distant site" and paste the multi-site key below. (On a terminal: malleposte join, then the key.)',
      autoAccept
        ? '3. The site will be admitted with its first mail.'
        : '3. Malleposte then shows four words. Call the head office, which must see the same ones: it will admit the site.',
      '',
      `Multi-site key, good for one use, until ${format.stamp(expires)}:`,
      '',
      key,
      '',
      'This key is for your site only: pass it on to nobody.',
      '',
    ].join('\n'),
  }),
  invited: (site, expires) => `Multi-site key of the site "${site}", valid once, until ${format.date(expires)}:`,
  pasteThere: 'Hand it to the agency by a safe way; over there, pasting it is enough:',
  isAutomatic: 'The agency is admitted when its first mail is received.',
  mustAccept: (site) => `Its first mail will wait for your consent: malleposte accept ${site}`,
  accepted: (site) => `The site "${site}" is admitted; it is being told.`,
  revoked: (site) =>
    `The site "${site}" is dismissed: from now on its mails are refused unopened. What it sent stays in the common dossier.`,
  joined: (site, orgName) => `This site is called "${site}"${orgName ? ` at ${orgName}` : ''}; its enrolment was sent.`,
  words: (words) => `Check words: ${words}`,
  compare: 'The head office must see the same words before it admits this site.',
  nextSteps: 'Next:',
  created: (role, home) => `Home created (${englishRoles[role] ?? role}): ${home}`,
  changed: (home) => `Settings changed: ${home}`,
});

export const englishSchedule: ScheduleWords = {
  installed: (name, time, kind) => `Task ${name} scheduled every day at ${time} (${kind}).`,
  removed: (name, kind) => `Task ${name} removed (${kind}).`,
  shown: (name, kind) => `Task ${name} (${kind}):`,
  nothing: (name, kind) => `No task ${name} is scheduled (${kind}). To schedule it: malleposte schedule install`,
  wouldWrite: (path) => `Would be written: ${path}`,
  wouldRun: 'Would be run then:',
};
