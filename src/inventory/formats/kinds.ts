/** Which kind of asset a file is about, in the words of the formats. */
import type { AssetKind, SectionMap } from '../report.ts';

/** GLPI's item types and the types of SNMP results; undefined for any other word. */
export const kindOf = (type: string): AssetKind | undefined => kinds.get(type.trim().toLowerCase());

const kinds: ReadonlyMap<string, AssetKind> = new Map([
  ['computer', 'computer'],
  ['printer', 'printer'],
  ['networkequipment', 'network'],
  ['networking', 'network'],
  ['switch', 'network'],
  ['router', 'network'],
  ['firewall', 'network'],
  ['phone', 'phone'],
  ['storage', 'storage'],
  ['monitor', 'monitor'],
  ['unmanaged', 'unmanaged'],
]);

/** Of a machine with an agent: what the file says it is; old Android agents do not say, but their system does. */
export const machineKind = (itemType: string, sections: SectionMap): AssetKind => {
  const systems = [sections['hardware']?.[0]?.['osname'], sections['operatingsystem']?.[0]?.['full_name']];
  return kindOf(itemType) ?? (systems.some((name) => isAndroid(name ?? '')) ? 'phone' : 'computer');
};

/** `Android`, or `Tiramisu Android 13.0 api 33`. */
export const isAndroid = (os: string): boolean => /\bandroid\b/i.test(os);
