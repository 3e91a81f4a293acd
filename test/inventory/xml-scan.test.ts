/**
 * The quick XML reader against the reference reader: what it takes, the other takes with the very same reports; and it takes
 * what agents write. Documents are real-looking, then damaged, cut, shuffled and stuffed with markup.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ocsVocabulary } from '../../src/inventory/formats/ocs-xml.ts';
import { defaultInventoryLimits, type InventoryLimits } from '../../src/inventory/limits.ts';
import { readDocument } from '../../src/inventory/read.ts';
import { parseXml } from '../../src/inventory/xml.ts';
import { planScan, scanXml } from '../../src/inventory/xml-scan.ts';
import { fixture, inventoryXml, quirk } from './documents.ts';

const plan = planScan(ocsVocabulary);

const limits: InventoryLimits = { ...defaultInventoryLimits, maxXmlDepth: 7, maxXmlNodes: 120 };

const markup = [
  '<',
  '>',
  '/',
  '&',
  ';',
  '"',
  "'",
  '=',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\u00a0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\0',
  '\u0001',
  'é',
  '€',
  '\ud800',
  '<1',
  '< ',
  '&amp;',
  '&lt;',
  '&#233;',
  '&#xE9;',
  '&#0;',
  '&#xD800;',
  '&#x110000;',
  '&eacute;',
  '&amp',
  '&;',
  ']]>',
  '<![CDATA[',
  '<![CDATA[&amp;<b>]]>',
  '<!--',
  '-->',
  '<!-- c -->',
  '<?x ?>',
  "<?it's?>",
  '<?xml version="1.0"?>',
  '<!DOCTYPE a>',
  '<NAME>',
  '</NAME>',
  '<NAME/>',
  '<NAME />',
  '<NAME >',
  '</NAME >',
  '<NAME a="b">',
  "<A b='>'>",
  '<A>',
  '</A>',
  '<a>',
  '</a>',
  '<A.-_9/>',
  '<:A/>',
  '<É/>',
  '<__proto__/>',
  '<toString/>',
  '<R&D>',
  '</>',
  '<>',
  '<SOFTWARES>',
  '</SOFTWARES>',
  '<HARDWARE>',
  '</HARDWARE>',
  '<DEVICE>',
  '</DEVICE>',
  '<CONTENT>',
  '</CONTENT>',
  '<REQUEST>',
  '</REQUEST>',
] as const;

const text = fc
  .array(fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...markup.slice(0, 40))), { maxLength: 4 })
  .map((parts) => parts.join(''));

const leaf = fc
  .tuple(fc.constantFrom('NAME', 'VERSION', 'PUBLISHER', 'SSN', 'UUID', 'MACADDR', 'MEMORY', 'LOGDATE', 'OTHER'), text)
  .map(([name, value]) => `<${name}>${value}</${name}>`);

const section = fc
  .tuple(
    fc.constantFrom('HARDWARE', 'BIOS', 'SOFTWARES', 'NETWORKS', 'MONITORS', 'ENVS', 'ACCESSLOG', 'DEVICE', 'UNKNOWN'),
    fc.array(leaf, { maxLength: 5 }),
    fc.constantFrom('', '\n    '),
  )
  .map(([name, leaves, space]) => `${space}<${name}>${leaves.map((line) => space + line).join('')}${space}</${name}>`);

const generated = fc.array(section, { maxLength: 6 }).map((sections) => inventoryXml(sections.join('')));

const real = [
  quirk('utf-8.xml'),
  quirk('snmp-two-switches-one-silent.xml'),
  quirk('snmp-stack-of-two-chassis.xml'),
  quirk('snmp-printer-with-cartridges.xml'),
  quirk('android-without-itemtype.xml'),
  fixture('company/lyon/imprimante-lyon-rdc.xml'),
].map(String);

const pieces = real.flatMap((document) => document.match(/<[^>]*>|[^<]+/g) ?? []);

type Change = { readonly at: number; readonly drop: number; readonly put: string };

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.constantFrom(0, 0, 0, 1, 2, 10),
  put: fc.oneof(fc.constantFrom(...markup), fc.constantFrom(...pieces), fc.constant('')),
});

/** Cuts and puts on token borders, so that documents often stay well formed, or anywhere. */
const changed = (document: string, changes: readonly Change[], onBorders: boolean): string => {
  const tokens = onBorders ? (document.match(/<[^>]*>|[^<]+/g) ?? []) : [...document];
  for (const { at, drop, put } of changes) tokens.splice(Math.floor(at * tokens.length), drop, put);
  return tokens.join('');
};

