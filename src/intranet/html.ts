/**
 * The only way to make HTML here: a template that escapes whatever is put into it. Text is text even when it looks like markup;
 * markup is what this file made before. A hole stands between elements or inside a quoted attribute, nowhere else.
 */

const made: unique symbol = Symbol('made');

/** A piece of markup that this file made. Nothing else can be put into a page unescaped. */
export type Html = { readonly [made]: string };

type Piece = Html | string | number;

export type Content = Piece | readonly Piece[];

type Hole = 'between' | 'attribute';

const knownTemplates = new WeakMap<TemplateStringsArray, readonly Hole[]>();

/** Throws for a template with a hole where escaping would not protect (a bug of ours, found by the first test that draws the page). */
export const html = (pieces: TemplateStringsArray, ...contents: readonly Content[]): Html => {
  const holes = holesOf(pieces);
  let text = pieces[0] ?? '';
  for (let place = 0; place < contents.length; place += 1) {
    const content = contents[place] ?? '';
    text += (holes[place] === 'attribute' ? writeAttribute(content) : write(content)) + (pieces[place + 1] ?? '');
  }
  return { [made]: text };
};

export const nothing: Html = { [made]: '' };

/** An element by its name, for markup whose names are not known when we write (charts). Names are checked, values escaped. */
export const element = (name: string, attributes: Readonly<Record<string, string>>, children: readonly Piece[]): Html => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${checkedName(key)}="${escapeText(value)}"`);
  return { [made]: `<${checkedName(name)}${written.join('')}>${write(children)}</${name}>` };
};

export const textOf = (markup: Html): string => markup[made];

const write = (content: Content): string => {
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  if (made in content) return content[made];
  let text = '';
  for (const each of content) text += write(each);
  return text;
};

const writeAttribute = (content: Content): string => {
  if (typeof content !== 'string' && typeof content !== 'number') throw new Error('only text and numbers belong into an attribute');
  return escapeText(String(content));
};

const special = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/;
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Control characters, which HTML does not allow, become U+FFFD. */
const escapeText = (text: string): string =>
  special.test(text) ? text.replace(new RegExp(special, 'g'), (character) => escapes[character] ?? '\ufffd') : text;

const checkedName = (name: string): string => {
  if (!/^[A-Za-z][A-Za-z0-9:-]*$/.test(name) || /^on/i.test(name)) throw new Error(`not a name of markup: ${name}`);
  return name;
};

const holesOf = (pieces: TemplateStringsArray): readonly Hole[] => {
  const known = knownTemplates.get(pieces);
  if (known) return known;
  const holes = pieces.slice(0, -1).map((_, place) => holeAfter(pieces.slice(0, place + 1).join('0')));
  knownTemplates.set(pieces, holes);
  return holes;
};

/** Our own templates have no `<` or `>` inside attribute values. */
const holeAfter = (before: string): Hole => {
  if (/<(?:script|style)\b[^<>]*>[^<]*$/i.test(before)) throw new Error('no text is put into a script or a style');
  const open = /<[^<>]*$/.exec(before)?.[0];
  if (open === undefined) return 'between';
  if (!/\s[a-z-]+="[^"]*$/.test(open) || (open.split('"').length - 1) % 2 === 0) throw new Error(`a hole must be in quotes: ${open}`);
  if (/\s(?:on[a-z]+|style|srcdoc)="[^"]*$/.test(open)) throw new Error(`no text is put into this attribute: ${open}`);
  return 'attribute';
};
