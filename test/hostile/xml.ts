/** Inventories in XML that explode, lie about their encoding or are not XML. Judged by `readInventory`. */
import { deflateSync, gzipSync } from 'node:zlib';
import { inventoryXml } from '../inventory/documents.ts';
import { accepted, type HostileCase, ignored, type Outcome, refused } from './case.ts';

const document = (name: string, says: string, expect: Outcome, text: () => string | Buffer): HostileCase => ({
  name,
  says,
  expect,
  build: () => Buffer.from(text()),
});

/** An inventory of a computer whose name is written so. */
const named = (name: string, says: string, expect: Outcome, written: string): HostileCase =>
  document(name, says, expect, () => computer(written));

const computer = (written: string): string => inventoryXml(`<HARDWARE><NAME>${written}</NAME></HARDWARE>`);

const honest = computer('poste');
const malformed = refused('malformed-xml');
const doctype = refused('doctype');

/** An element below CONTENT. */
const withElement = (element: string): string => inventoryXml(`<HARDWARE><NAME>poste</NAME></HARDWARE>${element}`);

const lol = (levels: number): string =>
  Array.from({ length: levels }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('');

const entities: readonly HostileCase[] = [
  document(
    'billion-laughs',
    'Nine levels of entities, ten of the one below in each.',
    doctype,
    () => `<!DOCTYPE x [<!ENTITY l0 "lol">${lol(9)}]>${honest.replace('poste', '&l9;')}`,
  ),
  document(
    'doctype-that-hides-the-root',
    'A document type so long that no root comes in 64 KiB: not looked at.',
    ignored('not-an-inventory'),
    () => `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(100_000)}">]>${honest}`,
  ),
  document(
    'quadratic-blow-up',
    'One entity of 50 kB, used ten thousand times.',
    doctype,
    () => `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(50_000)}">]>${honest.replace('poste', '&a;'.repeat(10_000))}`,
  ),
  document(
    'external-entity',
    'An entity that is a file of this machine.',
    doctype,
    () => `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${honest.replace('poste', '&a;')}`,
  ),
  document(
    'parameter-entity',
    'A parameter entity that fetches a definition.',
    doctype,
    () => `<!DOCTYPE x [<!ENTITY % a SYSTEM "http://192.0.2.1/a.dtd">%a;]>${honest}`,
  ),
  document('doctype-alone', 'A document type and nothing in it.', doctype, () => `<!DOCTYPE REQUEST>${honest}`),
  document('doctype-after-the-root', 'A document type behind the root.', doctype, () => `${honest}<!DOCTYPE REQUEST>`),
  document('doctype-inside', 'An entity declared inside the content.', doctype, () => withElement('<!ENTITY a "b">')),
  named(
    'undefined-entity',
    'An entity of HTML that XML does not know: kept as written.',
    accepted('&eacute;t&eacute;'),
    '&eacute;t&eacute;',
  ),
  named('reference-to-nul', 'A reference to NUL, which no document may hold: dropped.', accepted('ab'), 'a&#0;b'),
  named('reference-to-a-surrogate', 'A reference to half a character: dropped.', accepted('ab'), 'a&#xD800;b'),
  named('reference-beyond-unicode', 'A reference beyond the last character.', accepted('a&#x110000;b'), 'a&#x110000;b'),
  named(
    'reference-of-many-digits',
    'A reference of a million digits: no reference.',
    accepted('a name of 1000 characters'),
    `a&#${'9'.repeat(1_000_000)};b`,
  ),
  named(
    'entities-by-the-million',
    'A million references to an ampersand.',
    accepted('a name of 1000 characters'),
    '&amp;'.repeat(1_000_000),
  ),
];

const sizes: readonly HostileCase[] = [
  document('deep-elements', 'A hundred thousand elements in each other.', refused('too-deep'), () =>
    withElement(`${'<A>'.repeat(100_000)}${'</A>'.repeat(100_000)}`),
  ),
  document('deep-and-unclosed', 'A million elements opened and none closed.', refused('too-deep'), () =>
    withElement('<A>'.repeat(1_000_000)),
  ),
  document('many-attributes', 'An element with a hundred thousand attributes.', refused('too-many-nodes'), () =>
    withElement(`<A ${Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`),
  ),
  document('many-elements', 'Two million empty elements and one more.', refused('too-many-nodes'), () =>
    withElement('<A/>'.repeat(2_000_001)),
  ),
  document('long-text', 'A value of four mebibytes: of a name a thousand characters are kept.', accepted('a name of 1000 characters'), () =>
    computer('a'.repeat(4_194_304)),
  ),
  document('long-tag-name', 'An element whose name has two million letters.', malformed, () => withElement(`<${'A'.repeat(2_000_000)}>`)),
  document('long-comment-unclosed', 'Two hundred thousand comments opened and none closed.', malformed, () =>
    withElement('<!--'.repeat(200_000)),
  ),
  document('brackets-by-the-quarter-million', 'A quarter of a million less-than signs that open nothing.', accepted('poste'), () =>
    withElement(`<A>${'<1'.repeat(250_000)}</A>`),
  ),
  document('zlib-bomb', 'A hundred megabytes of white space, compressed.', refused('too-large'), () =>
    deflateSync(Buffer.concat([Buffer.from('<REQUEST>'), Buffer.alloc(100_000_000, 0x20)])),
  ),
  document('gzip-inside-gzip', 'A gzip in a gzip: opened once, and no document.', ignored('not-an-inventory'), () =>
    gzipSync(gzipSync(honest)),
  ),
];

const structures: readonly HostileCase[] = [
  document('cut-at-40', 'The first 40 bytes of an inventory: it could be anything.', ignored('not-an-inventory'), () =>
    honest.slice(0, 40),
  ),
  ...[50, 60, 75, 90, 105, 120, 135, 150].map((at) =>
    document(`cut-at-${at}`, `The first ${at} bytes of an inventory.`, malformed, () => honest.slice(0, at)),
  ),
  document('cut-before-the-last-bracket', 'All but the last character.', malformed, () => honest.trimEnd().slice(0, -1)),
  document('cut-in-a-zlib-stream', 'A compressed inventory without its last bytes.', refused('damaged-compression'), () =>
    deflateSync(honest).subarray(0, -9),
  ),
  document('two-roots', 'Two documents in a row.', malformed, () => honest + honest.replace(/^.*\n/, '')),
  document('text-behind-the-root', 'Text behind the root.', malformed, () => `${honest}text`),
  document('end-tag-of-another', 'An element closed by another’s end tag.', malformed, () => honest.replace('</NAME>', '</NOM>')),
  document('cdata-end-in-text', 'The end of a CDATA section where none began.', accepted('a]]>b'), () => computer('a]]>b')),
  named('cdata-in-cdata', 'A CDATA section that opens another.', accepted('<![CDATA[x'), '<![CDATA[<![CDATA[x]]>'),
  named('cdata-unclosed', 'A CDATA section without end.', malformed, '<![CDATA[x'),
  named('markup-in-cdata', 'Markup in a CDATA section is text.', accepted('<b>&amp;'), '<![CDATA[<b>&amp;]]>'),
  document(
    'instruction-with-a-quote',
    'A processing instruction with a quote that some libraries follow to the next one.',
    accepted('poste'),
    () => withElement("<?it's?><A>it's</A>"),
  ),
  document('instruction-unclosed', 'A processing instruction without end.', malformed, () => withElement('<?x ')),
  document('declaration-in-the-middle', 'A second XML declaration.', malformed, () => withElement('<?xml version="1.0"?>')),
  document('instruction-of-a-stylesheet', 'A style sheet that a browser would fetch.', accepted('poste'), () =>
    honest.replace('\n', '\n<?xml-stylesheet href="http://192.0.2.1/x.xsl"?>'),
  ),
  document('tag-named-proto', 'Elements named __proto__ and constructor.', refused('forbidden-key'), () =>
    withElement('<__proto__><polluted>yes</polluted></__proto__><constructor/>'),
  ),
  document('attribute-named-proto', 'An attribute named __proto__: attributes are not read.', accepted('poste'), () =>
    withElement('<A __proto__="yes"/>'),
  ),
  document('attribute-twice', 'An attribute given twice.', malformed, () => withElement('<A b="1" b="2"/>')),
  document('bracket-in-an-attribute', 'A greater-than sign in an attribute.', accepted('poste'), () => withElement('<A b="/>"/>')),
  document('script-as-a-name', 'A name that is a script: kept as text, for the pages to escape.', accepted('<script>x</script>'), () =>
    computer('&lt;script&gt;x&lt;/script&gt;'),
  ),
  document('html-page', 'An error page of a proxy.', ignored('not-an-inventory'), () => '<html><body><h1>502</h1></body></html>'),
];

const declared = (encoding: string, text: string): string => text.replace('UTF-8', encoding);

const encodings: readonly HostileCase[] = [
  document('utf7-declared', 'UTF-7 declared, in which +ADw- is a bracket: read as the ASCII that it is.', accepted('+ADw-x+AD4-'), () =>
    declared('UTF-7', computer('+ADw-x+AD4-')),
  ),
  document('base64-declared', 'An encoding that the library knows and no document may ask for.', accepted('poste'), () =>
    declared('base64', honest),
  ),
  document(
    'unknown-encoding-and-not-utf8',
    'An encoding that nobody knows, around a byte that is no UTF-8.',
    refused('undecodable-text'),
    () => Buffer.from(declared('x-klingon', computer('\u00e9t\u00e9')), 'latin1'),
  ),
  document('overlong-utf8', 'A bracket in an overlong form of UTF-8: no UTF-8, so windows-1252, so text.', accepted('À¼b>'), () =>
    Buffer.from(computer('\u00c0\u00bcb>'), 'latin1'),
  ),
  document(
    'mark-against-declaration',
    'The mark says UTF-8, the declaration UTF-16: the mark is right.',
    accepted('été'),
    () => `\ufeff${declared('UTF-16', computer('été'))}`,
  ),
  document('mark-of-utf16-before-utf8', 'The mark of UTF-16 before a document in UTF-8: no document.', ignored('not-an-inventory'), () =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(honest)]),
  ),
  document('utf16-of-odd-length', 'UTF-16 that lacks its last byte.', malformed, () =>
    Buffer.from(`\ufeff${honest.trimEnd()}`, 'utf16le').subarray(0, -1),
  ),
  document('utf16-with-half-a-character', 'UTF-16 with half of a pair.', accepted('a\ufffdb'), () =>
    Buffer.from(`\ufeff${computer('a\ud800b')}`, 'utf16le'),
  ),
  document('utf32', 'UTF-32, which nobody writes.', ignored('not-an-inventory'), () =>
    Buffer.concat([...honest].map((character) => Buffer.from([0, 0, 0, character.charCodeAt(0)]))),
  ),
  document('nul-inside', 'NUL in a value: dropped.', accepted('ab'), () => computer('a\0b')),
  document('control-characters', 'Control characters in a value, as some BIOSes have: dropped.', accepted('ab'), () =>
    computer('a\u0001b\u001b'),
  ),
];

