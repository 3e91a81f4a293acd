/** Lines, columns and frames of a terminal. Knows no sentence and no command; widths are in columns of the terminal. */
import { stripVTControlCharacters, styleText } from 'node:util';

export type Column = {
  readonly title: string;
  readonly align?: 'right';
  /** May be cut with an ellipsis when the line is too narrow. */
  readonly isFlexible?: boolean;
};

const minFlexibleWidth = 8;
const gap = '  ';

/** Breaks at ordinary spaces only; following lines are indented. A word longer than the line is left whole, to be copied. */
export function wrap(text: string, width: number, indent = ''): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width, indent))
    .join('\n');
}

function wrapLine(line: string, width: number, indent: string): string {
  const lines: string[] = [];
  const [first = '', ...words] = line.split(' ');
  let current = first;
  for (const word of words) {
    const candidate = `${current} ${word}`;
    if (current.trim() !== '' && widthOf(candidate) > width) {
      lines.push(current);
      current = `${indent}${word}`;
    } else {
      current = candidate;
    }
  }
  return [...lines, current].join('\n');
}

/** Columns aligned under their titles; flexible ones give way when the lines would be wider than `width`. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const cells = rows.map((row) => row.map(oneLine));
  const natural = columns.map((column, index) => Math.max(widthOf(column.title), ...cells.map((row) => widthOf(row[index] ?? ''))));
  const widths = shrink(columns, natural, width);
  const render = (row: readonly string[]): string =>
    columns
      .map((column, index) => pad(cut(row[index] ?? '', widths[index] ?? 0), widths[index] ?? 0, column.align))
      .join(gap)
      .trimEnd();
  return [columns.map(({ title }) => title), ...cells].map(render).join('\n');
}

function shrink(columns: readonly Column[], natural: readonly number[], width: number): readonly number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, each) => sum + each, 0) + gap.length * (widths.length - 1) - width;
  while (excess > 0) {
    const widest = columns.reduce(
      (best, column, index) => (column.isFlexible && (widths[index] ?? 0) > (widths[best] ?? 0) ? index : best),
      columns.findIndex((column) => column.isFlexible),
    );
    if (widest < 0 || (widths[widest] ?? 0) <= minFlexibleWidth) return widths;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

/** `label   value`, one a line; empty values are left out. */
export function definitions(rows: readonly (readonly [string, string])[], width: number): string {
  const shown = rows.filter(([, value]) => value !== '');
  const labelWidth = Math.max(0, ...shown.map(([label]) => widthOf(label)));
  const indent = ' '.repeat(labelWidth + gap.length);
  return shown.map(([label, value]) => wrap(`${pad(label, labelWidth)}${gap}${oneLine(value)}`, width, indent)).join('\n');
}

/** A frame that cannot be overlooked. */
export function banner(title: string, lines: readonly string[], width: number): string {
  const stars = `*** ${title} ***`;
  const rule = '*'.repeat(Math.min(width, 78));
  return [rule, stars, ...lines.map((line) => wrap(`    ${line}`, Math.min(width, 78), '    ')), rule].join('\n');
}

export type Colour = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

export const paint = (text: string, colour: Colour, isColoured: boolean): string =>
  isColoured ? styleText(colour, text, { validateStream: false }) : text;

/**
 * What may be written to a terminal: file names and mail subjects come from strangers and could steer it. Our own colours pass,
 * other control characters and the marks that reverse the writing direction do not.
 */
export const printable = (text: string): string =>
  text.replaceAll(/\u001b\[[0-9;]*m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (mark) =>
    mark.startsWith('\u001b[') ? mark : '\ufffd',
  );

/** Columns that a text takes: marks that combine take none, wide East Asian characters take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text).normalize('NFC')) {
    if (/\p{M}/u.test(character)) continue;
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f9ff}]/u.test(
      character,
    )
      ? 2
      : 1;
  }
  return width;
}

const oneLine = (text: string): string => text.replaceAll(/[\r\n\t]+/g, ' ');

const pad = (text: string, width: number, align?: 'right'): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? `${space}${text}` : `${text}${space}`;
};

function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept) + widthOf(character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
