/**
 * The boundary of a multipart, from the unfolded value of its Content-Type: plain, quoted, or in the pieces and percent signs of RFC 2231,
 * which a few servers apply to every long parameter. Said in two ways, it is refused: which of them a reader believes must not matter.
 */
import { ok, type Result } from '../result.ts';
import { type MessageError, refuseMessage } from './message-error.ts';

export function readBoundary(contentType: string): Result<string, MessageError> {
  const pieces = [...contentType.matchAll(parameter)].map(pieceOf);
  if (pieces.length > maxPieces) return refuseMessage('limits', `a boundary in ${pieces.length} pieces`);
  const ordered = pieces.toSorted((a, b) => a.index - b.index);
  const isWhole = pieces.length === 1 ? (ordered[0]?.index ?? 0) <= 0 : ordered.every(({ index }, place) => index === place);
  if (!isWhole) return refuseMessage('ambiguous', 'two boundaries');
  const boundary = ordered.map(({ text }) => text).join('');
  return isBoundary(boundary) ? ok(boundary) : refuseMessage('unparsable', 'a multipart without a readable boundary');
}

const parameter = /;\s{0,100}boundary(?:\*(\d{1,2}))?(\*)?\s{0,9}=\s{0,9}(?:"([^"]*)"|([^\s;"]+))/gi;

const maxPieces = 20;

type Piece = { readonly index: number; readonly text: string };

/** Without a number -1: the whole. */
function pieceOf([, number, star, quoted, bare]: RegExpMatchArray): Piece {
  const text = quoted ?? bare ?? '';
  const index = number === undefined ? -1 : Number(number);
  return { index, text: star === undefined ? text : percentDecoded(index <= 0 ? withoutCharset(text) : text) };
}

/** `us-ascii'fr'text`: a boundary is ASCII, whatever it claims. */
const withoutCharset = (text: string): string => text.replace(/^[^']{0,40}'[^']{0,40}'/, '');

const percentDecoded = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** RFC 2046 §5.1.1 allows 70 characters. */
const maxBoundaryLength = 120;

const isBoundary = (text: string): boolean => text.length > 0 && text.length <= maxBoundaryLength && /^[!#-[\]-~ ]*[!#-[\]-~]$/.test(text);
