/**
 * Pages of long tables. A page begins at an offset, for tables in which people jump about, or after a cursor, which holds its ground
 * when rows come and go between two pages: no row is shown twice, none is passed over.
 */

export type Direction = 'asc' | 'desc';

export type Paging = {
  readonly limit: number;
  /** From the first row; ignored where `after` is given. */
  readonly offset?: number;
  /** A page's `next`. */
  readonly after?: string;
};

export type Page<Row> = {
  /** Of all that match, not only those of the page. */
  readonly total: number;
  /** There are more than `total`: counting stopped there. */
  readonly isMore: boolean;
  readonly rows: readonly Row[];
  /** Cursor of what follows, of letters, digits, `-` and `_`; '' at the end. Good for the same order and direction, whatever the filters. */
  readonly next: string;
  /** `after` was no cursor of this order and direction: no rows then. */
  readonly isLost: boolean;
};
