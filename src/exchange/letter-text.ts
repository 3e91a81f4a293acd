/** Lines of a letter: wrapped, and nothing in them that a file name or a site's name could smuggle in. */

const columns = 76;

/** Wraps each line of a paragraph at 76 columns; a word that is longer is shortened in its middle. */
export function wrapped(paragraph: string): string {
  return paragraph.split('\n').map(wrapLine).join('\n');
}

/** What follows a list item's first line is indented. */
function wrapLine(line: string): string {
  const indent = line.startsWith('- ') ? '  ' : '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').map(shortened)) {
    const longer = current === '' ? word : `${current} ${word}`;
    const isTooLong = lengthOf(longer) > columns;
    if (isTooLong) lines.push(current);
    current = isTooLong ? `${indent}${word}` : longer;
  }
  return [...lines, current].join('\n');
}

function shortened(word: string): string {
  const letters = [...word];
  return letters.length <= 70 ? word : [...letters.slice(0, 34), '…', ...letters.slice(-34)].join('');
}

const lengthOf = (text: string): number => [...text].length;

/** One line of plain text: file names and names of sites may hold anything. */
export const plain = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();

/** At most twenty problems are told, one a line; `more` says how many are not. A code without words is told as it is. */
export function listed(
  problems: readonly { readonly path: string; readonly problem: string }[],
  words: ReadonlyMap<string, string>,
  more: (count: number) => string,
): string {
  const told = problems.slice(0, 20).map(({ path, problem }) => `- ${plain(path)} ${words.get(problem) ?? `: ${plain(problem)}`}`);
  const left = problems.length - told.length;
  return [...told, ...(left > 0 ? [`- ${more(left)}`] : [])].join('\n');
}
