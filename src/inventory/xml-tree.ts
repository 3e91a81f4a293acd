/**
 * What both XML readers give: elements without attributes (no inventory format keeps facts in them), names in lower case,
 * text as written but for entities. A reader may leave out what its `WantedElement` does not name.
 */

export type XmlElement = { readonly name: string; readonly text: string; readonly children: readonly XmlElement[] };

/**
 * A part of a format's vocabulary: the elements that its reader looks at. Without children: only the text matters; `every` wants all
 * that is below, whatever its names.
 */
export type WantedElement = { readonly name: string; readonly children: readonly WantedElement[] | 'every' };

export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element === undefined ? [] : element.children.filter((child) => child.name === name);

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

/** The text of the first child of this name, '' when there is none. */
export const textOf = (element: XmlElement | undefined, name: string): string => childOf(element, name)?.text ?? '';

/** An element of which only the text is wanted. */
export const leaf = (name: string): WantedElement => ({ name, children: [] });
