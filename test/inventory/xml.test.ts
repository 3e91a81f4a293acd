/** The reference XML reader, where the library alone would be too lenient or change what is written. */
import { describe, expect, it } from 'vitest';
import { defaultInventoryLimits } from '../../src/inventory/limits.ts';
import { parseXml } from '../../src/inventory/xml.ts';
import { inventoryXml, quirk, reportOf } from './documents.ts';

const outcomeOf = (text: string): unknown => {
  const root = parseXml(text, defaultInventoryLimits);
  return root.ok ? root.value : root.error.reason;
};

const textIn = (written: string): unknown => outcomeOf(`<A>${written}</A>`);

describe('the reference XML reader', () => {
  it('keeps numbers and booleans as they are written', () => {
    for (const value of ['007', '08192', '1.0', '0x1F', 'true', '1e5'])
      expect(textIn(value)).toEqual({ name: 'a', text: value, children: [] });
  });

  it('decodes predefined and numeric references, once, and leaves others as they are', () => {
    expect(textIn('&#233;&#x20AC;&amp;lt;&lt;&gt;&quot;&apos;')).toMatchObject({ text: `é€&lt;<>"'` });
    expect(textIn('&eacute;&unknown;')).toMatchObject({ text: '&eacute;&unknown;' });
  });

  it('mends ampersands and brackets that nobody escaped', () => {
    expect(textIn('Johnson & Johnson <R&D> a < 5')).toMatchObject({ text: 'Johnson & Johnson <R&D> a < 5' });
    const [row] = reportOf(quirk('unescaped-ampersand.ocs')).software ?? [];
    expect(row).toEqual({ name: 'Johnson & Johnson <R&D>', publisher: 'A & B &unknown; é', version: 'a < b' });
  });

  it('keeps CDATA as it is written, in one piece with the text around', () => {
    expect(textIn('a<![CDATA[ & <b>&amp; ]]>c')).toMatchObject({ text: 'a & <b>&amp; c' });
  });

  it('ignores comments, attributes and instructions, quotes in them included', () => {
    const report = reportOf(quirk('comments-and-attributes.xml'));
    expect(report.name).toBe('poste-main');
    expect(report.software).toEqual([{ name: 'Français', version: '1', publisher: '' }]);
    expect(outcomeOf("<?x it's?><A>it's<?y?></A>")).toEqual({ name: 'a', text: "it's", children: [] });
  });

  it.each([
    '<A><B></A></B>',
    '<A>',
    '<A></A></A>',
    '<A></A><B></B>',
    '<A/><B/>',
    '<A></A>text',
    'text<A></A>',
    '<A><!-- ',
    '<A></A><!-- ',
    '<A><![CDATA[ ]]</A>',
    '<A a="></A>',
    '<A a=b></A>',
    '<A a="1" a="2"></A>',
    '<A><?x</A>',
    '<A><?xml version="1.0"?></A>',
    '<A><!foo></A>',
    '<A></A',
    '<A><B</A>',
    '<1A></1A>',
    '<A\u00d7></A\u00d7>',
    '</A>',
    '<!-- -->',
    '<?x?>',
  ])('refuses %s', (document) => {
    expect(outcomeOf(document)).toBe('malformed-xml');
  });

  it.each([
    '<!DOCTYPE a><A/>',
    '<A><!ENTITY x "y"></A>',
    '<!doctype html><A/>',
    '<A/><!DOCTYPE a>',
  ])('refuses the declarations of %s', (document) => {
    expect(outcomeOf(document)).toBe('doctype');
  });

  it('takes a declaration inside a comment or CDATA for what it is: text', () => {
    expect(textIn('<!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]>')).toMatchObject({ text: '<!DOCTYPE a>' });
  });

  it('refuses more text than the library can hold in memory', { timeout: 60_000 }, () => {
    expect(outcomeOf(`<A b="">${'x'.repeat(16_000_000)}</A>`)).toBe('too-large');
    expect(reportOf(inventoryXml(`<HARDWARE><NAME>a</NAME></HARDWARE><ENVS>${'<VAL>0123456789</VAL>'.repeat(800_000)}</ENVS>`)).name).toBe(
      'a',
    );
  });
});
