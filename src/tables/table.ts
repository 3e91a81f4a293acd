/** A table of typed columns before it is a file of any format. Knows nothing of what stands in it and why. */

/** Lists are texts joined by `; ` where a format knows no lists. */
export type CellValue = string | number | null | readonly string[];

export type Row = readonly CellValue[];

export type TableColumn = {
  /** For programs: the field in JSON, the element in XML, the head of the column in CSV. A contract: it never changes with the language. */
  readonly key: string;
  /** For people: the head of the column in Excel and in Word. */
  readonly title: string;
  /** `date`: texts `YYYY-MM-DDTHH:mm:ssZ`, for people in the time zone of the table; `bytes`: a size, grouped by thousands. */
  readonly kind: 'text' | 'number' | 'bytes' | 'date';
  /** In characters. */
  readonly width: number;
  /** Left out of what people read page by page (Word). */
  readonly isForPrograms?: boolean;
};

export type Table = {
  /** Of the sheet, above the page. */
  readonly name: string;
  /** Below the title in Word: of when and of what it is. */
  readonly subtitle: string;
  /** In XML, of the whole and of one row. */
  readonly elements: { readonly all: string; readonly each: string };
  readonly columns: readonly TableColumn[];
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
  /** IANA name, or `system`: cells of Excel and Word have no zone of their own. */
  readonly timeZone: string;
  readonly language: 'fr' | 'en';
  /** Said in the file whose format does not hold all rows. */
  readonly sayLimited: (shown: number, total: number) => string;
};

export const textOf = (value: CellValue): string => {
  if (value === null) return '';
  return typeof value === 'object' ? value.join('; ') : String(value);
};

/** The first `most` rows as they come; all of them are counted. */
export function firstRows(
  { rows }: Pick<Table, 'rows'>,
  most: number,
): { readonly first: AsyncIterable<Row>; readonly total: () => number } {
  let total = 0;
  async function* first(): AsyncGenerator<Row> {
    for await (const row of rows) {
      total += 1;
      if (total <= most) yield row;
    }
  }
  return { first: first(), total: () => total };
}
