/** Cutting private sections out of a file without touching anything else. */
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripSections } from '../../src/inventory/strip.ts';
import { fixture, inventoryXml, quirk, reportsOf } from './documents.ts';

const strip = (bytes: Uint8Array | string, ...sections: string[]): Buffer => {
  const stripped = stripSections(Buffer.from(bytes), sections);
  if (!stripped.ok) throw new Error(stripped.error.reason);
  return stripped.value;
};

const refusal = (bytes: Uint8Array | string): string => {
  const stripped = stripSections(Buffer.from(bytes), ['ENVS']);
  return stripped.ok ? 'ok' : stripped.error.reason;
};

/** What the section is cut to by hand: element and white space before it. */
const withoutElements = (text: string, ...names: string[]): string =>
  names.reduce((rest, name) => rest.replaceAll(new RegExp(`\\s*<${name}>.*?</${name}>`, 'gs'), ''), text);

const encoded = [
  'utf-8.xml',
  'utf-8-with-bom.xml',
  'windows-1252-undeclared.ocs',
  'windows-1252-declared-as-iso-8859-1.xml',
  'iso-8859-15-declared.xml',
];

describe('cutting sections out of XML', () => {
  it.each(encoded)('leaves every other byte of %s as it was', (name) => {
    const original = quirk(name);
    const expected = Buffer.from(withoutElements(original.toString('latin1'), 'ENVS', 'PROCESSES'), 'latin1');
    expect(strip(original, 'ENVS', 'PROCESSES').equals(expected)).toBe(true);
    expect(expected.length).toBeLessThan(original.length);
  });

  it.each(['utf-16le-with-bom.xml', 'utf-16le-without-bom.xml'])('works in UTF-16: %s', (name) => {
    const original = quirk(name);
    expect(strip(original, 'ENVS').toString('utf16le')).toBe(withoutElements(original.toString('utf16le'), 'ENVS'));
  });

  it.each(['utf-16be-with-bom.xml', 'utf-16be-without-bom.xml'])('works in UTF-16, big end first: %s', (name) => {
    const original = quirk(name);
    expect(Buffer.from(strip(original, 'ENVS')).swap16().toString('utf16le')).toBe(
      withoutElements(Buffer.from(original).swap16().toString('utf16le'), 'ENVS'),
    );
  });

  it('compresses again as the file was, always to the same bytes', () => {
    const expected = withoutElements(quirk('utf-8.xml').toString(), 'ENVS');
    for (const [name, inflate] of [
      ['zlib.ocs', inflateSync],
      ['gzip.ocs', gunzipSync],
      ['raw-deflate.ocs', inflateRawSync],
    ] as const) {
      const stripped = strip(quirk(name), 'ENVS');
      expect(inflate(stripped).toString()).toBe(expected);
      expect(strip(quirk(name), 'envs').equals(stripped)).toBe(true);
    }
  });

  it('cuts directly under CONTENT only, however the section is written', () => {
    const content =
      '<ENVS/><ENVS />\n<ENVS a=">"><VAL>x</VAL></ENVS><HARDWARE><ENVS>kept</ENVS></HARDWARE><!-- <ENVS> --><A><![CDATA[<ENVS>]]></A><envs>y</envs>';
    expect(strip(inventoryXml(content), 'ENVS').toString()).toBe(
      inventoryXml('<HARDWARE><ENVS>kept</ENVS></HARDWARE><!-- <ENVS> --><A><![CDATA[<ENVS>]]></A>'),
    );
    expect(strip('<CONTENT><ENVS>x</ENVS><HARDWARE/></CONTENT>', 'ENVS').toString()).toBe('<CONTENT><HARDWARE/></CONTENT>');
  });
});

describe('cutting sections out of the files of others', () => {
  it('cuts the environment out of an audit of Open-AudIT, where it is called variable', () => {
    const stripped = strip(quirk('open-audit-server.xml'), 'ENVS', 'software_key').toString();
    expect(stripped).not.toMatch(/exemple-de-secret|ABCDE/);
    expect(stripped).toContain('<hostname>srv-audit</hostname>');
    expect(strip('<system><sys><variable>kept</variable></sys></system>', 'ENVS').toString()).toContain('kept');
  });

  it('cuts sections out of the JSON of OCS 3', () => {
    const stripped = strip('{"template_inventory":{"ENVS":[{"A":1}],"BIOS":[{"MODEL":"x"}]},"name":"a"}', 'ENVS').toString();
    expect(stripped).toBe('{"template_inventory":{"BIOS":[{"MODEL":"x"}]},"name":"a"}');
  });
});

