/** Instead of rows, where filters leave none; or, where nothing filters, what would fill the table. */
import { Button } from '@mantine/core';
import { Empty } from '../empty.tsx';

type Said = { readonly title: string; readonly text: string };

type NoMatchProps = {
  /** undefined while filters are set: it is for a table that is empty whatever one asks. */
  readonly bare: Said | undefined;
  readonly filtered: Said & { readonly reset: string };
  readonly onReset: () => void;
};

export function NoMatch({ bare, filtered: { title, text, reset }, onReset }: NoMatchProps) {
  if (bare) return <Empty {...bare} />;
  return (
    <Empty title={title} text={text}>
      <Button variant="default" onClick={onReset}>
        {reset}
      </Button>
    </Empty>
  );
}
