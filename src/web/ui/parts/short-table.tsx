/** A table of few rows, all of them there: what somebody wrote down, or counts of it. Rows that grow with the machines are for data-table.tsx. */
import './short-table.css';
import { Group, ScrollArea, Table, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

type Head = {
  readonly key: string;
  readonly title: string;
  /** Numbers stand at the end. */
  readonly isNumber?: boolean;
};

type ShortTableProps = {
  readonly heads: readonly Head[];
  /** In pixels; narrower windows scroll it. */
  readonly minWidth: number;
  /** Rows. */
  readonly children: ReactNode;
};

export const ShortTable = ({ heads, minWidth, children }: ShortTableProps) => (
  <ScrollArea>
    <Table miw={minWidth} className="short-table">
      <Table.Thead>
        <Table.Tr>
          {heads.map(({ key, title, isNumber = false }) => (
            <Table.Th key={key} scope="col" {...(isNumber ? { ta: 'end' } : {})}>
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  </ScrollArea>
);

type TitledTableProps = ShortTableProps & {
  readonly title: string /** Beside the title. */;
  readonly aside?: ReactNode /** After the table. */;
  readonly after?: ReactNode;
};

export function TitledTable({ title, aside, after, ...table }: TitledTableProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Group justify="space-between" mb="xs">
        <Title order={2} id={id}>
          {title}
        </Title>
        {aside}
      </Group>
      <ShortTable {...table} />
      {after}
    </section>
  );
}
