/** A count that leads to its machines; nothing leads nowhere. */
import { Anchor } from '@mantine/core';
import { number } from '../../format.ts';

type CountLinkProps = {
  readonly count: number;
  /** Which machines, for those who do not see the row and the column. */
  readonly label: string;
  readonly onLook: () => void;
};

export const CountLink = ({ count, label, onLook }: CountLinkProps) =>
  count === 0 ? (
    number(count)
  ) : (
    <Anchor component="button" type="button" size="sm" fw={600} aria-label={label} onClick={onLook}>
      {number(count)}
    </Anchor>
  );
