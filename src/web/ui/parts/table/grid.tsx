/** The grid itself: a header that stays, and as many rows as are in view. */
// biome-ignore-all lint/a11y/useSemanticElements: rows and cells are laid out freely, which elements of tables cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid is one stop of the tabulator, and says which row is active
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Columns } from './columns.ts';
import { HeaderRow } from './header-row.tsx';
import { keysOf } from './keys.ts';
import { useRoom } from './room.ts';
import { GridRow } from './row.tsx';
import type { GridProps } from './table-props.ts';
import { rowHeight } from './window.ts';

/** Shown while nothing is known yet. */
const firstGuess = 12;

export function Grid<Row>(props: GridProps<Row>) {
  const { id, label, table, blocks, total, onMenu } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const maxHeight = useRoom(scroller);
  const [active, activate] = useState(0);
  const count = blocks.total === undefined ? (props.window.left?.total ?? firstGuess) : total;
  const rows = useRows(props, scroller, count);
  const open = useOpening(props);
  const isSelectable = onMenu !== undefined;
  const moveTo = (index: number): void => {
    activate(index);
    rows.scrollToIndex(index);
  };
  const isActiveShown = rows.getVirtualItems().some(({ index }) => index === active);
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      // A grid is one stop of the tabulator; arrows move inside.
      tabIndex={0}
      aria-label={label}
      aria-rowcount={blocks.isMore ? -1 : total + 1}
      aria-colcount={table.shown.length + (isSelectable ? 1 : 0)}
      aria-multiselectable={isSelectable}
      aria-busy={blocks.isLoading}
      aria-activedescendant={isActiveShown ? `${id}-${active}` : undefined}
      data-stale={blocks.isStale}
      style={{ maxHeight }}
      onKeyDown={keysOf({ ...props, active, count, moveTo, open, isSelectable, scroller })}
      onContextMenu={(event) => openMenuAt(event, props)}
    >
      <GridBody {...props} {...{ rows, active, activate, open, isSelectable }} />
    </div>
  );
}

type GridBodyProps<Row> = GridProps<Row> & {
  readonly rows: ReturnType<typeof useRows>;
  readonly active: number;
  readonly activate: (index: number) => void;
  readonly open: ((row: Row) => void) | undefined;
  readonly isSelectable: boolean;
};

/** As high as all rows together, so that the scroll bar tells where one is. */
function GridBody<Row>({ rows, active, activate, open, isSelectable, ...props }: GridBodyProps<Row>) {
  const { t } = useTranslation('tables');
  const { id, table, blocks, choosing, total, view, hrefOf, onOpen } = props;
  const template = templateOf(table, isSelectable);
  return (
    <div className="grid-body" style={{ height: rows.getTotalSize(), minWidth: widthOf(table, isSelectable) }}>
      <HeaderRow {...{ table, template, isSelectable, choosing, total, view }} />
      <div role="rowgroup">
        {rows.getVirtualItems().map(({ index, start }) => (
          <GridRow
            key={index}
            {...{ id, index, start, template, table, choosing, isSelectable, activate, open, hrefOf, onOpen }}
            row={blocks.rowAt(index)}
            isActive={index === active}
            loadingText={t('loading')}
          />
        ))}
      </div>
    </div>
  );
}

/** Tells which rows are in view, and begins at the top of another view. */
function useRows<Row>({ window, view }: GridProps<Row>, scroller: React.RefObject<HTMLDivElement | null>, count: number) {
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    paddingStart: rowHeight,
    scrollPaddingStart: rowHeight,
    initialOffset: window.left?.offset ?? 0,
  });
  const first = rows.range?.startIndex ?? window.rows.first;
  const last = rows.range?.endIndex ?? window.rows.last;
  const { see, leave } = window;
  // biome-ignore lint/correctness/useExhaustiveDependencies: both functions are made anew and do the same
  useEffect(() => {
    see({ first: Math.max(0, first), last: Math.max(0, Math.min(last, count - 1)) });
    leave({ offset: rows.scrollOffset ?? 0, total: count });
  }, [first, last, count]);
  const shown = useRef(view.search);
  useEffect(() => {
    if (shown.current !== view.search) rows.scrollToOffset(0);
    shown.current = view.search;
  }, [view.search, rows]);
  return rows;
}

function useOpening<Row>({ hrefOf, onOpen }: GridProps<Row>): ((row: Row) => void) | undefined {
  const [, go] = useLocation();
  if (onOpen) return onOpen;
  return hrefOf && ((row) => go(hrefOf(row)));
}

const checkWidth = 40;

const templateOf = <Row,>({ shown }: Columns<Row>, isSelectable: boolean): string =>
  [
    ...(isSelectable ? [`${checkWidth}px`] : []),
    ...shown.map(({ width, grow = 1 }) => (grow === 0 ? `${width}px` : `minmax(${width}px, ${grow}fr)`)),
  ].join(' ');

const widthOf = <Row,>({ shown }: Columns<Row>, isSelectable: boolean): number =>
  shown.reduce((sum, { width }) => sum + width, isSelectable ? checkWidth : 0);

type MenuOpening<Row> = Pick<GridProps<Row>, 'blocks' | 'choosing' | 'onMenu'>;

/** At the pointer; what was not selected is, alone. Where the pointer is on no row, the browser's own menu. */
function openMenuAt<Row>(event: React.MouseEvent, { blocks, choosing, onMenu }: MenuOpening<Row>): void {
  const element = (event.target as Element).closest<HTMLElement>('[data-index]');
  if (!element || !onMenu) return;
  const index = Number(element.dataset['index']);
  const row = blocks.rowAt(index);
  if (row === undefined) return;
  event.preventDefault();
  if (!choosing.isSelected(row)) choosing.only(index, row);
  onMenu({ x: event.clientX, y: event.clientY });
}