/** What expat refuses and we read, on purpose. */
const mended: Readonly<Record<string, string>> = {
  'undefined-entity': 'Agents write the entities of HTML.',
  'reference-to-nul': 'Some BIOSes hold such characters, and agents pass them on.',
  'reference-to-a-surrogate': 'Some BIOSes hold such characters, and agents pass them on.',
  'reference-beyond-unicode': 'One odd value shall not cost an inventory.',
  'reference-of-many-digits': 'One odd value shall not cost an inventory.',
  'brackets-by-the-quarter-million': 'Agents forget to escape less-than signs.',
  'cdata-end-in-text': 'No section is open that it could end.',
  'instruction-with-a-quote': 'Instructions are cut out unread, whatever their name.',
  'utf7-declared': 'Where the declaration is nonsense, the bytes decide.',
  'base64-declared': 'Where the declaration is nonsense, the bytes decide.',
  'overlong-utf8': 'Agents on Windows say UTF-8 and write windows-1252.',
  'mark-against-declaration': 'MSXML says UTF-16 and writes UTF-8.',
  'utf16-with-half-a-character': 'One odd value shall not cost an inventory.',
  'nul-inside': 'Some BIOSes hold such characters, and agents pass them on.',
  'control-characters': 'Some BIOSes hold such characters, and agents pass them on.',
};

const asMended = (one: HostileCase): HostileCase => {
  const lenient = mended[one.name];
  return lenient === undefined ? one : { ...one, lenient };
};

export const xmlCases: readonly HostileCase[] = [...entities, ...sizes, ...structures, ...encodings].map(asMended);
