/** Text inside XML 1.0, any text whatsoever. By hand: fast-xml-parser's builder writes control characters as they are. */

/** XML 1.0 §2.2 has no place for control characters, lone surrogates and two others: U+FFFD stands for each. */
export const fitForXml = (text: string): string =>
  text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

/** For element content and for attributes in double quotes; a carriage return would be read as a line feed (§2.11). */
export const escapeXml = (text: string): string =>
  fitForXml(text).replaceAll(/[&<>"\r]/g, (character) => references[character] ?? character);

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
