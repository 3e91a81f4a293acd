/**
 * The quick reader of XML, for the shape that agents write: upper-case names, no attributes, no mixed content. It checks the
 * balance of the whole document but keeps only the wanted elements. On anything else it gives up and the reference reader
 * (xml.ts) decides, so that it never accepts or refuses on its own what that one would not.
 */
import type { InventoryLimits } from './limits.ts';
import { decodeEntities } from './xml-repair.ts';
import type { WantedElement, XmlElement } from './xml-tree.ts';

/** A vocabulary made ready for `scanXml`. */
export type ScanPlan = {
  readonly byKey: ReadonlyMap<number, readonly PlannedElement[]>;
  /** Elements that have no name here are kept as well, with all below. */
  readonly keepsOthers: boolean;
};

type PlannedElement = { readonly name: string; readonly written: string; readonly plan: ScanPlan };

export const planScan = (wanted: WantedElement['children']): ScanPlan => {
  if (wanted === 'every') return everything;
  const byKey = new Map<number, PlannedElement[]>();
  for (const element of wanted) {
    const written = element.name.toUpperCase();
    const key = nameKey(written, 0, written.length);
    const planned = { name: element.name, written, plan: planScan(element.children) };
    byKey.set(key, [...(byKey.get(key) ?? []), planned]);
  }
  return { byKey, keepsOthers: false };
};

const everything: ScanPlan = { byKey: new Map(), keepsOthers: true };

/** The root with the wanted elements only; undefined when the text is not of the simple shape, whatever the reason. */
export const scanXml = (text: string, plan: ScanPlan, limits: InventoryLimits): XmlElement | undefined => {
  const scan: Scan = { text, limits, elements: 0, depth: 0 };
  const top: XmlElement[] = [];
  const end = scanElement(scan, afterComments(text, afterDeclaration(text)), plan, top);
  return end !== gaveUp && afterSpaces(text, end) === text.length ? top[0] : undefined;
};

type Scan = { readonly text: string; readonly limits: InventoryLimits; elements: number; depth: number };

const lessThan = 60;
const greaterThan = 62;
const slash = 47;
const exclamation = 33;
const cdata = '<![CDATA[';

/** Instead of a place in the text. */
const gaveUp = -1;

/** `<NAME>`, `<NAME/>` or `<NAME />` at `at`, with all that it holds; the place after it. */
const scanElement = (scan: Scan, at: number, plan: ScanPlan | undefined, into: XmlElement[]): number => {
  const { text } = scan;
  const start = at + 1;
  const end = endOfName(text, start);
  const wanted = plan === undefined ? undefined : plannedAt(plan, text, start, end - start);
  if (text.charCodeAt(at) !== lessThan || end === start || isBeyondLimits(scan)) return gaveUp;
  if (text.charCodeAt(end) !== greaterThan) return scanEmpty(scan, end, wanted, into);
  const value = endOfValue(text, end + 1);
  const isLeaf = text.charCodeAt(value) === lessThan && text.charCodeAt(value + 1) === slash;
  const children: XmlElement[] = [];
  const close = isLeaf ? value : scanChildren(scan, end + 1, wanted?.plan, children);
  if (close === gaveUp || !closes(text, close, start, end - start)) return gaveUp;
  if (wanted !== undefined) into.push({ name: wanted.name, text: isLeaf ? leafText(text, end + 1, value) : '', children });
  return close + end - start + 3;
};

/** The end of a tag whose element has no end tag. */
const scanEmpty = ({ text }: Scan, from: number, wanted: PlannedElement | undefined, into: XmlElement[]): number => {
  const at = afterSpaces(text, from);
  if (text.charCodeAt(at) !== slash || text.charCodeAt(at + 1) !== greaterThan) return gaveUp;
  if (wanted !== undefined) into.push({ name: wanted.name, text: '', children: [] });
  return at + 2;
};

