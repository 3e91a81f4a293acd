/** The digest in English. */
import type { DigestWords } from './digest-facts.ts';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const machines = (count: number): string => counted(count, 'machine', 'machines');

export const englishDigest: DigestWords = {
  language: 'en',
  dayFormat: 'd LLLL yyyy',
  locale: 'en-GB',
  subject: (about, period) => `Inventory news${about === '' ? '' : ` of ${about}`}: ${period}`,
  title: (about) => `Inventory news${about === '' ? '' : ` of ${about}`}`,
  period: (first, last) => (first === last ? first : `${first} to ${last}`),
  site: (id) => `site ${id}`,
  assets: (count) => `${counted(count, 'asset is', 'assets are')} known.`,
  nothing: 'Nothing changed in this period, and nothing needs a look.',
  titles: {
    changes: 'What changed',
    software: 'Software',
    keySoftware: 'Key software',
    watch: 'To look at',
    endings: 'End of support',
  },
  changes: {
    appeared: (count) => counted(count, 'new asset', 'new assets'),
    missing: (count) => `${machines(count)} missing: no file describes ${count === 1 ? 'it' : 'them'} any more`,
    back: (count) => `${machines(count)} came back`,
    moved: (count) => `${machines(count)} moved to another site`,
    claimed: (count) => `${machines(count)} reported by two sites at once`,
    renamed: (count) => `${machines(count)} renamed`,
    'board-replaced': (count) => `${machines(count)} with a new main board`,
    'reinstalled-os': (count) => `${machines(count)} with a newly installed system`,
    'os-upgraded': (count) => `${machines(count)} with an upgraded system`,
  },
  more: (count) => `and ${counted(count, 'other', 'others')}`,
  newSoftware: (name, count) => `New in use: ${name} (${machines(count)})`,
  upgraded: (name, version, count) => `Upgraded: ${name}${version === '' ? '' : ` to ${version}`} (${machines(count)})`,
  keySoftware: ({ entry, absent, outdated, forbidden }) => {
    const parts = [
      ...(outdated > 0 ? [`outdated on ${machines(outdated)}`] : []),
      ...(absent > 0 ? [`absent from ${machines(absent)}`] : []),
      ...(forbidden > 0 ? [`forbidden, and present on ${machines(forbidden)}`] : []),
    ];
    return `${entry}: ${parts.join(', ')}`;
  },
  licences: ({ entry, licences, installations }) => `${entry}: ${installations} installed, ${licences} bought`,
  doubles: (count) => `${counted(count, 'possible double', 'possible doubles')} to confirm or to part`,
  silent: (site, since) => (since === '' ? `Site ${site} has never sent anything` : `Site ${site} is silent since ${since}`),
  stale: ({ days, machines: count }) =>
    `${machines(count)} whose inventory is older than ${counted(days, 'day', 'days')}, although ${count === 1 ? 'its site sends' : 'their sites send'}`,
  quarantined: (count) => `${counted(count, 'mail', 'mails')} in quarantine`,
  unreadable: (count) => `${counted(count, 'file that cannot be read', 'files that cannot be read')} as an inventory`,
  ending: (system, day, { state, machines: count }) => `${system}: ${state === 'ended' ? 'ended' : 'ends'} on ${day} (${machines(count)})`,
  colon: ': ',
  closing: 'Written by Malleposte. The setting "digest" says how often; the command "digest --print" shows it again.',
};