describe('cutting sections out of JSON', () => {
  it('leaves the rest as it was written, strings with braces and quotes included', () => {
    const original = quirk('glpi-computer.json').toString();
    const stripped = strip(original, 'ENVS').toString();
    expect(stripped).toBe(original.replace(/"envs":\[.*?fin"\}\],\n/s, ''));
    expect(JSON.parse(stripped)).toEqual({ ...JSON.parse(original), content: { ...JSON.parse(original).content, envs: undefined } });
  });

  it('cuts what it is told to and nothing else, wherever it stands', { timeout: 60_000 }, () => {
    const harmless = fc.jsonValue({ maxDepth: 2 }).filter((some) => !/__proto__|constructor|prototype/.test(JSON.stringify(some)));
    const value = fc.oneof(harmless, fc.constant([{ val: '"},]{\\' }]));
    const names = fc.uniqueArray(fc.constantFrom('envs', 'processes', 'hardware', 'softwares', 'a b'), { maxLength: 5 });
    const content = fc
      .tuple(names, fc.array(value, { minLength: 5, maxLength: 5 }))
      .map(([keys, values]) => Object.fromEntries(keys.map((key, index) => [key, values[index]])));
    fc.assert(
      fc.property(content, fc.constantFrom(undefined, 1, '\t'), (sections, indent) => {
        const stripped: unknown = JSON.parse(
          strip(JSON.stringify({ deviceid: 'envs', content: sections, envs: 1 }, null, indent), 'ENVS', 'Processes').toString(),
        );
        const { envs: _envs, processes: _processes, ...kept } = sections;
        expect(stripped).toEqual({ deviceid: 'envs', content: JSON.parse(JSON.stringify(kept)), envs: 1 });
      }),
    );
  });
});

describe('leaving files alone', () => {
  it('returns the very same bytes when there is nothing to cut', () => {
    for (const name of [
      'zlib.ocs',
      'gzip.ocs',
      'utf-16le-with-bom.xml',
      'glpi-computer.json',
      'unescaped-ampersand.ocs',
      'comments-and-attributes.xml',
    ]) {
      expect(strip(quirk(name)).equals(quirk(name))).toBe(true);
      expect(strip(quirk(name), 'LICENSEINFOS').equals(quirk(name))).toBe(true);
    }
  });

  it('returns what is no inventory as it came', () => {
    for (const name of ['svg-drawing.xml', 'foreign.json', 'reply.xml']) expect(strip(quirk(name), 'ENVS').equals(quirk(name))).toBe(true);
    expect(strip(fixture('company/nord/photo-baie.png'), 'ENVS').equals(fixture('company/nord/photo-baie.png'))).toBe(true);
    expect(strip('', 'ENVS')).toHaveLength(0);
  });

  it('refuses what is damaged, since nobody can tell where a section ends in it', () => {
    expect(refusal(fixture('company/nord/NORD-QUAI-02-2023-11-13-06-58-12.ocs'))).toBe('malformed-xml');
    expect(refusal(quirk('zlib-truncated.ocs'))).toBe('damaged-compression');
    expect(refusal(quirk('truncated.json'))).toBe('malformed-json');
    expect(refusal(quirk('two-roots.xml'))).toBe('malformed-xml');
    expect(refusal(quirk('billion-laughs.xml'))).toBe('doctype');
    expect(refusal(inventoryXml('<ENVS><VAL>x</ENVS></VAL>'))).toBe('malformed-xml');
  });

  it('never changes what the file says of its asset', () => {
    for (const name of [
      'lyon/LYON-ACCUEIL-2023-09-04-09-30-00.ocs',
      'lyon/LYON-PORT-02-2024-10-01-14-00-05.xml',
      'lyon/srv-lyon-fichiers-2022-01-10-11-13-28.json',
      'ouest/OUEST-LABO-01-2025-06-02-09-00-00.json',
    ]) {
      const original = fixture(`company/${name}`);
      const stripped = strip(original, 'ENVS', 'PROCESSES');
      expect(stripped.length).toBeLessThan(original.length);
      expect(reportsOf(stripped)).toEqual(reportsOf(original));
    }
  });
});