/** The elements from `from` on; the place of the `</` that ends their parent. Below the unwanted there is no plan. */
const scanChildren = (scan: Scan, from: number, plan: ScanPlan | undefined, into: XmlElement[]): number => {
  const { text } = scan;
  scan.depth++;
  let at = afterSpaces(text, from);
  while (at !== gaveUp && text.charCodeAt(at + 1) !== slash) {
    const end = text.charCodeAt(at + 1) === exclamation ? afterComment(text, at) : scanElement(scan, at, plan, into);
    at = end === gaveUp ? gaveUp : afterSpaces(text, end);
  }
  scan.depth--;
  return at !== gaveUp && text.charCodeAt(at) === lessThan ? at : gaveUp;
};

const isBeyondLimits = (scan: Scan): boolean => {
  scan.elements++;
  return scan.elements > scan.limits.maxXmlNodes || scan.depth >= scan.limits.maxXmlDepth;
};

/** The `<` that ends the text from `from` on: of the end tag, behind a CDATA section that is the whole value, or of a child. */
const endOfValue = (text: string, from: number): number => {
  const end = text.indexOf('<', from);
  if (end !== from || !text.startsWith(cdata, from)) return end;
  const close = text.indexOf(']]>', from + cdata.length);
  return close === -1 ? -1 : close + 3;
};

const leafText = (text: string, from: number, end: number): string =>
  text.startsWith(cdata, from) ? text.slice(from + cdata.length, end - 3) : decodeEntities(text.slice(from, end));

/** A comment between elements; beside text it splits the value, and the reference reader puts it together. */
const afterComment = (text: string, at: number): number => {
  const end = text.startsWith('<!--', at) ? text.indexOf('-->', at + 4) : -1;
  return end === -1 ? gaveUp : end + 3;
};

const afterComments = (text: string, from: number): number => {
  let at = afterSpaces(text, from);
  for (let end = afterComment(text, at); end !== gaveUp; end = afterComment(text, at)) at = afterSpaces(text, end);
  return at;
};

/** Whether `</` at `at` is followed by the name that begins at `nameStart`, and `>`. */
const closes = (text: string, at: number, nameStart: number, nameLength: number): boolean => {
  const shift = at + 2 - nameStart;
  for (let index = nameStart + nameLength - 1; index >= nameStart; index--) {
    if (text.charCodeAt(index) !== text.charCodeAt(index + shift)) return false;
  }
  return text.charCodeAt(at + 2 + nameLength) === greaterThan;
};

const plannedAt = (plan: ScanPlan, text: string, start: number, length: number): PlannedElement | undefined => {
  const candidates = plan.byKey.get(nameKey(text, start, length));
  const named = candidates?.find(({ written }) => text.startsWith(written, start));
  if (named !== undefined || !plan.keepsOthers) return named;
  const written = text.slice(start, start + length);
  return { name: written.toLowerCase(), written, plan: everything };
};

/** Cheap and good enough: length, first and last letter. */
const nameKey = (text: string, start: number, length: number): number =>
  (length << 16) | (text.charCodeAt(start) << 8) | text.charCodeAt(start + length - 1);

/** Upper-case letters, digits, `_`, `-`, `.`; a name begins with a letter. */
const nameCharacters = Uint8Array.from({ length: 128 }, (_, code) => (/[A-Z0-9_.-]/.test(String.fromCharCode(code)) ? 1 : 0));

const endOfName = (text: string, start: number): number => {
  const first = text.charCodeAt(start);
  if (!(first >= 65 && first <= 90)) return start;
  let at = start + 1;
  while (nameCharacters[text.charCodeAt(at)] === 1) at++;
  return at;
};

const afterSpaces = (text: string, from: number): number => {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at++;
  }
};

/** The declaration says nothing that matters any more: the bytes are decoded. */
const afterDeclaration = (text: string): number => {
  if (!/^<\?xml\s/.test(text.slice(0, 6))) return 0;
  const end = text.indexOf('?>');
  return end === -1 ? text.length : end + 2;
};
