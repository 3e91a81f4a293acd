/** How much of a header block is kept when mails are listed. Ignores what the headers say. */

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
