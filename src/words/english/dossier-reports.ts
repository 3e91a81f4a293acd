/** What is told about the common dossier and the trace, in English. */
import type { Format } from '../format.ts';
import type { DossierWords, TraceWords } from '../reports.ts';

export const englishDossier = (format: Format): DossierWords => ({
  noAssets: 'No asset matches.',
  asOf: (day) => `As it was at the end of ${format.weekday(day)}:`,
  assets: (count) => format.count(count, { one: 'asset', other: 'assets' }),
  noSoftware: 'No software matches.',
  software: (count) => format.count(count, { one: 'software title', other: 'software titles' }),
  columns: {
    id: 'Id',
    site: 'Site',
    name: 'Name',
    kind: 'Kind',
    os: 'System',
    model: 'Model',
    date: 'Inventory',
    version: 'Version',
    publisher: 'Publisher',
    installations: 'Machines',
    sites: 'Sites',
  },
  rows: {
    id: 'Id',
    site: 'Site',
    name: 'Name',
    kind: 'Kind',
    os: 'System',
    maker: 'Maker',
    serial: 'Serial number',
    uuid: 'UUID',
    macs: 'MAC addresses',
    cpu: 'Processor',
    memory: 'Memory',
    disks: 'Disks',
    user: 'User',
    inventoryDate: 'Inventory',
    lastSeen: 'Last seen',
    sources: 'Files',
    software: 'Software',
  },
});

export const englishTrace = (format: Format): TraceWords => ({
  none: 'No event matches.',
  columns: { id: 'No', at: 'Date', direction: '', peer: 'With', kind: 'Kind', outcome: 'Outcome', bytes: 'Size', reason: 'Detail' },
  askToDelete: (count) => `Delete ${format.count(count, { one: 'event', other: 'events' })} from the trace?`,
  deleted: (count) => `${format.count(count, { one: 'event deleted', other: 'events deleted' })}.`,
  file: {
    name: 'Journal of exchanges',
    columns: {
      id: 'No',
      at: 'Date',
      direction: 'Direction',
      peer: 'With',
      kind: 'Kind',
      outcome: 'Outcome',
      reason: 'Detail',
      bytes: 'Size (bytes)',
      durationMs: 'Duration (ms)',
      directionCode: 'Direction (code)',
      kindCode: 'Kind (code)',
      outcomeCode: 'Outcome (code)',
      reasonCode: 'Detail (code)',
      messageId: 'Message-ID',
    },
    directions: { in: 'received', out: 'sent', local: 'local' },
    madeOn: (at) => `Made on ${format.date(at)}.`,
    limited: (shown, total) =>
      `The first ${format.number(shown)} of ${format.number(total)} events stand here: the format holds no more. Excel holds a million, and CSV, XML and JSON all.`,
    written: (path, events) => `Written: ${path} (${format.count(events, { one: 'event', other: 'events' })}).`,
  },
});
