/**
 * The tags of an XML text with their places, without building anything: what limits are checked on before a document is
 * parsed, and what surgery needs. Comments, CDATA sections and processing instructions are stepped over.
 */
import type { UnreadableReason } from './report.ts';
import { isBareBracket } from './xml-repair.ts';

export type XmlTag = {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: string;
  /** Offsets of `<` and after `>`. */
  readonly start: number;
  readonly end: number;
  readonly attributes: number;
};

export type XmlInstruction = { readonly kind: 'instruction'; readonly start: number; readonly end: number };

/** The text cannot be followed any further. */
export type XmlBreak = { readonly kind: 'break'; readonly reason: UnreadableReason; readonly start: number };

export type XmlToken = XmlTag | XmlInstruction | XmlBreak;

/** In order; a break is the last one. Balance is left to the caller. */
export function* xmlTokens(text: string): Generator<XmlToken, void, undefined> {
  let at = text.indexOf('<');
  while (at !== -1) {
    const end = isBareBracket(text, at) ? at + 1 : endOfSilent(text, at);
    const token = end === undefined ? tokenAt(text, at) : undefined;
    if (token !== undefined) yield token;
    if (token?.kind === 'break') return;
    at = text.indexOf('<', token?.end ?? end ?? at + 1);
  }
}

const brokenAt = (start: number, reason: UnreadableReason = 'malformed-xml'): XmlBreak => ({ kind: 'break', reason, start });

/** Where a comment or CDATA section ends; an unfinished one swallows the rest of the text, which then lacks its end tags. */
const endOfSilent = (text: string, at: number): number | undefined => {
  if (text.startsWith('<!--', at)) return endAfter(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return endAfter(text, ']]>', at + 9);
  return undefined;
};

const endAfter = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
};

const tokenAt = (text: string, at: number): XmlToken => {
  const next = text[at + 1];
  if (next === '!')
    return brokenAt(at, /^<!\s*(?:doctype|entity|element|attlist|notation)/i.test(text.slice(at, at + 24)) ? 'doctype' : 'malformed-xml');
  if (next === '?') return instructionAt(text, at);
  return tagAt(text, at);
};

const instructionAt = (text: string, at: number): XmlToken => {
  const found = text.indexOf('?>', at);
  const late = at > 0 && /^<\?xml[\s?]/i.test(text.slice(at, at + 6));
  return found === -1 || late ? brokenAt(at) : { kind: 'instruction', start: at, end: found + 2 };
};

const name = /[A-Za-z_:\u00c0-\uffff][\w:.\-\u00b7-\uffff]*/y;

const tagAt = (text: string, at: number): XmlToken => {
  const closing = text[at + 1] === '/';
  name.lastIndex = at + (closing ? 2 : 1);
  const tagName = name.exec(text)?.[0];
  if (tagName === undefined) return brokenAt(at);
  const { end, attributes } = endOfTag(text, name.lastIndex);
  if (end === -1) return brokenAt(at);
  const kind = closing ? 'close' : text[end - 2] === '/' ? 'empty' : 'open';
  return { kind, name: tagName, start: at, end, attributes };
};

/** `end` is -1 for a tag that does not end, or in which another one begins. Each quoted value is one attribute. */
const endOfTag = (text: string, from: number): { readonly end: number; readonly attributes: number } => {
  let attributes = 0;
  for (let at = from; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 62) return { end: at + 1, attributes };
    if (character === 60) break;
    if (character !== 34 && character !== 39) continue;
    at = text.indexOf(text.charAt(at), at + 1);
    if (at === -1) break;
    attributes++;
  }
  return { end: -1, attributes };
};
