/**
 * What agents write although XML forbids it, mended before a strict reader sees it: `&` and `<` that nobody escaped.
 * Only what can never be markup is mended, so a damaged document does not become a readable one.
 */
import { EntityDecoder } from '@nodable/entities';

/**
 * `Johnson & Johnson <R&D>` → `Johnson &amp; Johnson &lt;R&amp;D>`. Comments and CDATA sections, and text without such slips,
 * stay as they are.
 */
export const mendMarkup = (text: string): string => {
  if (!bareAmpersand.test(text) && !bareBracket.test(text)) return text;
  const parts: string[] = [];
  let at = 0;
  for (let start = silentStart(text, at); start !== -1; start = silentStart(text, at)) {
    const mark = text.startsWith('<!--', start) ? '-->' : ']]>';
    const close = text.indexOf(mark, start + 4);
    const end = close === -1 ? text.length : close + mark.length;
    parts.push(mended(text.slice(at, start)), text.slice(start, end));
    at = end;
  }
  return [...parts, mended(text.slice(at))].join('');
};

/** Where the next comment or CDATA section begins, -1 when there is none. */
const silentStart = (text: string, from: number): number => {
  silentMark.lastIndex = from;
  return silentMark.exec(text)?.index ?? -1;
};

const silentMark = /<!--|<!\[CDATA\[/g;

const mended = (text: string): string => text.replaceAll(allBareBrackets, '&lt;').replaceAll(allBareAmpersands, '&amp;');

/** A `<` at this place that cannot begin a tag: before white space, a digit, `=`, or a word that runs into `&`. */
export const isBareBracket = (text: string, at: number): boolean => {
  stickyBareBracket.lastIndex = at;
  return stickyBareBracket.test(text);
};

/** Decodes the five predefined entities and numeric references; any other stays as it is written. Nothing ever grows. */
export const decodeEntities = (text: string): string => (text.includes('&') ? decoder.decode(mendMarkup(text)) : text);

/** For fast-xml-parser, which keeps state of the document in it. */
export const newEntityDecoder = (): EntityDecoder => new EntityDecoder();

const bareBracket = /<(?=[\s\d=]|[\w.-]{1,64}&)/;
const allBareBrackets = new RegExp(bareBracket, 'g');
const stickyBareBracket = new RegExp(bareBracket, 'y');
const bareAmpersand = /&(?!(?:\w{1,20}|#\d{1,8}|#x[\da-fA-F]{1,8});)/;
const allBareAmpersands = new RegExp(bareAmpersand, 'g');

/** Without limits and entities of its own it keeps no state. */
const decoder = newEntityDecoder();
