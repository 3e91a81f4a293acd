/** What can be done with the selection, where the pointer or the selected row is. */
import { Menu } from '@mantine/core';
import { ActionItems } from './action-items.tsx';
import type { Place } from './table-props.ts';
import type { TableAction } from './table-types.ts';

type ContextMenuProps = { readonly place: Place | null; readonly actions: readonly TableAction[]; readonly onClose: () => void };

export function ContextMenu({ place, actions, onClose }: ContextMenuProps) {
  if (!place || actions.length === 0) return null;
  return (
    <Menu opened onClose={onClose} position="bottom-start" shadow="md" returnFocus>
      <Menu.Target>
        <span className="menu-place" style={{ left: place.x, top: place.y }} aria-hidden="true" />
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItems actions={actions} />
      </Menu.Dropdown>
    </Menu>
  );
}