const damaged = fc
  .tuple(fc.oneof(generated, fc.constantFrom(...real)), fc.array(change, { maxLength: 3 }), fc.boolean())
  .map((change) => changed(...change));

const byScan = (document: string): ReturnType<typeof readDocument> | undefined => {
  const root = scanXml(document, plan, limits);
  return root && readDocument({ kind: 'xml', root });
};

const byReference = (document: string): ReturnType<typeof readDocument> => {
  const root = parseXml(document, limits);
  return root.ok ? readDocument({ kind: 'xml', root: root.value }) : root;
};

describe('the quick XML reader', () => {
  it('says the same as the reference reader of every document that it takes', { timeout: 60_000 }, () => {
    let taken = 0;
    fc.assert(
      fc.property(damaged, (document) => {
        const scanned = byScan(document);
        if (scanned === undefined) return;
        taken++;
        expect(scanned).toEqual(byReference(document));
      }),
      { numRuns: 3000 },
    );
    expect(taken).toBeGreaterThan(200);
  });

  it('takes nothing that is cut short', { timeout: 60_000 }, () => {
    for (const document of real) {
      const end = document.trimEnd().length;
      for (let length = 0; length < end; length++)
        expect(scanXml(document.slice(0, length), plan, limits), `cut at ${length}`).toBeUndefined();
    }
  });

  it.each(
    markup.filter((piece) => /^<[!?a-z:É_]|&D|=/.test(piece) && piece !== '<!-- c -->'),
  )('leaves %s to the reference reader', (piece) => {
    expect(scanXml(inventoryXml(`<HARDWARE>${piece}<NAME>a</NAME></HARDWARE>`), plan, limits)).toBeUndefined();
  });

  it.each([
    'utf-8.xml',
    'utf-8-undeclared.ocs',
    'android-without-itemtype.xml',
    'snmp-two-switches-one-silent.xml',
    'mac-spellings.xml',
  ])('takes %s', (name) => {
    expect(scanXml(quirk(name).toString(), plan, limits)).toBeDefined();
  });

  it('steps over comments between elements, however many', () => {
    const comments = '<!-- <NAME>x</NAME> -->\n'.repeat(100_000);
    const document = `${comments}<REQUEST>${comments}<DEVICEID>a</DEVICEID>${comments}</REQUEST>`;
    expect(scanXml(document, plan, limits)).toEqual({
      name: 'request',
      text: '',
      children: [{ name: 'deviceid', text: 'a', children: [] }],
    });
    expect(scanXml('<REQUEST><DEVICEID>a<!-- b -->c</DEVICEID></REQUEST>', plan, limits)).toBeUndefined();
    expect(scanXml('<REQUEST><!-- </REQUEST>', plan, limits)).toBeUndefined();
  });

  it('is several times faster than the reference reader', { timeout: 60_000 }, () => {
    const rows = Array.from(
      { length: 300 },
      (_, index) =>
        `\n    <SOFTWARES>\n      <NAME>Logiciel ${index}</NAME>\n      <PUBLISHER>Éditeur &amp; fils</PUBLISHER>\n      <GUID>{0000-${index}}</GUID>\n      <VERSION>1.${index}</VERSION>\n    </SOFTWARES>`,
    );
    const document = inventoryXml(`<HARDWARE><NAME>a</NAME></HARDWARE>${rows.join('')}`);
    const duration = (read: () => unknown): number => {
      const runs = Array.from({ length: 9 }, () => {
        const before = performance.now();
        read();
        return performance.now() - before;
      });
      return Math.min(...runs);
    };
    const big = defaultInventoryLimits;
    expect(duration(() => parseXml(document, big)) / duration(() => scanXml(document, plan, big))).toBeGreaterThan(3);
  });
});
