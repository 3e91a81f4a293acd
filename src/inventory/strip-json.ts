/** Where the named sections of a JSON inventory stand. */
import { ok, type Result } from '../result.ts';
import { endOfString, parseJson } from './json.ts';
import type { InventoryLimits } from './limits.ts';
import type { UnreadableInventory } from './report.ts';
import type { Span } from './text.ts';

/** The members of `content` (or of `template_inventory`, OCS 3) named in `sections` (lower case), each with one comma. The text is checked as JSON first. */
export const jsonSectionSpans = (
  text: string,
  sections: ReadonlySet<string>,
  limits: InventoryLimits,
): Result<readonly Span[], UnreadableInventory> => {
  const parsed = parseJson(text, limits);
  if (!parsed.ok) return parsed;
  const content = membersAt(text, afterSpaces(text, 0)).find(({ key }) => /^(?:content|template_inventory)$/.test(key));
  if (content === undefined || text[content.valueStart] !== '{') return ok([]);
  return ok(spansOf(membersAt(text, content.valueStart), sections));
};

type Member = { readonly key: string; readonly start: number; readonly valueStart: number; readonly end: number };

/** The members of the object that begins at `from`; the text is valid JSON. */
const membersAt = (text: string, from: number): readonly Member[] => {
  const members: Member[] = [];
  let at = afterSpaces(text, from + 1);
  while (text[at] === '"') {
    const keyEnd = endOfString(text, at) + 1;
    const valueStart = afterSpaces(text, afterSpaces(text, keyEnd) + 1);
    const end = endOfValue(text, valueStart);
    members.push({ key: String(JSON.parse(text.slice(at, keyEnd))), start: at, valueStart, end });
    const next = afterSpaces(text, end);
    if (text[next] !== ',') break;
    at = afterSpaces(text, next + 1);
  }
  return members;
};

/**
 * A section goes with the comma and white space that lead to the next member; the last ones with those that follow the
 * member kept before them, so that the object stays well formed whatever is cut.
 */
const spansOf = (members: readonly Member[], sections: ReadonlySet<string>): readonly Span[] => {
  const isCut = (member: Member): boolean => sections.has(member.key.toLowerCase());
  const lastKept = members.findLastIndex((member) => !isCut(member));
  const inner = members.flatMap((member, index) =>
    index < lastKept && isCut(member) ? [{ start: member.start, end: members[index + 1]?.start ?? member.end }] : [],
  );
  const tail = members.slice(lastKept + 1);
  const [firstOfTail] = tail;
  if (firstOfTail === undefined) return inner;
  return [...inner, { start: members[lastKept]?.end ?? firstOfTail.start, end: tail.at(-1)?.end ?? firstOfTail.end }];
};

const endOfValue = (text: string, from: number): number => {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === '{' || character === '[') depth++;
    else if (depth > 0 && (character === '}' || character === ']')) depth--;
    else if (depth === 0 && (character === ',' || character === '}' || character === ']' || /\s/.test(character ?? ''))) return at;
    if (depth === 0 && (text[at] === '"' || text[at] === '}' || text[at] === ']')) return at + 1;
  }
  return text.length;
};

const afterSpaces = (text: string, from: number): number => {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
};
