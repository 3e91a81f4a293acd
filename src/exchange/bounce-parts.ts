/**
 * A bounce taken apart: the report for machines, the headers of the mail that comes back, the text for people, each decoded. Also when a
 * gateway has wrapped the whole bounce into another mail. Decoding is lenient, unlike that of envelopes: a damaged report still tells something.
 */
import { oneLine, readHeaders, textOf } from './headers.ts';
import type { Limits } from './limits.ts';
import { type Leaf, type Nesting, outlineOf } from './mime-outline.ts';

export type BounceParts = {
  /** The MIME structure was read to its last delimiter. */
  readonly isWhole: boolean;
  /** Contents of message/delivery-status (RFC 3464 §2) and message/global-delivery-status (RFC 6533 §3). */
  readonly reports: readonly string[];
  /** What comes back of the mail: its beginning, headers first. */
  readonly returned: readonly Buffer[];
  /** Plain text, or HTML without its tags where there is nothing else. */
  readonly text: string;
  /** Every decoded part, for ids that stand anywhere. */
  readonly contents: readonly Buffer[];
};

/** Takes a mail apart; a mail that is no MIME is all text. Never throws; linear, at most `maxHeaderBytes` of each part are looked at. */
export function takeBounceApart(raw: Buffer, limits: Limits): BounceParts {
  const found: Found = { limits, isWhole: true, reports: [], returned: [], plain: [], html: [], contents: [], parts: 0 };
  gather(raw, found, 0);
  const text = found.plain.some((one) => one.trim() !== '') ? found.plain.join('\n\n') : found.html.map(withoutTags).join('\n\n');
  const { isWhole, reports, returned, contents } = found;
  return { isWhole, reports, returned, contents, text };
}

type Found = {
  readonly limits: Limits;
  isWhole: boolean;
  readonly reports: string[];
  readonly returned: Buffer[];
  readonly plain: string[];
  readonly html: string[];
  readonly contents: Buffer[];
  parts: number;
};

function gather(raw: Buffer, found: Found, depth: number): void {
  const nesting: Nesting = { depth, parts: found.parts };
  const outline = outlineOf(raw, found.limits, nesting);
  if (!outline.ok) takeAsText(raw, found);
  found.isWhole &&= outline.ok && outline.value.isClosed;
  const leaves = outline.ok ? outline.value.leaves : [];
  found.parts += leaves.length;
  for (const leaf of leaves) take(raw, leaf, found);
}

/** Structure that two readers may read differently: one long text then. */
function takeAsText(raw: Buffer, found: Found): void {
  const content = raw.subarray(0, found.limits.maxHeaderBytes);
  found.contents.push(content);
  found.plain.push(textOf(content.toString('latin1')));
}

function take(raw: Buffer, leaf: Leaf, found: Found): void {
  const place = placeOf(leaf.type);
  if (!place) return;
  const body = raw.subarray(leaf.start, leaf.end);
  const content = decode(body.subarray(0, 2 * found.limits.maxHeaderBytes), leaf.encoding).subarray(0, found.limits.maxHeaderBytes);
  found.contents.push(content);
  if (place === 'returned' && isWrappedBounce(content, leaf, found)) gather(decode(body, leaf.encoding), found, leaf.depth + 1);
  else if (place === 'returned') found.returned.push(content);
  else found[place].push(textOf(content.toString('latin1')));
}

type Place = 'reports' | 'returned' | 'html' | 'plain';

const places: Readonly<Record<string, Place>> = {
  'message/delivery-status': 'reports',
  'message/global-delivery-status': 'reports',
  'message/rfc822': 'returned',
  'message/global': 'returned',
  'message/rfc822-headers': 'returned',
  'message/global-headers': 'returned',
  'text/rfc822-headers': 'returned',
  'text/rfc822': 'returned',
  'text/html': 'html',
};

function placeOf(type: string): Place | undefined {
  if (Object.hasOwn(places, type)) return places[type];
  return type.startsWith('text/') || type === '' ? 'plain' : undefined;
}

/** A report inside another mail, and no report before it; nothing that we send is one. */
function isWrappedBounce(content: Buffer, leaf: Leaf, { reports, limits }: Found): boolean {
  if (reports.length > 0 || leaf.depth + 1 > limits.maxMimeDepth) return false;
  return readHeaders(content).contentType === 'multipart/report';
}

// ---------------------------------------------------------------- decoding

function decode(body: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64');
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body.toString('latin1'));
  return body;
}

/** RFC 2045 §6.7, soft line ends first. */
const decodeQuotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=[ \t]{0,9}\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** Enough to find words and codes; what opens a block opens a paragraph. */
const withoutTags = (html: string): string =>
  html
    .replace(/<(?:p|div|tr|h\d|br)\b[^<>]{0,2000}>/gi, '\n\n')
    .replace(/<[^<>]{1,2000}>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** One line that may stand in a log, a page or a terminal: no control or direction character, at most so long. */
export const cleanLine = (text: string, maxLength: number): string =>
  oneLine(text.slice(0, 10 * maxLength).replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, ''))
    .slice(0, maxLength)
    .toWellFormed()
    .trim();
