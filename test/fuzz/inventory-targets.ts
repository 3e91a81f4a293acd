/** The readers of inventories: plain and compressed, the quick XML reader beside the reference reader, the cutting of sections. */
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { ocsVocabulary } from '../../src/inventory/formats/ocs-xml.ts';
import { defaultInventoryLimits, type InventoryLimits } from '../../src/inventory/limits.ts';
import { readDocument, readInventory } from '../../src/inventory/read.ts';
import { stripSections } from '../../src/inventory/strip.ts';
import { parseXml } from '../../src/inventory/xml.ts';
import { planScan, scanXml } from '../../src/inventory/xml-scan.ts';
import { inventoryXml } from '../inventory/documents.ts';
import { hostile } from './mail-targets.ts';
import { mutated } from './mutate.ts';
import { insist, outcomeOf, smallOnes, type Target, texts } from './target.ts';

const folder = new URL('../../fixtures/inventories/', import.meta.url);

const fixtures = (): readonly Buffer[] =>
  smallOnes(
    readdirSync(folder)
      .sort()
      .map((name) => readFileSync(new URL(name, folder))),
  );

const xmlWords = [
  ...[
    '<NAME>',
    '</NAME>',
    '<NAME/>',
    '<HARDWARE>',
    '</HARDWARE>',
    '<SOFTWARES>',
    '</SOFTWARES>',
    '<DEVICE>',
    '<CONTENT>',
    '</CONTENT>',
    '<REQUEST>',
  ],
  ...[
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x ?>',
    '<!DOCTYPE a [',
    '<!ENTITY a "b">',
    '&a;',
    '&#0;',
    '&#xD800;',
    '&lt;',
    '&amp;lt;',
    '<a b="c">',
  ],
  ...[
    'encoding="utf-16"',
    'encoding="iso-2022-jp"',
    'encoding="utf-7"',
    '<ENVS>',
    '</ENVS>',
    '<__proto__>',
    '<constructor/>',
    ' xmlns:a="b"',
  ],
  ...['"content":', '"__proto__":', '{"', '"}', '[{', '\\u0022', '"envs":[', '"hardware":{', '1e999', '-0', '"deviceid":'],
];

const inventory: Target = {
  name: 'inventory',
  words: xmlWords,
  seeds: async () => [...fixtures(), ...(await hostile('Inventories in XML')), ...(await hostile('Inventories in JSON'))],
  run: (bytes) =>
    outcomeOf(readInventory(bytes), (reports) => {
      insist(reports.length > 0, 'an inventory that is read reports something');
      return reports;
    }),
};

const packers = { gzip: zlib.gzipSync, zlib: zlib.deflateSync, deflate: zlib.deflateRawSync } as const;

/** Documents that were damaged before they were compressed, and streams that were damaged afterwards. */
const container: Target = {
  name: 'container',
  words: ['\u001f\u008b\u0008', 'x\u009c', '<', '{'],
  seeds: () => fixtures().filter((bytes) => bytes.length < 20_000),
  inputs: (seeds) =>
    fc
      .tuple(mutated(seeds, xmlWords), fc.constantFrom(...Object.values(packers)), fc.boolean())
      .chain(([document, pack, isDamaged]) => (isDamaged ? mutated([pack(document)]) : fc.constant(pack(document)))),
  run: (bytes) => outcomeOf(readInventory(bytes)),
};

const plan = planScan(ocsVocabulary);
const tight: InventoryLimits = { ...defaultInventoryLimits, maxXmlDepth: 7, maxXmlNodes: 120 };

/** What the quick reader takes, the reference reader takes with the very same reports. */
const quickXml: Target = {
  name: 'quick-xml',
  words: xmlWords,
  seeds: () => [
    ...fixtures().filter((bytes) => bytes.length < 4000 && bytes.includes('<')),
    ...texts(inventoryXml('<HARDWARE><NAME>a &amp; b</NAME><!-- c --></HARDWARE><SOFTWARES><NAME><![CDATA[<x>]]></NAME></SOFTWARES>')),
  ],
  run: (bytes) => {
    const text = bytes.toString('utf8').trimStart();
    const root = scanXml(text, plan, tight);
    if (root === undefined) return { refused: 'left to the reference reader' };
    const scanned = readDocument({ kind: 'xml', root });
    const reference = parseXml(text, tight);
    const parsed = reference.ok ? readDocument({ kind: 'xml', root: reference.value }) : reference;
    insist(isDeepStrictEqual(scanned, parsed), `both readers say the same: ${JSON.stringify([scanned, parsed]).slice(0, 600)}`);
    return { accepted: scanned };
  },
};

const sections = ['ENVS', 'softwares', 'PROCESSES', 'accesslog'] as const;

/** What was cut is cut for good, and the rest is still an inventory. */
const strip: Target = {
  name: 'strip',
  words: xmlWords,
  seeds: () => [
    ...fixtures(),
    ...texts(
      inventoryXml('<ENVS><KEY>a</KEY></ENVS><HARDWARE><NAME>a</NAME></HARDWARE><SOFTWARES><NAME>b</NAME></SOFTWARES>'),
      '{"content":{"envs":[{"key":"a"}],"softwares":[{"name":"b"}],"hardware":{"name":"a"}},"deviceid":"a-2026-01-01-00-00-00"}',
    ),
  ],
  run: (bytes) =>
    outcomeOf(stripSections(bytes, sections), (cut) => {
      const again = stripSections(cut, sections);
      insist(again.ok && again.value.equals(cut), 'nothing is left to cut after a cut');
      insist(!readInventory(bytes).ok || readInventory(cut).ok, 'an inventory is still one after a cut');
      return Buffer.from(cut);
    }),
};

export const inventoryTargets: readonly Target[] = [inventory, container, quickXml, strip];
