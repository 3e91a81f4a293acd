/** Which rows of a table are selected: single ones, a range from the one selected last, or all that match. Another question begins anew. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Filters, Selection } from './table-types.ts';

/** More are selected by `all`: those of a range are loaded one by one. */
const mostOfRange = 5_000;

type Chosen<Row> = { readonly isAll: boolean; readonly rows: ReadonlyMap<string, Row>; readonly anchor: number };

export type Choosing<Row> = {
  readonly selection: Selection<Row>;
  readonly isSelected: (row: Row) => boolean;
  readonly only: (index: number, row: Row) => void;
  readonly toggle: (index: number, row: Row) => void;
  /** From the row selected last to this one. */
  readonly extendTo: (index: number) => Promise<void>;
  readonly all: () => void;
  readonly none: () => void;
};

type ChoosingOptions<Row> = {
  readonly idOf: (row: Row) => string;
  readonly filters: Filters;
  readonly total: number;
  readonly rowsBetween: (first: number, last: number) => Promise<readonly Row[]>;
};

const nothing = { isAll: false, rows: new Map(), anchor: 0 } as const;

export function useSelection<Row>({ idOf, filters, total, rowsBetween }: ChoosingOptions<Row>): Choosing<Row> {
  const [chosen, choose] = useState<Chosen<Row>>(nothing);
  const asked = JSON.stringify(filters);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is the reason to forget
  useEffect(() => choose(nothing), [asked]);
  const mapOf = useCallback((rows: readonly Row[]) => new Map(rows.map((row) => [idOf(row), row])), [idOf]);
  const extendTo = async (index: number): Promise<void> => {
    const { anchor } = chosen;
    const last = index > anchor ? Math.min(index, anchor + mostOfRange - 1) : Math.max(index, anchor - mostOfRange + 1);
    const rows = await rowsBetween(Math.min(anchor, last), Math.max(anchor, last));
    choose({ isAll: false, rows: mapOf(rows), anchor });
  };
  const selection = useMemo<Selection<Row>>(
    () =>
      chosen.isAll ? { kind: 'all', filters, count: total } : { kind: 'rows', rows: [...chosen.rows.values()], count: chosen.rows.size },
    [chosen, filters, total],
  );
  return {
    selection,
    isSelected: (row) => chosen.isAll || chosen.rows.has(idOf(row)),
    only: (anchor, row) => choose({ isAll: false, rows: mapOf([row]), anchor }),
    toggle: (anchor, row) => choose((before) => ({ isAll: false, rows: toggled(before, idOf(row), row), anchor })),
    extendTo,
    all: () => choose({ ...nothing, isAll: true }),
    none: () => choose(nothing),
  };
}

function toggled<Row>({ isAll, rows }: Chosen<Row>, id: string, row: Row): ReadonlyMap<string, Row> {
  const next = new Map(isAll ? [] : rows);
  if (!next.delete(id)) next.set(id, row);
  return next;
}
