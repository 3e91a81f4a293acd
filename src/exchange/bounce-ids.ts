/**
 * Our Message-IDs in other people's bytes. Their 128 random bits are what ties a bounce to a mail of ours and what a forger lacks
 * (reliability.md §1.12); whether we ever sent such a mail is for the register to say.
 */

const begin = 'malleposte.';
const maxIds = 20;
/** A mail may hold millions of beginnings. */
const maxBeginnings = 1000;
const maxIdLength = begin.length + 32 + 1 + 253;

/** Several places, the most trusted first; ids without brackets, each once where it is trusted most, at most 20. */
export function findOwnIdsInOrder(places: readonly (Buffer | string)[]): readonly string[] {
  const ids = places.flatMap((place) => findOwnIds(typeof place === 'string' ? Buffer.from(place) : place));
  return [...new Set(ids)].slice(0, maxIds);
}

/** In the order of their first appearance. Linear. */
function findOwnIds(bytes: Buffer): readonly string[] {
  const ids = new Set<string>();
  let at = bytes.indexOf(begin);
  for (let seen = 0; at >= 0 && seen < maxBeginnings && ids.size < maxIds; seen++) {
    const id = ownId.exec(bytes.toString('latin1', at, at + maxIdLength))?.[0];
    if (id !== undefined) ids.add(id);
    at = bytes.indexOf(begin, at + begin.length);
  }
  return [...ids];
}

const ownId = /^malleposte\.[0-9a-f]{32}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?/;

/** What stands behind `+` and two hex digits (RFC 3461 §4); all else stays as it is. */
export const decodeXtext = (text: string): string =>
  text.replace(/\+([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The `Message-ID:` lines of a mail quoted in a text, as qmail, Exim and Notes return it; with `>` or spaces before them. */
export function quotedMessageIds(text: string): string {
  return [...text.matchAll(/^[> \t]{0,20}(?:x-)?(?:original-)?message-id[ \t]{0,9}:\s{0,9}(\S{1,400})/gim)]
    .slice(0, maxIds)
    .map((match) => match[1] ?? '')
    .join('\n');
}
