/** The titles of the columns: each a button where the server can sort by it. */
// biome-ignore-all lint/a11y/useSemanticElements: rows and cells are laid out freely, which elements of tables cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one stop of the tabulator, and says which row is active
import { useTranslation } from 'react-i18next';
import type { Columns, ShownColumn } from './columns.ts';
import type { Choosing } from './selection.ts';
import type { TableView } from './table-view.ts';

type HeaderRowProps<Row> = {
  readonly table: Columns<Row>;
  readonly template: string;
  readonly isSelectable: boolean;
  readonly choosing: Choosing<Row>;
  readonly total: number;
  readonly view: TableView;
};

/* Cells are laid out freely, which elements of tables cannot be. */
export function HeaderRow<Row>({ table, template, isSelectable, choosing, total, view }: HeaderRowProps<Row>) {
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-row" style={{ gridTemplateColumns: template }}>
        {isSelectable && <AllCell choosing={choosing} total={total} />}
        {table.shown.map((column, index) => (
          <HeaderCell key={column.id} column={column} colindex={index + (isSelectable ? 2 : 1)} onSort={() => view.sortBy(column.id)} />
        ))}
      </div>
    </div>
  );
}

function AllCell<Row>({ choosing, total }: Pick<HeaderRowProps<Row>, 'choosing' | 'total'>) {
  const { t } = useTranslation('tables');
  const { selection, all, none } = choosing;
  const isAll = total > 0 && selection.count >= total;
  return (
    <div role="columnheader" aria-colindex={1} className="grid-cell grid-check">
      <input
        type="checkbox"
        aria-label={t('selectAll')}
        title={t('selectAll')}
        checked={isAll}
        ref={(box) => {
          if (box) box.indeterminate = !isAll && selection.count > 0;
        }}
        onChange={isAll ? none : all}
      />
    </div>
  );
}

const marks = { asc: '▲', desc: '▼' } as const;
const orders = { asc: 'ascending', desc: 'descending' } as const;

type HeaderCellProps<Row> = { readonly column: ShownColumn<Row>; readonly colindex: number; readonly onSort: () => void };

function HeaderCell<Row>({ column: { title, isSortable = false, sorted, align }, colindex, onSort }: HeaderCellProps<Row>) {
  const order = sorted ? orders[sorted] : 'none';
  return (
    <div role="columnheader" aria-colindex={colindex} aria-sort={isSortable ? order : undefined} className="grid-cell" data-align={align}>
      {isSortable ? (
        <button type="button" onClick={onSort}>
          <span className="grid-text">{title}</span>
          <span aria-hidden="true">{sorted ? ` ${marks[sorted]}` : ''}</span>
        </button>
      ) : (
        <span className="grid-text">{title}</span>
      )}
    </div>
  );
}
