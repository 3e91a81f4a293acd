/** One row of a grid, of fixed height; grey bars stand for what is on its way. */
// biome-ignore-all lint/a11y/useSemanticElements: rows and cells are laid out freely, which elements of tables cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one stop of the tabulator, and says which row is active
import { Anchor, Skeleton } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import { Link } from 'wouter';
import type { Columns } from './columns.ts';
import type { Choosing } from './selection.ts';
import type { TableColumn } from './table-types.ts';

type GridRowProps<Row> = {
  readonly id: string;
  readonly index: number;
  /** Pixels from the top of the grid. */
  readonly start: number;
  readonly template: string;
  readonly table: Columns<Row>;
  /** undefined while it is on its way. */
  readonly row: Row | undefined;
  readonly choosing: Choosing<Row>;
  readonly isSelectable: boolean;
  readonly isActive: boolean;
  readonly activate: (index: number) => void;
  readonly open: ((row: Row) => void) | undefined;
  readonly hrefOf: ((row: Row) => string) | undefined;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly loadingText: string;
};

export function GridRow<Row>(props: GridRowProps<Row>) {
  const { id, index, start, template, table, row, choosing, isSelectable, isActive, open } = props;
  const isSelected = isSelectable && row !== undefined && choosing.isSelected(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys.ts has the keys of the whole grid
    <div
      role="row"
      id={`${id}-${index}`}
      className="grid-row"
      aria-rowindex={index + 2}
      aria-selected={isSelectable ? isSelected : undefined}
      data-index={index}
      data-active={isActive}
      style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => click(event, props)}
      onDoubleClick={() => row !== undefined && open?.(row)}
    >
      {isSelectable && <CheckCell {...props} isSelected={isSelected} />}
      {table.shown.map((column, place) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={place + (isSelectable ? 2 : 1)}
          className="grid-cell"
          data-align={column.align}
          title={row === undefined ? undefined : column.text(row)}
        >
          {row === undefined ? <Skeleton height={10} radius="xl" width="70%" aria-label={props.loadingText} /> : cellOf(props, column, row)}
        </div>
      ))}
    </div>
  );
}

const leadOf = <Row,>({ shown }: Columns<Row>): string | undefined => (shown.find(({ isLead }) => isLead) ?? shown[0])?.id;

function cellOf<Row>({ table, hrefOf, onOpen }: GridRowProps<Row>, column: TableColumn<Row>, row: Row): ReactNode {
  const content = column.show ? column.show(row) : column.text(row);
  if (column.id !== leadOf(table)) return <span className="grid-text">{content}</span>;
  if (hrefOf)
    return (
      <Anchor component={Link} href={hrefOf(row)} className="grid-text" tabIndex={-1} size="sm">
        {content}
      </Anchor>
    );
  if (!onOpen) return <span className="grid-text">{content}</span>;
  return (
    <Anchor component="button" type="button" className="grid-text" tabIndex={-1} size="sm" onClick={() => onOpen(row)}>
      {content}
    </Anchor>
  );
}

function CheckCell<Row>({ row, index, table, choosing, isSelected }: GridRowProps<Row> & { readonly isSelected: boolean }) {
  const name = row === undefined ? '' : (table.shown.find(({ id }) => id === leadOf(table))?.text(row) ?? '');
  return (
    <div role="gridcell" aria-colindex={1} className="grid-cell grid-check">
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={name || String(index + 1)}
        checked={isSelected}
        disabled={row === undefined}
        onChange={() => row !== undefined && choosing.toggle(index, row)}
      />
    </div>
  );
}

/** As in lists of files: a click selects one, Ctrl or Cmd one more, Shift all between. */
function click<Row>(event: MouseEvent, { index, row, choosing, isSelectable, activate }: GridRowProps<Row>): void {
  activate(index);
  if (row === undefined || !isSelectable || (event.target as Element).closest('a, button, input')) return;
  if (event.shiftKey)
    void choosing.extendTo(index); // a block that cannot be loaded is told by the grid itself
  else if (event.ctrlKey || event.metaKey) choosing.toggle(index, row);
  else choosing.only(index, row);
}
