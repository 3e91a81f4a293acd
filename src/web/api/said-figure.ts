/** A figure as the contract has it: copies of the lists that the core keeps to itself. */
import type { SaidFigure } from '../../intranet/figures.ts';
import type { Figure } from '../contract/figure.ts';

export const saidFigure = (name: string, { rows, data, ...texts }: SaidFigure): Figure => ({
  name,
  ...texts,
  rows: [...rows],
  data:
    data.shape === 'stacks'
      ? {
          shape: data.shape,
          stacks: data.stacks.map(({ label, parts }) => ({ label, parts: [...parts] })),
          ...(data.tones ? { tones: [...data.tones] } : {}),
        }
      : { shape: data.shape, rows: [...data.rows] },
});
