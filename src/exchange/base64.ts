/** Base64 of a mail part (RFC 2045 §6.8), read strictly: a character that does not belong there is damage, not something to skip. */

/**
 * The decoded bytes, or undefined when the text is damaged: a foreign character, padding that is missing or in the middle. Any width of
 * lines and any white space between them passes, because gateways wrap again (mail.md F12).
 */
export function decodeBase64(part: Buffer): Buffer | undefined {
  const text = part.subarray(0, trimmedLength(part));
  if (text.length === 0) return Buffer.alloc(0);
  if (text.includes(0x2d) || text.includes(0x5f)) return undefined; // Node's decoder takes the base64url alphabet for granted
  const decoded = Buffer.from(text.toString('latin1'), 'base64');
  const padding = countPadding(text);
  const isWhole = (breaks: number): boolean =>
    (text.length - breaks) % 4 === 0 && decoded.length === ((text.length - breaks) / 4) * 3 - padding;
  return isWhole(evenBreaks(text)) || isWhole(countBlanks(text)) ? decoded : undefined;
}

const equals = 0x3d;
const [tab, lf, cr, space] = [0x09, 0x0a, 0x0d, 0x20];

const isBlank = (byte: number | undefined): boolean => byte === space || byte === tab || byte === cr || byte === lf;

function trimmedLength(part: Buffer): number {
  let length = part.length;
  while (length > 0 && isBlank(part[length - 1])) length--;
  return length;
}

/** `=` at the end, wherever the lines are broken; more than two match nothing. */
function countPadding(text: Buffer): number {
  let padding = 0;
  for (let at = text.length - 1; text[at] === equals || isBlank(text[at]); at--) {
    if (text[at] === equals) padding++;
  }
  return padding > 2 ? Number.NaN : padding;
}

/**
 * Bytes of line ends when all lines but the last are equally long and end with CRLF, as programs write them; counts no further than that.
 * Node's decoder skips what it does not know and stops at `=`, so a wrong count never matches what was decoded.
 */
function evenBreaks(text: Buffer): number {
  const width = text.indexOf(lf) + 1;
  if (width < 2) return 0;
  let breaks = 0;
  for (let end = width - 1; end < text.length; end += width) {
    if (text[end] === lf && text[end - 1] === cr) breaks += 2;
  }
  return breaks;
}

function countBlanks(text: Buffer): number {
  let blanks = 0;
  for (const byte of text) if (isBlank(byte)) blanks++;
  return blanks;
}
