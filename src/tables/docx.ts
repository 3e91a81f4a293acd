/**
 * A Word document to be read and printed: a title, a line below it, the table on landscape pages with its titles on each. Word cannot
 * swallow tens of thousands of rows: of more than `most` it says how many there are.
 */
import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  Table as WordTable,
} from 'docx';
import { DateTime } from 'luxon';
import { type CellValue, firstRows, type Row, type Table, type TableColumn, textOf } from './table.ts';
import { fitForXml } from './xml-text.ts';

/** The whole file at once. */
export async function* writeDocx(table: Table, most: number): AsyncGenerator<Uint8Array> {
  const { first, total } = firstRows(table, most);
  const rows: Row[] = [];
  for await (const row of first) rows.push(row);
  const limited = total() > most ? [sentence(table.sayLimited(most, total()), { bold: true })] : [];
  yield await Packer.toBuffer(
    new Document({
      title: fitForXml(table.name),
      creator: 'Malleposte',
      styles: {
        default: { document: { run: { font: 'Calibri', size: 16, language: { value: table.language === 'fr' ? 'fr-FR' : 'en-GB' } } } },
      },
      sections: [
        {
          properties: { page: { size: { ...a4, orientation: PageOrientation.LANDSCAPE }, margin: margins } },
          footers: { default: new Footer({ children: [pageNumber()] }) },
          children: [sentence(table.name, { bold: true, size: 32 }), sentence(table.subtitle, {}), ...limited, wordTableOf(table, rows)],
        },
      ],
    }),
  );
}

/** In twentieths of a point; the library turns the page itself. */
const a4 = { width: 11_906, height: 16_838 };
const margin = 720;
const margins = { top: margin, right: margin, bottom: margin, left: margin };
const innerWidth = a4.height - 2 * margin;

const sentence = (text: string, look: { readonly bold?: boolean; readonly size?: number }): Paragraph =>
  new Paragraph({ spacing: { after: 120 }, children: [new TextRun({ text: fitForXml(text), ...look })] });

const pageNumber = (): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
  });

/** What holds for all cells stands at the table: the library takes kilobytes of memory for each thing said of a cell. */
function wordTableOf(table: Table, rows: readonly Row[]): WordTable {
  const shown = table.columns.map((column, index) => ({ column, index })).filter(({ column }) => column.isForPrograms !== true);
  const whole = shown.reduce((sum, { column }) => sum + column.width, 0);
  const titles = shown.map(({ column }) => titleCell(column));
  const lines = rows.map((row) => shown.map(({ column, index }) => cell(shownValue(row[index] ?? null, column, table), column)));
  return new WordTable({
    width: { size: innerWidth, type: WidthType.DXA },
    columnWidths: shown.map(({ column }) => Math.floor((column.width / whole) * innerWidth)),
    layout: TableLayoutType.FIXED,
    margins: { left: 60, right: 60, top: 20, bottom: 20 },
    rows: [new TableRow({ children: titles, tableHeader: true }), ...lines.map((children) => new TableRow({ children }))],
  });
}

const titleCell = ({ title }: TableColumn): TableCell =>
  new TableCell({
    shading: { type: ShadingType.CLEAR, fill: 'E7E6E6' },
    children: [new Paragraph({ children: [new TextRun({ text: fitForXml(title), bold: true })] })],
  });

const cell = (text: string, { kind }: TableColumn): TableCell =>
  new TableCell({
    children: [
      new Paragraph({ ...(kind === 'number' || kind === 'bytes' ? { alignment: AlignmentType.RIGHT } : {}), children: runsOf(text) }),
    ],
  });

/** A line feed in a run would be read as a space. */
const runsOf = (text: string): readonly TextRun[] =>
  fitForXml(text)
    .split(/\r\n|\r|\n/)
    .map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) }));

function shownValue(value: CellValue, { kind }: TableColumn, { timeZone, language }: Table): string {
  if (kind === 'bytes' && typeof value === 'number') return value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB');
  const date = kind === 'date' && typeof value === 'string' ? DateTime.fromISO(value, { zone: timeZone }) : undefined;
  return date?.isValid ? date.toFormat(language === 'fr' ? 'dd/LL/yyyy HH:mm' : 'yyyy-LL-dd HH:mm') : textOf(value);
}
