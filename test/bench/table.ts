/** The benchmark's table: one row a program, with ratios to one of them. */

export type Row = {
  readonly name: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number | null;
  readonly mails: number;
  /** 0 for a program that looks into no mail. */
  readonly inventories: number;
};

type Column = { readonly title: string; readonly show: (row: Row, baseline: Row | undefined) => string };

const columns: readonly Column[] = [
  { title: 'program', show: ({ name }) => name },
  { title: 'wall s', show: ({ seconds }) => seconds.toFixed(2) },
  { title: 'ratio', show: ({ seconds }, baseline) => ratio(seconds, baseline?.seconds) },
  { title: 'CPU s', show: ({ cpuSeconds }) => cpuSeconds.toFixed(2) },
  { title: 'ratio', show: ({ cpuSeconds }, baseline) => ratio(cpuSeconds, baseline?.cpuSeconds) },
  { title: 'messages/s', show: ({ mails, seconds }) => rate(mails, seconds) },
  { title: 'inventories/s', show: ({ inventories, seconds }) => rate(inventories, seconds) },
  { title: 'peak MB', show: ({ peakMb }) => (peakMb === null ? '–' : peakMb.toFixed(0)) },
];

/** Aligned lines for a terminal; ratios to the row of that name, where there is one. */
export function table(rows: readonly Row[], baselineName: string): string {
  const baseline = rows.find(({ name }) => name === baselineName);
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ show }) => show(row, baseline)))];
  const widths = columns.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => align(cell, column, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Names to the left, numbers to the right. */
const align = (cell: string, column: number, width: number): string => (column === 0 ? cell.padEnd(width) : cell.padStart(width));

const ratio = (amount: number, baseline: number | undefined): string => (baseline ? (amount / baseline).toFixed(2) : '–');

const rate = (count: number, seconds: number): string => (count === 0 ? '–' : (count / seconds).toFixed(count / seconds < 10 ? 1 : 0));
