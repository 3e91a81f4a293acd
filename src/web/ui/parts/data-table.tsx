/**
 * A table over rows that stay at the server: sorted, filtered and counted there, asked for in blocks as they come into view, so that a
 * hundred thousand are as fluid as ten. The address of the page keeps filters and order (table/table-view.ts). For keyboard and screen
 * reader it is a grid (WAI-ARIA APG, grid pattern): arrows move, Space selects, Enter opens, the menu key shows what can be done.
 */
import './table/table.css';
import { Box } from '@mantine/core';
import { useId, useState } from 'react';
import { Problems } from './problems.tsx';
import { useBlocks } from './table/blocks.ts';
import { useColumns } from './table/columns.ts';
import { ContextMenu } from './table/context-menu.tsx';
import { Grid } from './table/grid.tsx';
import { useSelection } from './table/selection.ts';
import type { DataTableProps, Place } from './table/table-props.ts';
import { Toolbar } from './table/toolbar.tsx';
import { usePlace } from './table/window.ts';

/** Its properties: table/table-props.ts. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, view, load, idOf, actionsOf, empty } = props;
  const id = useId();
  const table = useColumns(name, props.columns, view);
  const window = usePlace(`${name} ${view.search}`);
  const { filters, sort, direction } = view;
  const blocks = useBlocks<Row>({ name, load, question: { filters, sort, direction } }, window.rows);
  const total = blocks.total ?? 0;
  const choosing = useSelection<Row>({ idOf, filters, total, rowsBetween: blocks.rowsBetween });
  const [menu, openMenu] = useState<Place | null>(null);
  const actions = choosing.selection.count > 0 ? (actionsOf?.(choosing.selection) ?? []) : [];
  return (
    <Box className="table" data-table={name}>
      <Toolbar {...props} {...{ table, blocks, choosing, actions }} />
      <Problems error={blocks.error} />
      {blocks.total === 0 && !blocks.isLoading && empty}
      {(blocks.total === undefined ? !blocks.error : blocks.total > 0 || blocks.isLoading) && (
        <Grid {...props} {...{ id, table, window, blocks, choosing, total }} onMenu={actionsOf ? openMenu : undefined} />
      )}
      <ContextMenu place={menu} actions={actions} onClose={() => openMenu(null)} />
    </Box>
  );
}
