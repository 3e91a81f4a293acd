/**
 * Which documents are somebody else's: a page, a drawing, another program's settings in a dossier travel along and must not
 * be reported as damaged inventories, however damaged they are.
 */

/** What the text is (the root element, `JSON`), undefined when it may be an inventory. The text begins as XML or JSON does. */
export const foreignKind = (text: string): string | undefined => {
  if (!text.startsWith('<')) return inventoryWord.test(text) ? undefined : 'JSON';
  const root = /<([A-Za-z_][\w.:-]*)/.exec(text.slice(0, 65_536))?.[1]?.toUpperCase() ?? '';
  const isAudit = root === 'SYSTEM' && /<sys>/i.test(text.slice(0, 65_536));
  return inventoryRoots.has(root) || isAudit ? undefined : root;
};

/** Of the messages of OCS, FusionInventory and GLPI agents and their servers; `<system>` is Open-AudIT's only with `<sys>` in it. */
const inventoryRoots: ReadonlySet<string> = new Set(['REQUEST', 'CONTENT', 'REPLY', 'PROLOG', 'DOWNLOAD']);

/** At least one of these names is in every GLPI or OCS file. */
const inventoryWord = /"(?:deviceid|content|versionclient|itemtype|template_inventory)"/i;
