/** The quarantine as the page shows it. What came from strangers is text, bounded and without control characters. */
import { decodeText } from '../../inventory/text.ts';
import type { QuarantineEntry, QuarantineItem } from '../../jobs/quarantine.ts';
import { remedyOf, sayReason } from '../../words/codes.ts';
import type { Speech } from '../../words/speech.ts';
import type { QuarantineEntryView, QuarantineItemView } from '../contract/upkeep-routes.ts';

export function viewEntry({ id, at, name, reason, bytes }: QuarantineEntry, { codes, format }: Speech): QuarantineEntryView {
  const isFile = id.startsWith('file:');
  return {
    ...{ id, at, name, reason, bytes },
    kind: isFile ? 'file' : 'mail',
    explanation: sayReason(codes, reason, format.date),
    remedy: remedyOf(codes, reason),
    isDroppable: !isFile,
  };
}

/** Enough to see what it is; the rest is downloaded. */
const maxShownBytes = 65_536;

export const viewItem = (item: QuarantineItem, speech: Speech): QuarantineItemView => ({
  ...viewEntry(item, speech),
  headers: item.headers && { ...item.headers },
  text: shownText(item.raw.subarray(0, maxShownBytes)),
  isCut: item.raw.length > maxShownBytes,
});

/** '' for what is no text: more than one character in twenty that no text has. */
function shownText(bytes: Buffer): string {
  const decoded = decodeText(bytes);
  const text = decoded.ok ? decoded.value.text : bytes.toString('latin1');
  const shown = text.replaceAll(/[\p{Cc}\p{Cf}\uFFFD]/gu, (character) =>
    '\n\t'.includes(character) ? character : character === '\r' ? '' : '\u00b7',
  );
  const odd = shown.split('\u00b7').length - 1;
  return odd * 20 > shown.length ? '' : shown;
}
