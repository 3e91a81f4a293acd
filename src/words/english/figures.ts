/** What is told about the whole dossier in figures, in English. */
import type { FigureWords } from '../figures.ts';
import type { Format } from '../format.ts';

export const englishFigures = (format: Format): FigureWords => ({
  keySoftware: {
    none: (folder) => `No key software is named. Write the list "keySoftware:" into preferences.yaml in ${folder}.`,
    judged: (computers, unlisted) =>
      `${format.count(computers, { one: 'computer', other: 'computers' })} judged${unlisted > 0 ? `; of ${format.number(unlisted)} no software list is known` : ''}.`,
    columns: { entry: 'Key software', site: 'Site', present: 'Present', outdated: 'Outdated', absent: 'Absent', forbidden: 'Forbidden' },
    statuses: { absent: 'absent', outdated: 'outdated', 'forbidden-present': 'forbidden' },
    licenceColumns: { entry: 'Licences', licences: 'Bought', machines: 'Machines', installations: 'Installed', left: 'Left' },
    exceeded: ({ entry, licences, installations }) => `${entry}: ${format.number(installations - licences)} more installed than bought.`,
    machines: 'Machines to look at',
    machineColumns: { entry: 'Key software', status: 'State', site: 'Site', name: 'Name', versions: 'Versions' },
    file: keySoftwareFile,
    more: 'There are more: --limit shows so many of each, --csv all.',
  },
  lifecycle: {
    none: 'No computer and no phone is known.',
    title: (machines, today) => `${format.count(machines, { one: 'machine', other: 'machines' })} on ${today}`,
    systems: 'Systems',
    systemColumns: { system: 'System', supportEnds: 'Support ends', extendedEnds: 'Extended', state: 'State', machines: 'Machines' },
    support: 'Support of the system',
    age: 'Age (at least)',
    warranty: 'Warranty',
    states: { supported: 'supported', ending: 'ends within 6 months', ended: 'ended', unknown: 'unknown' },
    warrantyStates: { supported: 'valid', ending: 'ends within 6 months', ended: 'over', unknown: 'not stated' },
    ages: { under3: '< 3 years', under5: '3 to 5', under7: '5 to 7', old: '7 and more', unknown: 'unknown' },
    site: 'Site',
    total: 'All',
    file: lifecycleFile,
    more: 'Each machine: --csv.',
  },
  digest: englishDigest(format),
});

const englishDigest = (format: Format): FigureWords['digest'] => ({
  rhythms: {
    off: 'No digest is sent: the setting "digest" says off, daily or weekly.',
    daily: 'A digest is sent every day.',
    weekly: 'A digest is sent every week, on Monday.',
  },
  recipients: (addresses) => `To: ${format.list(addresses)}.`,
  last: (date) => `The last one was written on ${date}.`,
  next: (date) => `The next one goes with the first "receive" after ${date}.`,
  print: 'To read one now: --print.',
});

const keySoftwareFile: FigureWords['keySoftware']['file'] = { name: 'key-software', columns: { asset: 'Id', statusCode: 'Code' } };

const lifecycleFile: FigureWords['lifecycle']['file'] = {
  name: 'lifecycle',
  title: 'Age of machines',
  columns: {
    asset: 'Id',
    site: 'Site',
    name: 'Name',
    kind: 'Kind',
    form: 'Form',
    os: 'System as reported',
    osVersion: 'Its version',
    product: 'System',
    release: 'Release',
    supportEnds: 'Support ends',
    extendedEnds: 'Extended',
    support: 'Support',
    ageYears: 'Age (years)',
    ageFrom: 'Age from',
    warrantyUntil: 'Warranty until',
    warranty: 'Warranty',
  },
};
