/** How much of a header block is asked for and kept when mails are listed. Ignores what the headers say. */

const maxHeaderBytes = 65_536;
/** What is kept of every block, whatever the mailbox. */
export const minHeaderBytes = 16_384;
const listingBudgetBytes = 268_435_456;

/** At most 64 KiB a mail; less in a huge mailbox (failure mode F8), so that a listing stays within 256 MiB as long as 16 KiB allow. */
export function maxHeaderBytesFor(mails: number): number {
  return Math.max(minHeaderBytes, Math.min(maxHeaderBytes, Math.floor(listingBudgetBytes / Math.max(mails, 1))));
}

/** The beginning of a mail up to the empty line, that line included, or all of it when there is none. */
export function headerBlockOf(beginning: Buffer): Buffer {
  const ends = ['\r\n\r\n', '\n\n'].flatMap((gap) => {
    const at = beginning.indexOf(gap);
    return at < 0 ? [] : [at + gap.length];
  });
  return beginning.subarray(0, Math.min(beginning.length, ...ends));
}

/** What tells a mail from another and a person's from a machine's; the rest, most of it traces of servers, is worth less. */
export const tellingFields = [
  ...['From', 'Sender', 'To', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'Auto-Submitted', 'Return-Path', 'List-Id', 'Precedence'],
] as const;

const telling = new RegExp(`^(?:${tellingFields.join('|')})[ \\t]*:`, 'i');
const keptBudgetBytes = 67_108_864;
const minKeptBytes = 1_024;
const usualMails = 8_192;

/** A mailbox of which not every header need be asked for. */
export const isHuge = (mails: number): boolean => mails > usualMails;

/**
 * What of a block is kept in a listing of so many mails: all of it in a mailbox of usual size; in a huge one (F8) the telling
 * fields only, so that a listing stays within 64 MiB up to 65,536 mails. Always a copy of its own, for a view would keep
 * alive the whole piece of the network that it came in.
 */
export function keptHeadersOf(block: Buffer, mails: number): Buffer {
  const maxBytes = Math.max(minKeptBytes, Math.floor(keptBudgetBytes / Math.max(mails, 1)));
  if (block.length <= maxBytes) return copyOf(block);
  const fields = block.toString('latin1').split(/(?<=\n)(?![ \t])/);
  const kept = fields.filter((field) => telling.test(field) || /^\r?\n$/.test(field)).join('');
  return copyOf(Buffer.from(kept.slice(0, maxBytes), 'latin1'));
}

/** Not from Node's pool, where a few bytes that stay would keep alive 64 KiB that could go. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.alloc(bytes.length);
  bytes.copy(copy);
  return copy;
}
