/** The letters in English. */
import type { LetterWords, ReceiptFacts } from './letter-facts.ts';
import { listed } from './letter-text.ts';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const englishLetters: LetterWords = {
  subjects: {
    hello: (site) => `Enrolment ${site}`,
    parcel: ({ site, epoch, seq, volume }) => `Inventory ${site} ${epoch}.${seq} ${volume.number}/${volume.of}`,
    greeting: (site) => `Greeting ${site}`,
    welcome: (site) => `Welcome ${site}`,
    receipt: ({ site, applied }) => `Receipt ${site} ${applied.epoch}.${applied.seq}`,
    rotation: (site) => `New key ${site}`,
    leave: (site) => `Leaving ${site}`,
  },
  hello: ({ site, from }) => [`Site "${site}" (${from}) asks to send its inventories to the common site.`],
  parcel: ({ site, from, files, volume }) => [
    `Inventories of site "${site}" (${from}): ${counted(files, 'file', 'files')}, volume ${volume.number} of ${volume.of}.`,
    'The attachment is signed; only the common site can read it.',
  ],
  greeting: ({ site, from }) => [`Site "${site}" (${from}) says that it is there: no inventories are due today.`],
  test: ({ from }) => [`Test mail of "${from}". If it has arrived, sending works.`],
  welcome: ({ site, from }) => [`Site "${site}" is admitted by "${from}". Its inventories will be read from the next sending on.`],
  receipt: (facts) => [opening(facts), ...problems(facts), ...notices(facts)],
  rotation: ({ site, from }) => [`"${from}" has new keys and announces them (exchanges with site "${site}").`],
  leave: ({ site, from }) => [`Site "${site}" (${from}) leaves the company and will send nothing more.`],
  closing: 'Automatic message: do not answer, do not delete.',
};

function opening(facts: ReceiptFacts): string {
  const { status, applied, read, changed, code, from } = facts;
  const about = `Parcel ${applied.epoch}.${applied.seq} of site "${facts.site}", received by "${from}": `;
  if (status === 'applied')
    return `${about}${counted(read, 'inventory', 'inventories')} read, ${counted(changed, 'asset', 'assets')} changed.`;
  if (status === 'rejected')
    return `The last parcel of site "${facts.site}" was not accepted (${code}). Nothing was changed; a new one is asked for.`;
  if (status === 'superseded') return `${about}known already, without effect.`;
  if (status === 'stored') return `${about}received in part, the rest is awaited.`;
  return `The greeting of site "${facts.site}" was received by "${from}".`;
}

function problems({ problems }: ReceiptFacts): readonly string[] {
  if (problems.length === 0) return [];
  const heading = problems.length === 1 ? 'One file could not be read:' : `${problems.length} files could not be read:`;
  return [`${heading}\n${listed(problems, englishProblems, (count) => counted(count, 'other', 'others'))}`];
}

const englishProblems: ReadonlyMap<string, string> = new Map(
  Object.entries({
    empty: 'is empty',
    'too-large': 'is too large',
    'damaged-compression': 'is truncated or damaged (compression)',
    'not-an-inventory': 'is not an inventory',
    'malformed-xml': 'is truncated or damaged (XML)',
    'malformed-json': 'is truncated or damaged (JSON)',
    doctype: 'has a DOCTYPE, which is refused',
    'too-deep': 'is nested too deeply',
    'too-many-nodes': 'has too many elements',
    'forbidden-key': 'has a forbidden key',
    'undecodable-text': 'is in an unreadable character set',
    'no-device': 'names no device',
  }),
);

function notices({ versionAlert, preferences, isStripped, clockSkewMinutes }: ReceiptFacts): readonly string[] {
  const notices: string[] = [];
  if (versionAlert) {
    notices.push(
      `VERSION ALERT: this site runs Malleposte ${versionAlert.yours}, the common site ${versionAlert.common}. Please update this site.`,
    );
  }
  if (preferences !== null) notices.push(`Preferences version ${preferences} are enclosed and will be applied.`);
  if (isStripped)
    notices.push(
      'ATTACHMENTS: mails of this site arrive without their attachment. Ask whoever runs its mail gateway to let *.malle files pass.',
    );
  if (clockSkewMinutes !== undefined && Math.abs(clockSkewMinutes) >= 10) {
    notices.push(`The clock of this site is ${spanOf(Math.abs(clockSkewMinutes))} ${clockSkewMinutes > 0 ? 'fast' : 'slow'}.`);
  }
  return notices;
}

const spanOf = (minutes: number): string => (minutes < 120 ? `${Math.round(minutes)} minutes` : `${Math.round(minutes / 60)} hours`);
