/** Instead of the rows of a long table: there is nothing yet, or nothing that the filters let through. */
import { Button } from '@mantine/core';
import { Empty } from './empty.tsx';
import type { TableView } from './table/table-view.ts';

type NoRowsProps = {
  readonly view: Pick<TableView, 'filters' | 'open'>;
  readonly words: {
    readonly title: string;
    readonly text: string;
    /** Of a table that is filtered. */
    readonly none: string;
    readonly noneText: string;
    readonly reset: string;
  };
};

export function NoRows({ view, words: { title, text, none, noneText, reset } }: NoRowsProps) {
  if (Object.keys(view.filters).length === 0) return <Empty title={title} text={text} />;
  return (
    <Empty title={none} text={noneText}>
      <Button variant="default" onClick={() => view.open('')}>
        {reset}
      </Button>
    </Empty>
  );
}
