/**
 * Everything that a file says, for the page that shows it as it is: known sections, unknown ones, whatever the format. Not shown: secrets
 * (formats/secrets.ts), and of the environment and the processes anything but their number. Bounded as everything else (limits.ts).
 */
import { ok, type Result } from '../result.ts';
import { holdsProductKey, isPrivateSection, isSecretField } from './formats/secrets.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { type InventoryLimits, rowLimits } from './limits.ts';
import { tidy } from './normalise.ts';
import { openDocument } from './read.ts';
import type { SectionRow, UnreadableInventory } from './report.ts';
import { planScan } from './xml-scan.ts';
import { childOf, type XmlElement } from './xml-tree.ts';

export type RawSection = {
  /** Lower case; of a list inside a section `section.list`. The envelope's own fields are in a section of its name. */
  readonly name: string;
  /** No more than `rowLimits.section`; none of a private section. */
  readonly rows: readonly SectionRow[];
  /** How many the file has. */
  readonly count: number;
};

/** All sections in the order of the file. Anything that is XML or JSON of an inventory's kind has some, even if no reader takes it. */
export const rawSections = (bytes: Uint8Array, limits: InventoryLimits): Result<readonly RawSection[], UnreadableInventory> => {
  const document = openDocument(bytes, everything, limits);
  if (!document.ok) return document;
  const root = document.value.kind === 'xml' ? document.value.root : treeOf('document', document.value.root);
  const found: Found = new Map();
  const body = childOf(root, 'content') ?? childOf(root, 'template_inventory');
  collect(body === undefined ? root : { ...root, children: root.children.filter((child) => child !== body) }, { path: root.name, found });
  for (const section of body?.children.filter(isInner) ?? []) collect(section, { path: section.name, found });
  if (body !== undefined) collect({ ...body, children: body.children.filter((child) => !isInner(child)) }, { path: body.name, found });
  return ok([...found].map(([name, { rows, count }]) => ({ name, rows, count })));
};

const everything = planScan('every');

/** JSON in the shape of XML: a list repeats its name, so that both are shown by the same rules. */
const treeOf = (name: string, value: JsonObject): XmlElement => ({
  name,
  text: '',
  children: Object.entries(value).flatMap(([key, member]) => elementsOf(key.toLowerCase(), member)),
});

const elementsOf = (name: string, value: unknown): readonly XmlElement[] => {
  if (Array.isArray(value)) return value.flatMap((item) => elementsOf(name, item));
  if (isJsonObject(value)) return [treeOf(name, value)];
  return [{ name, text: value === null || value === undefined ? '' : String(value), children: [] }];
};

type Found = Map<string, { readonly rows: SectionRow[]; count: number }>;

type Place = { readonly path: string; readonly found: Found };

const isInner = ({ children }: XmlElement): boolean => children.length > 0;

/** One row of the element's own fields; a single record inside is flattened into it, lists become sections of their own. */
const collect = (element: XmlElement, { path, found }: Place): void => {
  if (isPrivateSection(path)) {
    note(found, path, { element, row: {} });
    return;
  }
  const inner = element.children.filter(isInner);
  const isWrapper = inner.length > 0 && inner.length === element.children.length && inner.every(({ name }) => name === inner[0]?.name);
  const lists = isWrapper ? inner : listsAmong(inner);
  const row = isWrapper ? {} : rowOf(element, { path, lists });
  if (Object.keys(row).length > 0 || inner.length < element.children.length || !isInner(element)) note(found, path, { element, row });
  for (const child of lists) collect(child, { path: isWrapper ? path : `${path}.${child.name}`, found });
};

/** An element without any field makes the section known, and counts for none. */
const note = (found: Found, path: string, { element, row }: { readonly element: XmlElement; readonly row: SectionRow }): void => {
  const known = found.get(path);
  if (known === undefined && found.size >= rowLimits.rawSections) return;
  const section = known ?? { rows: [], count: 0 };
  if (isInner(element)) section.count++;
  if (Object.keys(row).length > 0 && section.rows.length < rowLimits.section) section.rows.push(row);
  found.set(path, section);
};

/** Those that come several times, or have records of their own. */
const listsAmong = (inner: readonly XmlElement[]): readonly XmlElement[] => {
  const byName = Map.groupBy(inner, ({ name }) => name);
  return inner.filter((child) => child.children.some(isInner) || (byName.get(child.name)?.length ?? 0) > 1);
};

/** Fields by name, in the order of the file; of one that is repeated all values, in one text. */
const rowOf = (element: XmlElement, { path, lists }: { readonly path: string; readonly lists: readonly XmlElement[] }): SectionRow => {
  const values = new Map<string, string[]>();
  const outside = new Set(lists);
  for (const child of element.children) {
    if (outside.has(child)) continue;
    const fields = isInner(child) ? child.children.map(({ name, text }) => ({ name: `${child.name}.${name}`, text })) : [child];
    for (const { name, text } of fields) keep(values, { path, name, text });
  }
  return Object.fromEntries([...values].map(([name, texts]) => [name, tidy(texts.join(', '))]));
};

/** No more fields in a row, nor values in a field, than anybody reads. */
const mostFields = 200;

type RawField = { readonly path: string; readonly name: string; readonly text: string };

const keep = (values: Map<string, string[]>, { path, name, text }: RawField): void => {
  const value = tidy(text);
  if (value === '' || isSecretField(path, name) || isPrivateSection(name) || holdsProductKey(value)) return;
  const known = values.get(name);
  if (known === undefined && values.size < mostFields) values.set(name, [value]);
  else if (known !== undefined && known.length < mostFields) known.push(value);
};
