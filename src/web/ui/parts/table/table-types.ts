/** What a table is told: its columns, where its rows come from, what can be done with them. */
import type { ReactNode } from 'react';

export type Direction = 'asc' | 'desc';

export type TableColumn<Row> = {
  /** For sortable columns also what the server calls the order. */
  readonly id: string;
  readonly title: string;
  /** In pixels, at least. */
  readonly width: number;
  /** Share of the width that is left; 1 unless said, 0 for none. */
  readonly grow?: number;
  /** The value as text: shown unless `show` is given, and whole when the pointer rests on it. */
  readonly text: (row: Row) => string;
  readonly show?: (row: Row) => ReactNode;
  readonly isSortable?: boolean;
  /** Its cells lead to what the row is about; the first column does where none says so. */
  readonly isLead?: boolean;
  /** Not shown until somebody chooses it. */
  readonly isHidden?: boolean;
  /** Numbers stand at the end. */
  readonly align?: 'end';
};

export type Filters = Readonly<Record<string, string>>;

/** What is wanted of the server. Filters that are empty are left out. */
export type Asked = {
  readonly filters: Filters;
  readonly sort: string;
  readonly direction: Direction;
  readonly offset: number;
  readonly limit: number;
};

export type TableBlock<Row> = {
  readonly rows: readonly Row[];
  /** Of all that match. */
  readonly total: number;
  /** There are more than `total`: counting stopped there. */
  readonly isMore?: boolean;
};

export type Load<Row> = (asked: Asked, signal: AbortSignal) => Promise<TableBlock<Row>>;

/** `all`: everything that matches the filters, loaded or not; the server is told the filters instead of ids. */
export type Selection<Row> =
  | { readonly kind: 'rows'; readonly rows: readonly Row[]; readonly count: number }
  | { readonly kind: 'all'; readonly filters: Filters; readonly count: number };

/** One line of the menu of the selection. */
export type TableAction = {
  readonly key: string;
  readonly label: string;
  /** A page of ours, or with `isDownload` a file; else `run`. */
  readonly href?: string;
  readonly isDownload?: boolean;
  readonly run?: () => void;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
};

export type FileFormat = 'csv' | 'xlsx' | 'xml' | 'docx' | 'json';

/** What a file is to hold: `columns` are the ids of those shown, in their order, with commas between. */
export type FileAsked = Pick<Asked, 'filters' | 'sort' | 'direction'> & { readonly columns: string };
