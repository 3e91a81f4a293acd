/** The lines of a menu of actions. */
import { Menu } from '@mantine/core';
import { Link } from 'wouter';
import type { TableAction } from './table-types.ts';

export const ActionItems = ({ actions }: { readonly actions: readonly TableAction[] }) =>
  actions.map((action) => <Item key={action.key} action={action} />);

function Item({ action }: { readonly action: TableAction }) {
  const { label, href, isDownload = false, run, isDangerous = false, isDisabled = false } = action;
  const look = { disabled: isDisabled, ...(isDangerous ? { color: 'red' } : {}) };
  if (href === undefined || isDisabled)
    return (
      <Menu.Item {...look} onClick={run}>
        {label}
      </Menu.Item>
    );
  if (isDownload)
    return (
      <Menu.Item {...look} component="a" href={href} download>
        {label}
      </Menu.Item>
    );
  return (
    <Menu.Item {...look} component={Link} href={href}>
      {label}
    </Menu.Item>
  );
}
