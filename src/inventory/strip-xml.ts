/** Where the named sections of an XML inventory stand. */
import { ok, type Result } from '../result.ts';
import type { UnreadableInventory } from './report.ts';
import type { Span } from './text.ts';
import { unreadable } from './unreadable.ts';
import { type XmlTag, xmlTokens } from './xml-lexer.ts';

/** The elements named in `sections` (lower case) directly under CONTENT, or under `system` (Open-AudIT), each with the white space before it. */
export const xmlSectionSpans = (text: string, sections: ReadonlySet<string>): Result<readonly Span[], UnreadableInventory> => {
  const open: XmlTag[] = [];
  const spans: Span[] = [];
  let roots = 0;
  for (const token of xmlTokens(text)) {
    if (token.kind === 'break') return unreadable(token.reason, `offset ${token.start}`);
    if (token.kind === 'instruction') continue;
    if (open.length === 0) roots++;
    const opening = openingOf(token, open);
    if (opening === undefined) continue;
    if (opening.name !== token.name) return unreadable('malformed-xml', `offset ${token.start}`);
    if (isContent(open) && sections.has(token.name.toLowerCase())) spans.push({ start: beforeSpaces(text, opening.start), end: token.end });
  }
  return open.length > 0 || roots !== 1 ? unreadable('malformed-xml', `offset ${text.length}`) : ok(spans);
};

/** The tag that began what this one ends; undefined while an element goes on, a nameless tag when there was none. */
const openingOf = (token: XmlTag, open: XmlTag[]): XmlTag | undefined => {
  if (token.kind === 'empty') return token;
  if (token.kind === 'close') return open.pop() ?? { ...token, name: '' };
  open.push(token);
  return undefined;
};

/** `REQUEST/CONTENT`, a bare CONTENT, or the root `system`. */
const isContent = (open: readonly XmlTag[]): boolean => {
  const name = open.at(-1)?.name.toLowerCase();
  return (open.length <= 2 && name === 'content') || (open.length === 1 && name === 'system');
};

const beforeSpaces = (text: string, from: number): number => {
  let at = from;
  while (at > 0 && /\s/.test(text.charAt(at - 1))) at--;
  return at;
};
