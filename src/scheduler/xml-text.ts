/** Text in XML, as element content: the three characters that matter there, and the quotes. */
export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
