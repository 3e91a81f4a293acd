/** What the intranet's pages warn of, with what to do, in English. */
import type { Format } from '../format.ts';
import type { PageSentences } from '../page-sentences.ts';
import type { Ways } from '../ways.ts';
import { englishRemedies } from './remedies.ts';

const days = { one: 'day', other: 'days' };
/** The pages quote with curly marks. */
const curly = (text: string): string => text.replaceAll(/"([^"]*)"/g, '“$1”');

export const englishPageAlerts = (format: Format, ways: Ways): Pick<PageSentences, 'alerts' | 'doubleReasons'> => ({
  alerts: {
    'site-silent': ({ site, days: since }) => ({
      what: `${site.name} has been silent for ${format.count(since, days)}.`,
      remedy: curly(`Look there: ${ways.visit}`),
    }),
    'site-late': ({ site, days: since }) => ({
      what: `${site.name} is late: last contact ${format.count(since, days)} ago.`,
      remedy: 'Not urgent; if it lasts, see whether the machine of the site is on.',
    }),
    'site-never-heard': ({ site, days: since }) => ({
      what: `${site.name} was admitted ${format.count(since, days)} ago and has sent nothing yet.`,
      remedy: curly(`Run ${ways.sending} at this site, and read what it answers.`),
    }),
    'site-pending': ({ site }) => ({
      what: `${site.name} is waiting to be accepted.`,
      remedy: curly(`Compare the check words with the site, then ${ways.accept(site.id)}.`),
    }),
    'site-other-version': ({ site, version }) => ({
      what: `${site.name} runs another version of Malleposte (${version}).`,
      remedy: 'Install the head office’s version there; the alert goes away with the next exchange.',
    }),
    'site-duplicated': ({ site }) => ({ what: `Two machines seem to be ${site.name}.`, remedy: englishRemedies(ways)['duplicated'] ?? '' }),
    'site-stripped': ({ site }) => ({
      what: `Mails of ${site.name} arrive without their attachment.`,
      remedy: englishRemedies(ways)['stripped'] ?? '',
    }),
    'site-bounced': ({ site }) => ({
      what: `An answer to ${site.name} came back.`,
      remedy: curly(`See the cause in ${ways.bounces}, and check the address of the site.`),
    }),
    'unreadable-files': ({ site, count }) => ({
      what: `${format.count(count, { one: 'file', other: 'files' })} of ${site.name} cannot be read.`,
      remedy: curly(`See which and why ${ways.inQuarantine}.`),
    }),
    'mail-server': ({ failures }) => ({
      what: `The mail server does not answer any more: ${format.count(failures, { one: 'poll failed', other: 'polls in a row failed' })}.`,
      remedy: curly(`Run ${ways.testConnection}. No contact does not mean no mail.`),
    }),
    quarantine: ({ count }) => ({
      what: `${format.count(count, { one: 'item is', other: 'items are' })} in quarantine.`,
      remedy: curly(`See the reason of each ${ways.inQuarantine}.`),
    }),
    'asset-claimed': ({ asset, sites }) => ({
      what: `${asset.name} is claimed by ${format.list(sites.map(({ name }) => name))}.`,
      remedy: 'It is a laptop that travels, a copied folder, or two cloned machines: look at its history.',
    }),
    doubles: ({ count }) => ({
      what: `${format.count(count, { one: 'pair of assets', other: 'pairs of assets' })} may be one.`,
      remedy: 'Compare them, and say whether they are the same.',
    }),
    'end-of-life': ({ count }) => ({
      what: `${format.count(count, { one: 'asset runs', other: 'assets run' })} a system that is no longer supported.`,
      remedy: 'Plan their upgrade or their replacement.',
    }),
    'key-software': ({ count }) => ({
      what: `${format.count(count, { one: 'asset does', other: 'assets do' })} not have the key software as it should be.`,
      remedy: 'See what is missing or too old.',
    }),
  },
  doubleReasons: {
    clone: {
      what: 'Two machines, one image.',
      remedy: 'They share what should be unique: one was probably cloned. Give its agent a new identifier.',
    },
    'several-candidates': {
      what: 'Several candidates.',
      remedy: 'An inventory fits more than one asset; none was chosen.',
    },
    'weak-evidence': {
      what: 'Evidence too weak.',
      remedy: 'A name or an address in common is not enough to join them.',
    },
    contradiction: {
      what: 'Evidence that contradicts itself.',
      remedy: 'What they have in common would join them, what differs forbids it.',
    },
  },
});
