/** Who is who, in English. */
import type { DecisionWords } from '../decisions.ts';
import type { Format } from '../format.ts';

export const englishDecisions = (format: Format): DecisionWords => ({
  links,
  evidence,
  reasons,
  fields,
  doubles: doubles(format),
  asset: asset(format),
  replay: replay(format),
});

const links: DecisionWords['links'] = {
  'same-device': 'the same installed agent (DEVICEID)',
  'same-uuid': 'the same UUID',
  'same-serial': 'the same serial number',
  'same-imei': 'the same IMEI',
  'same-board': 'the same main board',
  'same-disk': 'the same disk',
  'same-network': 'the same network addresses, on the same site',
  'old-device-id': 'the agent was reinstalled and names its former DEVICEID',
  'merged-by-hand': 'merged by a person',
};

const evidence: DecisionWords['evidence'] = {
  uuid: 'UUID',
  serial: 'serial number',
  board: 'serial of the main board',
  disk: 'serial of the disk',
  imei: 'IMEI',
  mac: 'MAC address',
  name: 'name',
  'device-id': 'DEVICEID',
  ip: 'IP address',
};

const reasons: DecisionWords['reasons'] = {
  clone: 'Probably a clone: these machines share what should be unique, and differ in the rest.',
  'several-candidates': 'Several machines may be this one, and they contradict each other.',
  contradiction: 'Their identifiers contradict each other: some are the same, others are not.',
  'weak-evidence': 'They are alike, but too little to decide.',
};

const fields: DecisionWords['fields'] = {
  owner: 'Owner',
  room: 'Room',
  inventoryNumber: 'Inventory no.',
  purchasedOn: 'Purchased on',
  warrantyUntil: 'Warranty until',
  licence: 'Licence',
  note: 'Note',
};

const doubles = (format: Format): DecisionWords['doubles'] => ({
  none: 'No possible double.',
  count: (count) => format.count(count, { one: 'possible double', other: 'possible doubles' }),
  rows: { site: 'Site', name: 'Name', record: 'Id', asset: 'Asset', dates: 'Inventories' },
  agree: (kind) => `= ${kind}`,
  differ: (kind) => `≠ ${kind}`,
  ifSame: 'The same machine',
  ifNot: 'Two machines',
  learned: 'Values that several machines share, and that identify nothing therefore:',
  columns: { kind: 'Kind', value: 'Value', machines: 'Machines' },
  conflicts: 'Fields filled in differently before two assets became one; which value stays?',
  conflict: ({ name, site, field, value, conflict }) => `${name} (${site}), ${field}: "${value}" or "${conflict}"`,
  settleWith: 'To settle it',
  decided: 'Decisions:',
  decision: (word, date, by) => `${word === 'merge' ? 'the same machine' : 'two machines'}, ${date}${by === '' ? '' : ` (${by})`}`,
  done: ({ word, a, b, assets }) => {
    if (word === 'undo') return `Decision undone between ${a} and ${b}: ${assets.length === 1 ? 'one machine' : 'two machines'}.`;
    return word === 'merge' ? `${a} and ${b} are the same machine: ${assets.join(' ')}.` : `${a} and ${b} are two machines.`;
  },
});

const asset = (format: Format): DecisionWords['asset'] => ({
  rows: {
    firstSeen: 'First seen',
    missingSince: 'Missing since',
    retiredAt: 'Retired',
    links: 'United by',
    residences: 'Residences',
    claimed: 'Claimed',
  },
  since: (site, date) => (date === '' ? site : `${site} since ${date}`),
  reported: (value) => `the inventory says: ${value === '' ? 'nothing' : value}`,
  said: (by, date, until) => [by, date, until === '' ? '' : `until ${until}`].filter((part) => part !== '').join(', '),
  otherWord: (value) => `also filled in: ${value}`,
  retiredHidden: (count) => `${format.count(count, { one: 'retired asset', other: 'retired assets' })} not shown; --all shows them.`,
  retired: 'retired',
  changed: (name) => `Noted: ${name}`,
});

const replay = (format: Format): DecisionWords['replay'] => ({
  ask: (files) => `Compute the whole dossier again from the originals (${format.count(files, { one: 'file', other: 'files' })} present)?`,
  done: (files) => `Dossier computed again from ${format.count(files, { one: 'file', other: 'files' })}.`,
  unreadable: (files) =>
    `${format.count(files, { one: 'file could not be read again', other: 'files could not be read again' })}; "malleposte check" names them.`,
  going: 'The common dossier is being computed again: what follows is incomplete. The next "receive" or "replay" completes it.',
});
