/** The formats that are read, in the order in which they are asked. A new one is a file beside this and a line here. */
import { glpiJson } from './glpi-json.ts';
import { ocsJson } from './ocs-json.ts';
import { ocsXml } from './ocs-xml.ts';
import { openAuditXml } from './open-audit-xml.ts';
import type { InventoryReader } from './reader.ts';

export const inventoryReaders: readonly InventoryReader[] = [ocsXml, glpiJson, ocsJson, openAuditXml];
