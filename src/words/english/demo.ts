/** What the demo tells, in English. */
import type { DemoWords } from '../demo.ts';
import type { Format } from '../format.ts';

export const englishDemo = (format: Format): DemoWords => ({
  title: 'A company, a head office, three agencies, and a mail server on this machine. All of it is real, but for the calendar.',
  scenes,
  officeReady: (address) => `The head office polls ${address}`,
  invited: (site, keyLength) => `Key of ${site}: ${keyLength} characters, valid once`,
  joined: (site, words) => `${site} pasted its key; check words: ${words}`,
  sent: (site, { outcome, epoch, seq, files, bytes }) => {
    if (outcome === 'waiting') return `${site} waits for its admission`;
    if (outcome === 'greeting') return `${site} → head office: greeting`;
    return `${site} → head office: parcel ${epoch}.${seq}, ${format.count(files, { one: 'file', other: 'files' })}, ${format.bytes(bytes)}, signed and sealed`;
  },
  heeded,
  alerted: (site, common, ours) => `${site} is warned: version ${ours}, the head office's is ${common}`,
  received: ({ messages, enrolled, merged, greetings, ignored, receipts, inventories }) => {
    const parts = [
      enrolled > 0 ? format.count(enrolled, { one: 'site admitted', other: 'sites admitted' }) : '',
      merged > 0
        ? `${format.count(merged, { one: 'parcel merged', other: 'parcels merged' })} (${format.count(inventories.changed, { one: 'asset', other: 'assets' })})`
        : '',
      greetings > 0 ? format.count(greetings, { one: 'greeting', other: 'greetings' }) : '',
      ignored > 0 ? format.count(ignored, { one: 'ignored', other: 'ignored' }) : '',
      receipts > 0 ? format.count(receipts, { one: 'receipt sent', other: 'receipts sent' }) : '',
    ].filter((part) => part !== '');
    return `head office: ${format.count(messages, { one: 'mail', other: 'mails' })}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
  },
  problem: (site, path, reason) => `${site}/${path}: ${reason}; the other files are merged`,
  forged: (claims) => `Right subject, right header, in the name of ${claims}, but another key`,
  unmoved: 'The signature is wrong: ignored, not answered, and nothing changed',
  doubled: (a, b) => `${a} and ${b} share one identifier and differ in another: two machines, and a question (malleposte doubles)`,
  keySoftware: keySoftware(format),
  pages: (door) => `The intranet, to open in a browser: ${door}`,
  preferencesWritten: 'preferences.yaml is ready; it goes with the next receipts',
  summary: (days, mails) =>
    `${format.count(days, { one: 'day played', other: 'days played' })}, ${format.count(mails, { one: 'mail traced', other: 'mails traced' })} at the head office:`,
  columns: {
    site: 'Site',
    name: 'Name',
    parcel: 'Parcel',
    files: 'Files',
    assets: 'Assets',
    software: 'Software',
    version: 'Version',
    preferences: 'Pref.',
  },
  trace: "The last events of the head office's trace:",
  lookAround: (folder) => `Everything was left in ${folder}; to look around:`,
});

const keySoftware =
  (format: Format): DemoWords['keySoftware'] =>
  (entry, { present, absent, outdated, forbidden }) => {
    const parts = [
      present > 0 ? `fine on ${format.count(present, { one: 'machine', other: 'machines' })}` : '',
      outdated > 0 ? `outdated on ${format.number(outdated)}` : '',
      absent > 0 ? `absent from ${format.number(absent)}` : '',
      forbidden > 0 ? `forbidden, and present on ${format.number(forbidden)}` : '',
    ].filter((part) => part !== '');
    return `Key software ${entry}: ${parts.length > 0 ? parts.join(', ') : 'nothing to tell'}`;
  };

const heeded: DemoWords['heeded'] = (site, { heeded: what }) => {
  const parts = [
    what.welcomed ? 'admitted by the head office' : '',
    what.receipts > 0 ? 'receipt read' : '',
    what.preferences === null ? '' : `preferences version ${what.preferences} applied`,
  ].filter((part) => part !== '');
  return `head office → ${site}: ${parts.join(', ')}`;
};

const scenes: DemoWords['scenes'] = {
  office: 'The head office moves in',
  enrolment: 'Every agency pastes its multi-site key',
  'first-sending': 'First evening: every agency sends its dossier, the head office merges',
  receipts: 'The day after: the agencies read their receipts',
  preferences: 'The head office writes preferences and answers',
  greetings: 'Next evening: nothing to send, a greeting goes all the same',
  'second-week': 'A week later: machines have changed',
  'third-week': 'Another week: a machine moves, one gets another name, one is installed anew, one is cloned',
  forgery: 'A stranger writes in the name of an agency',
};
