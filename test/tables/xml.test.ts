/** XML as others read it: xmllint for its form, fast-xml-parser for its texts. */
import { EntityDecoder } from '@nodable/entities';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { missing, run } from '../embedded/programs.ts';
import { column, forXml, hostileTexts, tableOf, textTable, written } from './samples.ts';

const noXmllint = missing('xmllint');

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  isArray: (name) => name === 'row',
  entityDecoder: new EntityDecoder({ numericAllowed: true }),
});

const rowsIn = (xml: string): readonly { readonly text: string }[] => parser.parse(xml, true).table.row ?? [];

test('rows and values are elements; null has none, a list has several', async () => {
  const columns = [column('id', 'number'), column('macs'), column('bytes', 'bytes'), column('text')];
  const xml = (await written('xml', tableOf(columns, [[7, ['a', 'b'], null, '<é>']]))).toString();
  expect(xml).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<table>\n<row><id>7</id><macs>a</macs><macs>b</macs><text>&lt;é&gt;</text></row>\n</table>\n',
  );
});

test('a name that is none is a bug, not a document', () => {
  expect(() => written('xml', tableOf([column('a b')], []))).toThrow('a b');
});

test('every text comes back, but for what XML has no place for', async () => {
  const isBack = async (texts: readonly string[]): Promise<void> => {
    const xml = (await written('xml', textTable(texts))).toString();
    expect(rowsIn(xml).map(({ text }) => text)).toEqual(texts.map(forXml));
  };
  await isBack(hostileTexts);
  await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), isBack));
});

// xmllint is part of libxml2-utils, which this machine may lack.
describe.skipIf(noXmllint !== null)('xmllint', () => {
  test('finds nothing wrong with any text', async () => {
    const random = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), 2_000);
    const xml = (await written('xml', textTable([...hostileTexts, ...random]))).toString();
    expect(await run('xmllint', ['--noout', '-'], xml)).toEqual({ code: 0, out: '', err: '' });
  });

  test('reads the texts that we wrote', async () => {
    const xml = (await written('xml', textTable(['<é> & "œ"', ']]>']))).toString();
    const { out } = await run('xmllint', ['--xpath', 'string(/table/row[2]/text)', '-'], xml);
    expect(out.trim()).toBe(']]>');
  });
});
