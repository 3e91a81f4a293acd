/** Which rows of a table are in view; where somebody left it, it is found again when they come back. */
import { useRef, useState } from 'react';

/** Of all rows and of the header. */
export const rowHeight = 36;

export type InView = { readonly first: number; readonly last: number };

export type TableWindow = {
  readonly rows: InView;
  readonly see: (rows: InView) => void;
  /** Pixels from the top, and rows in all, when this view was left. */
  readonly left: Left | undefined;
  readonly leave: (left: Left) => void;
};

type Left = { readonly offset: number; readonly total: number };

/** By table and view; until the page is loaded anew. */
const places = new Map<string, Left>();

export function usePlace(name: string): TableWindow {
  const left = useRef(places.get(name)).current;
  const first = Math.floor((left?.offset ?? 0) / rowHeight);
  const [rows, see] = useState<InView>({ first, last: first });
  return { rows, see, left, leave: (place) => places.set(name, place) };
}
