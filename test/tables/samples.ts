/** Texts that break formats, and a table to put them into. */
import { buffer } from 'node:stream/consumers';
import { type TableFormat, writeTable } from '../../src/tables/formats.ts';
import type { Row, Table, TableColumn } from '../../src/tables/table.ts';

export const hostileTexts: readonly string[] = [
  '=cmd|"/C calc"!A0',
  '+33 1 23 45 67 89',
  '@SUM(A1)',
  '-2+3',
  '<script>alert(1)</script>',
  ']]>',
  '<![CDATA[x]]>',
  '&amp; &#0; &lt;',
  '"quoted", \'and\'',
  'a;b,c\td',
  'deux\nlignes',
  'deux\r\nlignes',
  ' espaces  autour ',
  '\u0000\u0001\u0008\u000b\u001b[31m\u007f\u0085\u009f',
  'seul \ud800 et \udc00 seul',
  '😀 é œ € ’ 漢字 \u202e',
  '\ufeff\ufdd0\ufffd\ufffe\uffff',
  '_x0041_ _x005F_ _x005F_x0041_',
  '\u2028\u2029',
  '__proto__',
  'constructor',
  'null',
  '007',
  'é'.repeat(40_000),
  '',
];

export const column = (key: string, kind: TableColumn['kind'] = 'text'): TableColumn => ({
  key,
  title: key.toUpperCase(),
  kind,
  width: 20,
});

export const tableOf = (columns: readonly TableColumn[], rows: Table['rows']): Table => ({
  name: 'Échantillon',
  subtitle: 'Établi le 22 novembre 2026.',
  elements: { all: 'table', each: 'row' },
  columns,
  rows,
  timeZone: 'Europe/Paris',
  language: 'fr',
  sayLimited: (shown, total) => `${shown} sur ${total}`,
});

/** One column of texts. */
export const textTable = (texts: readonly string[]): Table =>
  tableOf(
    [column('text')],
    texts.map((text): Row => [text]),
  );

export const written = (format: TableFormat, table: Table): Promise<Buffer> => buffer(writeTable(format, table));

/** What XML 1.0 (§2.2) has no place for is replaced, one for one. By code point: not as the writer does it. */
export const forXml = (text: string): string =>
  Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const isFit =
      [0x9, 0xa, 0xd].includes(code) || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
    return isFit ? character : '\ufffd';
  }).join('');
