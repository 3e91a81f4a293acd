/** The keys of a grid (WAI-ARIA APG, grid pattern): moving, selecting, opening, the menu. */
import type { KeyboardEvent, RefObject } from 'react';
import type { GridProps } from './table-props.ts';
import { rowHeight } from './window.ts';

type Acting<Row> = Pick<GridProps<Row>, 'blocks' | 'choosing' | 'onMenu' | 'id'> & {
  readonly active: number;
  readonly count: number;
  readonly moveTo: (index: number) => void;
  readonly open: ((row: Row) => void) | undefined;
  readonly isSelectable: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
};

/** Keys of what stands inside, as the buttons of the header, are left alone. */
export const keysOf =
  <Row>(acting: Acting<Row>) =>
  (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const isDone = move(event, acting) || select(event, acting) || act(event, acting);
    if (isDone) event.preventDefault();
  };

function move<Row>({ key, shiftKey }: KeyboardEvent, { active, count, moveTo, isSelectable, choosing, scroller }: Acting<Row>): boolean {
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  };
  const wanted = steps[key];
  if (wanted === undefined) return false;
  const index = Math.max(0, Math.min(wanted, count - 1));
  moveTo(index);
  if (shiftKey && isSelectable) void choosing.extendTo(index); // a block that cannot be loaded is told by the grid itself
  return true;
}

function select<Row>({ key, ctrlKey, metaKey }: KeyboardEvent, { active, blocks, choosing, isSelectable }: Acting<Row>): boolean {
  if (!isSelectable) return false;
  if (key === 'a' && (ctrlKey || metaKey)) {
    choosing.all();
    return true;
  }
  if (key === 'Escape' && choosing.selection.count > 0) {
    choosing.none();
    return true;
  }
  const row = key === ' ' ? blocks.rowAt(active) : undefined;
  if (row === undefined) return key === ' ';
  choosing.toggle(active, row);
  return true;
}

function act<Row>(event: KeyboardEvent, { active, blocks, choosing, open, onMenu, id }: Acting<Row>): boolean {
  const row = blocks.rowAt(active);
  if (row === undefined) return false;
  if (event.key === 'Enter' && open) {
    open(row);
    return true;
  }
  const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
  if (!isMenu || !onMenu) return false;
  if (!choosing.isSelected(row)) choosing.only(active, row);
  const { left, bottom } = document.getElementById(`${id}-${active}`)?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
  onMenu({ x: Math.max(left, 0) + 48, y: bottom });
  return true;
}
