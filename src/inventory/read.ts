/**
 * From the bytes of a file to the assets that it reports. The content decides what the file is, never its name. A file that
 * is no inventory at all (a picture, a document, a server's answer) is `not-an-inventory`; any other reason means an
 * inventory that is damaged, hostile or beyond the limits.
 */
import { ok, type Result } from '../result.ts';
import { unpackContainer } from './container.ts';
import { foreignKind } from './foreign.ts';
import { ocsVocabulary } from './formats/ocs-xml.ts';
import type { InventoryDocument } from './formats/reader.ts';
import { inventoryReaders } from './formats/readers.ts';
import { parseJson } from './json.ts';
import { defaultInventoryLimits, type InventoryLimits } from './limits.ts';
import type { AssetReport, UnreadableInventory } from './report.ts';
import { decodeText } from './text.ts';
import { unreadable } from './unreadable.ts';
import { parseXml } from './xml.ts';
import { planScan, type ScanPlan, scanXml } from './xml-scan.ts';

export type ReadOptions = { readonly limits: InventoryLimits };

/** One report for each asset that the file describes: at least one, several for an SNMP query. */
export const readInventory = (
  bytes: Uint8Array,
  { limits }: ReadOptions = { limits: defaultInventoryLimits },
): Result<readonly AssetReport[], UnreadableInventory> => {
  const document = openDocument(bytes, plan, limits);
  return document.ok ? readDocument(document.value) : document;
};

/** The document inside, of which the quick XML reader keeps what `scanPlan` names; the reference reader keeps all. */
export const openDocument = (
  bytes: Uint8Array,
  scanPlan: ScanPlan,
  limits: InventoryLimits,
): Result<InventoryDocument, UnreadableInventory> => {
  const text = inventoryText(bytes, limits);
  return text.ok ? parseDocument(text.value, scanPlan, limits) : text;
};

/** Decompressed and decoded, and known to begin as XML or JSON. */
export const inventoryText = (bytes: Uint8Array, limits: InventoryLimits): Result<string, UnreadableInventory> => {
  const unpacked = unpackContainer(bytes, limits.maxBytes);
  if (!unpacked.ok) return unpacked;
  const decoded = decodeText(unpacked.value.body);
  if (!decoded.ok) return decoded;
  return decoded.value.text === '' ? unreadable('empty') : ok(decoded.value.text);
};

/** Reads what the readers of the registry make of a document. */
export const readDocument = (document: InventoryDocument): Result<readonly AssetReport[], UnreadableInventory> => {
  const reader = inventoryReaders.find((candidate) => candidate.recognises(document));
  return reader === undefined ? unreadable('not-an-inventory', document.kind) : reader.read(document);
};

const plan = planScan(ocsVocabulary);

const parseDocument = (text: string, scanPlan: ScanPlan, limits: InventoryLimits): Result<InventoryDocument, UnreadableInventory> => {
  const scanned = scanXml(text, scanPlan, limits);
  if (scanned !== undefined) return ok({ kind: 'xml', root: scanned });
  const foreign = foreignKind(text);
  if (foreign !== undefined) return unreadable('not-an-inventory', foreign);
  return text.startsWith('<') ? asDocument('xml', parseXml(text, limits)) : asDocument('json', parseJson(text, limits));
};

const asDocument = <K, R>(
  kind: K,
  root: Result<R, UnreadableInventory>,
): Result<{ readonly kind: K; readonly root: R }, UnreadableInventory> => (root.ok ? ok({ kind, root: root.value }) : root);
