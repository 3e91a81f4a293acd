/**
 * The reference reader of XML: fast-xml-parser with validation, behind checks of our own. It takes any document; the quick
 * reader (xml-scan.ts) takes only the shape that agents write and must agree with this one.
 *
 * What the library does not refuse, refused here: two roots, text beside the root, any `<!` that is no comment or CDATA,
 * quotes in processing instructions that swallow elements (they are cut out first), too many elements or attributes.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ok, type Result } from '../result.ts';
import type { InventoryLimits } from './limits.ts';
import type { UnreadableInventory } from './report.ts';
import type { Span } from './text.ts';
import { unreadable } from './unreadable.ts';
import { type XmlToken, xmlTokens } from './xml-lexer.ts';
import { mendMarkup, newEntityDecoder } from './xml-repair.ts';
import type { XmlElement } from './xml-tree.ts';

/** The root element. Names in lower case; attributes, comments and instructions are dropped; text is entity-decoded. */
export const parseXml = (text: string, limits: InventoryLimits): Result<XmlElement, UnreadableInventory> => {
  if (text.length > longestText) return unreadable('too-large', `${text.length}`);
  const mended = mendMarkup(text);
  const measured = measure(mended, limits);
  if (!measured.ok) return measured;
  const document = without(mended, measured.value);
  const validity = XMLValidator.validate(document);
  if (validity !== true) return unreadable('malformed-xml', `${validity.err.code} ${validity.err.line}:${validity.err.col}`);
  return parsed(document, limits);
};

/** The library builds some twelve bytes for each character; the biggest real inventory has 1.4 million of them. */
const longestText = 16_000_000;

/** Checks the limits and gives the places of the processing instructions. */
const measure = (text: string, limits: InventoryLimits): Result<readonly Span[], UnreadableInventory> => {
  const instructions: Span[] = [];
  let elements = 0;
  let depth = 0;
  for (const token of xmlTokens(text)) {
    if (token.kind === 'break') return unreadable(token.reason, `offset ${token.start}`);
    if (token.kind === 'instruction') instructions.push(token);
    if (token.kind === 'open' || token.kind === 'empty') elements++;
    depth += step(token);
    if (depth + (token.kind === 'empty' ? 1 : 0) > limits.maxXmlDepth) return unreadable('too-deep', `offset ${token.start}`);
    if (elements > limits.maxXmlNodes) return unreadable('too-many-nodes', `offset ${token.start}`);
    if ('attributes' in token && token.attributes > limits.maxXmlAttributes) return unreadable('too-many-nodes', `offset ${token.start}`);
  }
  return ok(instructions);
};

const step = (token: XmlToken): number => (token.kind === 'open' ? 1 : token.kind === 'close' ? -1 : 0);

const without = (text: string, spans: readonly Span[]): string => {
  if (spans.length === 0) return text;
  const kept = spans.map((span, index) => text.slice(spans[index - 1]?.end ?? 0, span.start));
  return [...kept, text.slice(spans.at(-1)?.end)].join('');
};

const parsed = (document: string, limits: InventoryLimits): Result<XmlElement, UnreadableInventory> => {
  try {
    const nodes: unknown = parser(limits).parse(document);
    const tops = Array.isArray(nodes) ? nodes.map(toElement) : [];
    const [root] = tops;
    if (tops.length !== 1 || root === undefined || root.name === textName) return unreadable('malformed-xml', 'root');
    return ok(root);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (message.includes('prototype pollution')) return unreadable('forbidden-key');
    return unreadable('malformed-xml');
  }
};

/** `preserveOrder`: repeated and single elements come in one shape, and no name of the document becomes a key among others. */
const parser = (limits: InventoryLimits): XMLParser =>
  new XMLParser({
    preserveOrder: true,
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: limits.maxXmlDepth + 1,
    jPath: false,
    entityDecoder: newEntityDecoder(),
  });

const textName = '#text';

/** The library gives `{tag: [children]}` and `{'#text': string}`, each with that one key; depth was checked before. */
const toElement = (node: unknown): XmlElement => {
  const [entry] = Object.entries(Object(node) as Record<string, unknown>);
  const [tag, content] = entry ?? [textName, ''];
  if (tag === textName) return { name: textName, text: String(content), children: [] };
  const parts = Array.isArray(content) ? content.map(toElement) : [];
  const text = parts.map((part) => (part.name === textName ? part.text : '')).join('');
  return { name: tag.toLowerCase(), text, children: parts.filter((part) => part.name !== textName) };
};
