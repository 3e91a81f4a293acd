/**
 * The text of preferences.yaml under a person's hands: fields of a form laid over it, comments kept, and what differs between two texts.
 * Ignores whether the values are any good (settings/preferences.ts).
 */
import { type Document, isMap, isScalar, parseDocument } from 'yaml';
import { readYaml } from './yaml-text.ts';

/** null: left to each site. Not checked: what a person types is shown with its problems, not refused on the way. */
export type PreferenceFields = {
  readonly period: number | null;
  readonly keySoftware: readonly string[] | null;
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[] | null;
  readonly strip: readonly string[] | null;
};

const names = ['period', 'keySoftware', 'include', 'exclude', 'strip'] as const;

/** Double keys were refused before: the library compares each with each. */
const silently = { logLevel: 'silent', prettyErrors: false, uniqueKeys: false } as const;

/**
 * The same text with these fields in it; comments and what did not change stay as they are. A text that is no plain mapping is
 * replaced.
 */
export function layFields(text: string, fields: PreferenceFields): string {
  // From outside: the library is given nothing but what was found safe to read.
  const read = readYaml(text);
  const known = parseDocument(read.ok ? text : '', silently);
  const isUsable = read.ok && isPlain(known);
  const document = isUsable ? known : parseDocument('', silently);
  const standing = (isUsable && read.value ? read.value : {}) as Readonly<Record<string, unknown>>;
  const changed = names.filter((name) => JSON.stringify(standing[name]) !== JSON.stringify(fields[name] ?? undefined));
  if (isUsable && changed.length === 0) return text;
  for (const name of changed) {
    if (fields[name] === null) document.delete(name);
    else document.set(name, document.createNode(fields[name]));
  }
  // An empty mapping would be written as `{}`, before the comments of a text that had nothing else.
  if (isMap(document.contents) && document.contents.items.length === 0) document.contents = null;
  const written = document.toString({ lineWidth: 0 });
  return written.trim() === 'null' || written.trim() === '' ? '' : written.replace(/^null\n/m, '');
}

/** Nothing, or a mapping without tags and of no older YAML, by which it could be a set, or hold what is written elsewhere. */
const isPlain = ({ contents, directives }: Document): boolean => {
  if (contents === null) return true;
  const isTagged = (node: unknown): boolean => isScalar(node) && node.tag !== undefined;
  const isOfToday = directives?.yaml.version !== '1.1';
  return isOfToday && isMap(contents) && contents.tag === undefined && !contents.items.some(({ key }) => isTagged(key));
};

export type DifferentLine = { readonly change: 'same' | 'added' | 'removed'; readonly text: string };

/** Beyond so many pairs of lines the whole middle is told as removed and added. */
const mostPairs = 1_000_000;

/** Line by line, the shortest way from one text to the other. */
export function differentLines(before: string, after: string): readonly DifferentLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const head = commonLength(old, now);
  const tail = commonLength(old.slice(head).reverse(), now.slice(head).reverse());
  const same = (text: string): DifferentLine => ({ change: 'same', text });
  return [
    ...old.slice(0, head).map(same),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...old.slice(old.length - tail).map(same),
  ];
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/));

function commonLength(a: readonly string[], b: readonly string[]): number {
  const first = a.findIndex((line, index) => line !== b[index]);
  return first === -1 ? Math.min(a.length, b.length) : first;
}

/** The longest common subsequence, by its table of lengths. */
function middle(old: readonly string[], now: readonly string[]): readonly DifferentLine[] {
  const isLong = old.length * now.length > mostPairs;
  const lengths = isLong ? [] : lengthsOf(old, now);
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  const lines: DifferentLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [was = '', is = ''] = [old[i], now[j]];
    const isSame = !isLong && i < old.length && j < now.length && was === is;
    const isRemoved = !isSame && i < old.length && (j >= now.length || at(i + 1, j) >= at(i, j + 1));
    lines.push(isSame ? { change: 'same', text: is } : isRemoved ? { change: 'removed', text: was } : { change: 'added', text: is });
    if (isSame || isRemoved) i += 1;
    if (!isRemoved) j += 1;
  }
  return lines;
}

function lengthsOf(old: readonly string[], now: readonly string[]): readonly (readonly number[])[] {
  const rows: number[][] = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const [row = [], below = []] = [rows[i], rows[i + 1]];
      row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  return rows;
}
