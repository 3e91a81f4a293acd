/** What a page says to its table, and what the parts of a table say to each other. */
import type { ReactNode } from 'react';
import type { Blocks } from './blocks.ts';
import type { Columns } from './columns.ts';
import type { Choosing } from './selection.ts';
import type { FileAsked, FileFormat, Load, Selection, TableAction, TableColumn } from './table-types.ts';
import type { TableView } from './table-view.ts';
import type { TableWindow } from './window.ts';

export type DataTableProps<Row> = {
  /** Names what is asked of the server, and what this browser keeps: columns, saved filters. No two tables share one. */
  readonly name: string;
  /** What screen readers call it. */
  readonly label: string;
  /** Kept stable (useMemo). The first one is always shown. */
  readonly columns: readonly TableColumn<Row>[];
  /** Of useTableView. */
  readonly view: TableView;
  /** Asks the server for a block. Kept stable (module or useCallback). */
  readonly load: Load<Row>;
  /** Kept stable. */
  readonly idOf: (row: Row) => string;
  /** The page of a row: link in its leading cell, Enter, double click. */
  readonly hrefOf?: (row: Row) => string;
  /** Instead of a page: a button in the leading cell, Enter, double click. */
  readonly onOpen?: (row: Row) => void;
  /** What can be done with the selection, from a button and by right click or menu key. Without it nothing can be selected. */
  readonly actionsOf?: (selection: Selection<Row>) => readonly TableAction[];
  /** The address of what is shown as a file. */
  readonly fileOf?: (format: FileFormat, asked: FileAsked) => string;
  /** `csv` and `xlsx` unless said. */
  readonly formats?: readonly FileFormat[];
  /** Instead of rows, when there are none: says what to do next. */
  readonly empty: ReactNode;
  /** Fields that filter, before the buttons of the table. */
  readonly children?: ReactNode;
};

/** In the window, in pixels. */
export type Place = { readonly x: number; readonly y: number };

export type GridProps<Row> = DataTableProps<Row> & {
  readonly id: string;
  readonly table: Columns<Row>;
  readonly window: TableWindow;
  readonly blocks: Blocks<Row>;
  readonly choosing: Choosing<Row>;
  readonly total: number;
  /** undefined: nothing can be done with a selection, and nothing is selected. */
  readonly onMenu: ((place: Place) => void) | undefined;
};
