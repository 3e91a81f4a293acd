/** What is told about keys and departures, in English. */
import type { Format } from '../format.ts';
import type { KeyWords } from '../reports.ts';

export const englishKeys = (format: Format): KeyWords => ({
  rotatedCommon: (told, isByRecovery) =>
    `The keys of this common site are new. ${format.count(told, { one: 'site is', other: 'sites are' })} told${isByRecovery ? ', in the name of the recovery key' : ''}; "malleposte sites" shows who has not confirmed yet.`,
  rotatedSite: 'New keys are announced. They come into use once the common site has confirmed them; until then the present ones serve.',
  voided: (sites) =>
    `${sites.length > 1 ? 'These invitations are' : 'This invitation is'} void, because the stolen keys stand in ${sites.length > 1 ? 'them' : 'it'}; invite again: ${format.list(sites)}`,
  recoveryMade: 'The secret of the recovery key, shown this once and kept nowhere:',
  recoveryKeep: [
    'Write or print it, and keep it away from this machine, as you would keep the deed of a house.',
    'Should the keys of this home be stolen: malleposte rotate --recovery-file FILE',
    'The sites hear of its public half with their next receipt.',
  ],
  askToLeave: (orgName) =>
    `Leave ${orgName || 'the company'}? This site will send nothing more; coming back takes a new key of the head office.`,
  left: (site, orgName) =>
    `The site "${site}" has left${orgName ? ` ${orgName}` : ''}; the common site is being told. Nothing more will be sent.`,
});
