/** The columns of a table and which of them are shown, as this browser keeps it; sorting is the server's work, the state stands in the address. */
import { useLocalStorage } from '@mantine/hooks';
import { type Column, columnVisibilityFeature, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Direction, TableColumn } from './table-types.ts';
import type { TableView } from './table-view.ts';

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature });

type Features = typeof features;
/** The rows are the blocks' business: of this model only the columns are used. */
type NoRow = Record<string, never>;
const noRows: NoRow[] = [];

export type ShownColumn<Row> = TableColumn<Row> & { readonly sorted: Direction | null };

export type Columns<Row> = {
  readonly shown: readonly ShownColumn<Row>[];
  readonly all: readonly { readonly id: string; readonly title: string; readonly isShown: boolean; readonly canHide: boolean }[];
  readonly show: (id: string, isShown: boolean) => void;
  /** As the page has them at first. */
  readonly reset: () => void;
};

export function useColumns<Row>(name: string, columns: readonly TableColumn<Row>[], view: TableView): Columns<Row> {
  const [kept, keep, forget] = useLocalStorage<Record<string, boolean>>({
    key: `malleposte-columns-${name}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const definitions = useMemo(() => columns.map(definitionOf), [columns]);
  const columnVisibility = useMemo(() => visibilityOf(columns, kept), [columns, kept]);
  const table = useTable<Features, NoRow>({
    features,
    data: noRows,
    columns: definitions,
    manualSorting: true,
    state: { columnVisibility, sorting: [{ id: view.sort, desc: view.direction === 'desc' }] },
    onColumnVisibilityChange: (change) => keep(typeof change === 'function' ? change(columnVisibility) : change),
  });
  const byId = new Map(columns.map((column) => [column.id, column]));
  return {
    shown: table.getVisibleLeafColumns().flatMap((column) => {
      const told = byId.get(column.id);
      return told ? [{ ...told, sorted: sortedOf(column) }] : [];
    }),
    all: table.getAllLeafColumns().map((column) => ({
      id: column.id,
      title: byId.get(column.id)?.title ?? column.id,
      isShown: column.getIsVisible(),
      canHide: column.getCanHide(),
    })),
    show: (id, isShown) => table.getColumn(id)?.toggleVisibility(isShown),
    reset: forget,
  };
}

const definitionOf = <Row>({ id, title, isSortable = false }: TableColumn<Row>, index: number) => ({
  id,
  header: title,
  accessorFn: () => '',
  enableSorting: isSortable,
  enableHiding: index > 0,
});

const visibilityOf = <Row>(columns: readonly TableColumn<Row>[], kept: Readonly<Record<string, unknown>>): Record<string, boolean> =>
  Object.fromEntries(
    columns.map(({ id, isHidden }, index) => [id, index === 0 || (kept[id] === undefined ? !isHidden : kept[id] === true)]),
  );

const sortedOf = (column: Column<Features, NoRow, unknown>): Direction | null => {
  const sorted = column.getCanSort() ? column.getIsSorted() : false;
  return sorted === false ? null : sorted;
};
