/** Long lists cut into numbered pages, one page in memory at a time. */
import type { LetterIndex } from '../intranet/list-pages.ts';

export type Survey = {
  readonly count: number;
  /** Pages; one even of nothing. */
  readonly of: number;
  /** On which page each letter begins, in the order of the list. */
  readonly letters: LetterIndex;
};

type SurveyOptions<T> = { readonly pageSize: number; readonly letter: (each: T) => string };

/** Goes through the list once and keeps nothing of it. */
export async function survey<T>(list: AsyncIterable<T>, { pageSize, letter }: SurveyOptions<T>): Promise<Survey> {
  let count = 0;
  const pages = new Map<string, number>();
  for await (const each of list) {
    const first = letter(each);
    if (!pages.has(first)) pages.set(first, Math.floor(count / pageSize) + 1);
    count += 1;
  }
  return { count, of: Math.max(1, Math.ceil(count / pageSize)), letters: [...pages].map(([first, page]) => ({ letter: first, page })) };
}

/** Numbered from 1; one page without rows of an empty list. */
export async function* numberedPages<T>(
  list: AsyncIterable<T>,
  pageSize: number,
): AsyncGenerator<{ readonly rows: readonly T[]; readonly number: number }> {
  let rows: T[] = [];
  let number = 0;
  for await (const each of list) {
    rows.push(each);
    if (rows.length < pageSize) continue;
    number += 1;
    yield { rows, number };
    rows = [];
  }
  if (rows.length > 0 || number === 0) yield { rows, number: number + 1 };
}
