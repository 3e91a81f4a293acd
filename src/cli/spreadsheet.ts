/**
 * An Excel workbook of one sheet. Dates are dates, numbers are numbers, and everything else is text: no formula can come of data.
 * Characters beyond Excel's longest cell are not written.
 */
import { DateTime } from 'luxon';
import writeExcelFile, { type Cell } from 'write-excel-file/node';
import type { CsvValue } from './csv.ts';

export type SheetColumn = {
  readonly title: string;
  /** `date`: texts `YYYY-MM-DDTHH:mm:ssZ`, shown in the time zone. */
  readonly kind: 'text' | 'number' | 'date';
  /** In characters. */
  readonly width: number;
};

export type Sheet = {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly CsvValue[])[];
  /** IANA name: a cell of Excel has no zone of its own. */
  readonly timeZone: string;
};

/** Its library builds all of it in memory: 1.3 GB for 100,000 rows of 18 columns. */
export const maxSheetRows = 120_000;

const maxCellLength = 32_767;

/** The bytes of the .xlsx file, of no more than `maxSheetRows`: others are not written. */
export function writeSpreadsheet({ name, columns, rows, timeZone }: Sheet): Promise<Buffer> {
  const head = columns.map(({ title }): Cell => ({ value: title, type: String, fontWeight: 'bold' }));
  const body = rows.slice(0, maxSheetRows).map((row) => columns.map((column, index) => cellOf(column, row[index] ?? null, timeZone)));
  const options = { sheet: name, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 };
  return writeExcelFile([head, ...body], options).toBuffer();
}

function cellOf({ kind }: SheetColumn, value: CsvValue, timeZone: string): Cell {
  if (value === null || value === '') return null;
  if (kind === 'number' && typeof value === 'number') return { value, type: Number };
  const date = kind === 'date' ? dateOf(String(value), timeZone) : undefined;
  if (date) return { value: date, type: Date, format: 'yyyy-mm-dd hh:mm' };
  return { value: textOf(value), type: String };
}

/** The instant whose UTC fields are the local ones. */
function dateOf(iso: string, timeZone: string): Date | undefined {
  const local = DateTime.fromISO(iso, { zone: timeZone });
  return local.isValid ? local.setZone('utc', { keepLocalTime: true }).toJSDate() : undefined;
}

/** XML 1.0 has no place for control characters, lone surrogates and two others. */
const textOf = (value: CsvValue): string =>
  (typeof value === 'object' && value !== null ? value.join('; ') : String(value))
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .slice(0, maxCellLength)
    .toWellFormed();
