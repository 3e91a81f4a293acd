/** Above a table: the filters of the page, how many rows there are or are selected, what can be done with them, columns, saved filters, files. */
import { Button, Group, Menu, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { number } from '../../format.ts';
import { languageNow } from '../../language.ts';
import { ActionItems } from './action-items.tsx';
import type { Blocks } from './blocks.ts';
import type { Columns } from './columns.ts';
import { SavedFilters } from './saved-filters.tsx';
import type { Choosing } from './selection.ts';
import type { DataTableProps } from './table-props.ts';
import type { FileFormat, TableAction } from './table-types.ts';

type ToolbarProps<Row> = DataTableProps<Row> & {
  readonly table: Columns<Row>;
  readonly blocks: Blocks<Row>;
  readonly choosing: Choosing<Row>;
  readonly actions: readonly TableAction[];
};

export function Toolbar<Row>(props: ToolbarProps<Row>) {
  const { children, table, view, name, fileOf } = props;
  return (
    <>
      {children}
      <Group justify="space-between" gap="xs" my="xs">
        <Counted {...props} />
        <Group gap="xs">
          <Actions {...props} />
          <ColumnMenu table={table} />
          <SavedFilters name={name} view={view} />
          {fileOf && <FileMenu {...props} fileOf={fileOf} />}
        </Group>
      </Group>
    </>
  );
}

function Counted<Row>({ blocks: { total, isMore, error }, choosing: { selection } }: ToolbarProps<Row>) {
  const { t } = useTranslation('tables');
  const unknown = error ? '' : t('loading');
  const counted = total === undefined ? unknown : t(isMore ? 'more' : 'total', { count: total, shown: number(total) });
  return (
    <Text size="sm" c="dimmed" role="status">
      {counted}
      {selection.count > 0 && ` · ${t('selected', { count: selection.count, shown: number(selection.count) })}`}
    </Text>
  );
}

function Actions<Row>({ actions, choosing }: ToolbarProps<Row>) {
  const { t } = useTranslation('tables');
  if (actions.length === 0) return null;
  return (
    <>
      <Menu shadow="md">
        <Menu.Target>
          <Button size="xs">{t('actions')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ActionItems actions={actions} />
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" variant="subtle" onClick={choosing.none}>
        {t('selectNone')}
      </Button>
    </>
  );
}

function ColumnMenu<Row>({ table }: { readonly table: Columns<Row> }) {
  const { t } = useTranslation('tables');
  return (
    <Menu shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <Button size="xs" variant="default">
          {t('columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" className="scrolling">
        {table.all
          .filter(({ canHide }) => canHide)
          .map(({ id, title, isShown }) => (
            <Menu.Item key={id} role="menuitemcheckbox" aria-checked={isShown} onClick={() => table.show(id, !isShown)}>
              {isShown ? '☑' : '☐'} {title}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={table.reset}>{t('columnsReset')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

type FileMenuProps<Row> = ToolbarProps<Row> & { readonly fileOf: NonNullable<DataTableProps<Row>['fileOf']> };

/** Links: the browser saves what the server writes as it comes. */
function FileMenu<Row>({ fileOf, formats = ['csv', 'xlsx'], view: { filters, sort, direction }, table }: FileMenuProps<Row>) {
  const { t } = useTranslation('tables');
  const columns = table.shown.map(({ id }) => id).join(',');
  const addressOf = (format: FileFormat): string => {
    const address = fileOf(format, { filters, sort, direction, columns });
    // A link sends no header that tells the language.
    return `${address}${address.includes('?') ? '&' : '?'}language=${languageNow()}`;
  };
  return (
    <Menu shadow="md">
      <Menu.Target>
        <Button size="xs" variant="default">
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} component="a" href={addressOf(format)} download>
            {t(`formats.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
