/** What changed on an asset, a line each, in English. */
import type { Change } from '../../inventory/history/timeline.ts';
import type { Format } from '../format.ts';
import type { PageSentences } from '../page-sentences.ts';

const between = (what: string, { before, after }: Change): string => {
  if (before === '') return `${what}: ${after}`;
  return after === '' ? `${what}: ${before}, now none` : `${what}: ${before} → ${after}`;
};

const named = ({ subject, after, before }: Change): string => [subject, after || before].filter((text) => text !== '').join(' ');

export const englishPageChanges = (format: Format): PageSentences['changes'] => ({
  appeared: () => 'First inventory',
  renamed: (change) => between('Renamed', change),
  moved: (change) => between('Moved to another site', change),
  claimed: () => 'Claimed by two sites',
  'reinstalled-agent': () => 'Inventory agent reinstalled',
  'reinstalled-os': (change) => (change.after === '' ? 'System reinstalled' : `System reinstalled: ${change.after}`),
  'os-upgraded': (change) => between('System upgraded', change),
  'board-replaced': (change) => between('Main board replaced', change),
  'serial-changed': (change) => between('Serial number changed', change),
  hardware: (change) => between(change.subject || 'Hardware', change),
  'disk-added': (change) => `Disk added: ${named(change)}`,
  'disk-removed': (change) => `Disk removed: ${named(change)}`,
  memory: ({ before, after }) => `Memory: ${megabytes(format, before)} → ${megabytes(format, after)}`,
  address: (change) => between('Address', change),
  user: (change) => between('User', change),
  'software-installed': (change) => `Software installed: ${named(change)}`,
  'software-removed': (change) => `Software removed: ${named(change)}`,
  'software-upgraded': (change) => between(change.subject, change),
  'section-emptied': ({ subject }) => `Nothing left in the part “${subject}” of the inventory`,
  missing: () => 'No file of the site describes it any more',
  back: () => 'A file of the site describes it again',
});

/** The values are megabytes where they are numbers. */
const megabytes = (format: Format, text: string): string =>
  /^\d+$/.test(text) ? `${format.number(Math.round((Number(text) / 1024) * 10) / 10)} GB` : text || '?';
