/** What can be done with the selection, where the pointer or the selected row is. */
import { Menu } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ActionItems } from './action-items.tsx';
import type { Place } from './table-props.ts';
import type { TableAction } from './table-types.ts';

type ContextMenuProps = { readonly place: Place | null; readonly actions: readonly TableAction[]; readonly onClose: () => void };

export function ContextMenu({ place, actions, onClose }: ContextMenuProps) {
  const from = useRef<Element | null>(null);
  useEffect(() => {
    if (place) from.current = document.activeElement;
  }, [place]);
  const close = (): void => {
    onClose();
    if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
  };
  if (!place || actions.length === 0) return null;
  return (
    // The key that opens it is no click outside.
    <Menu opened onClose={close} position="bottom-start" shadow="md" clickOutsideEvents={['mousedown', 'touchstart']}>
      <Menu.Target>
        <span className="menu-place" style={{ left: place.x, top: place.y }} aria-hidden="true" />
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItems actions={actions} />
      </Menu.Dropdown>
    </Menu>
  );
}
