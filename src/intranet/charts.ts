/**
 * Charts as ECharts options, made from counts. Pure values: the intranet draws them on paper and screen (chart-svg.ts), a live page may
 * use the same. Ignores words: labels come said. Colours are names that the stylesheet gives light and dark values (style.ts).
 */
import type { EChartsCoreOption } from 'echarts/core';
import type { Tally } from './view.ts';

/** As drawn; the stylesheet finds shapes by these values and recolours them for dark screens. */
export const chartColours = {
  ink: '#1d2733',
  faint: '#5b6775',
  line: '#d5dae0',
  /** Text on a coloured part. */
  inverse: '#fffffe',
  series: ['#1f5fa8', '#a35700', '#0f7b6c', '#8a3ffc', '#b3264a', '#6b7684'],
} as const;

export type ChartData =
  /** One bar a label, the greatest first. */
  | { readonly shape: 'bars'; readonly rows: readonly Tally[] }
  /** Labels in their own order, left to right. */
  | { readonly shape: 'columns'; readonly rows: readonly Tally[] }
  | { readonly shape: 'line'; readonly rows: readonly Tally[] }
  /** One bar a label, made of parts. */
  | {
      readonly shape: 'stacks';
      readonly stacks: readonly { readonly label: string; readonly parts: readonly Tally[] }[];
      /** Places in the palette, part by part; in its order when absent. */
      readonly tones?: readonly number[] | undefined;
    };

export type ChartSize = { readonly width: number; readonly height: number };

const width = 400;
const text = { fontFamily: 'system-ui, sans-serif', fontSize: 13 };
const colourAt = (place: number): string => chartColours.series[place % chartColours.series.length] ?? chartColours.ink;

/** Bars grow downwards with their number; the rest is as high as it is easy to read. */
export const chartSize = (data: ChartData): ChartSize => {
  if (data.shape === 'bars') return { width, height: 24 + data.rows.length * 30 };
  return data.shape === 'stacks' ? { width, height: 24 + data.stacks.length * 34 } : { width, height: 250 };
};

export const chartOption = (data: ChartData, say: (value: number) => string): EChartsCoreOption => {
  const base = { animation: false, textStyle: { ...text, color: chartColours.ink }, color: [...chartColours.series] };
  if (data.shape === 'bars') return { ...base, ...barsOption(data.rows, say) };
  if (data.shape === 'stacks') return { ...base, ...stacksOption(data) };
  return { ...base, ...uprightOption(data, say) };
};

const labelAxis = (labels: readonly string[], maxWidth: number) => ({
  type: 'category',
  data: labels.map((label) => shorten(label, maxWidth)),
  axisLine: { lineStyle: { color: chartColours.line } },
  axisTick: { show: false },
  axisLabel: { ...text, color: chartColours.ink, interval: 0 },
});

/** No letter is measured without a browser: an average width is near enough, and cut labels stand whole in the table beneath. */
const shorten = (label: string, maxWidth: number): string => {
  const letters = Math.floor(maxWidth / 7.1);
  return [...label].length <= letters ? label : `${[...label].slice(0, letters - 1).join('')}…`;
};

const labelWidth = 165;
const barsWidth = width - labelWidth - 12 - 48;

const sideways = (labels: readonly string[]) => ({
  grid: { left: labelWidth + 12, right: 48, top: 4, bottom: 4, containLabel: false },
  xAxis: { type: 'value', show: false, max: 'dataMax' },
  yAxis: { ...labelAxis(labels, labelWidth), inverse: true, axisLine: { show: false } },
});

const valueLabel = (say: (value: number) => string) => ({
  show: true,
  ...text,
  color: chartColours.ink,
  textBorderWidth: 0,
  formatter: ({ value }: { readonly value: unknown }): string => (typeof value === 'number' ? say(value) : ''),
});

const barsOption = (rows: readonly Tally[], say: (value: number) => string) => ({
  ...sideways(rows.map(({ label }) => label)),
  series: [
    {
      type: 'bar',
      silent: true,
      barWidth: 18,
      itemStyle: { color: colourAt(0), borderRadius: [0, 3, 3, 0] },
      label: { ...valueLabel(say), position: 'right' },
      data: rows.map(({ count }) => count),
    },
  ],
});

const uprightOption = (
  { shape, rows }: { readonly shape: 'columns' | 'line'; readonly rows: readonly Tally[] },
  say: (value: number) => string,
) => ({
  grid: { left: 38, right: 10, top: 24, bottom: 32, containLabel: false },
  xAxis: {
    ...labelAxis(
      rows.map(({ label }) => label),
      90,
    ),
    boundaryGap: shape === 'columns',
    axisLabel: spaced(rows.length, shape === 'line' ? 5 : 7),
  },
  yAxis: {
    type: 'value',
    minInterval: 1,
    splitLine: { lineStyle: { color: chartColours.line } },
    axisLabel: { ...text, color: chartColours.faint, formatter: say },
  },
  series: [shape === 'line' ? lineSeries(rows) : columnSeries(rows, say)],
});

/** At most seven labels of a word, or five of a date, beside one another. */
const spaced = (labels: number, atMost: number) => ({
  ...text,
  fontSize: labels > 6 ? 11 : 12,
  color: chartColours.ink,
  interval: Math.ceil(labels / atMost) - 1,
});

const lineSeries = (rows: readonly Tally[]) => ({
  type: 'line',
  silent: true,
  symbolSize: 7,
  lineStyle: { width: 2.5, color: colourAt(0) },
  itemStyle: { color: colourAt(0) },
  areaStyle: { color: colourAt(0), opacity: 0.12 },
  data: rows.map(({ count }) => count),
});

const columnSeries = (rows: readonly Tally[], say: (value: number) => string) => ({
  type: 'bar',
  silent: true,
  barMaxWidth: 40,
  itemStyle: { color: colourAt(0), borderRadius: [3, 3, 0, 0] },
  label: { ...valueLabel(say), position: 'top' },
  data: rows.map(({ count }) => count),
});

/** Parts in the order of their size have the colours in the order of the palette, and their names inside where there is room. */
const stacksOption = ({ stacks, tones = [] }: Extract<ChartData, { shape: 'stacks' }>) => {
  const most = Math.max(0, ...stacks.map(({ parts }) => parts.length));
  const longest = Math.max(1, ...stacks.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)));
  const nameOf = ({ label, count }: Tally): string => ([...label].length * 7 < (count / longest) * barsWidth ? label : '');
  return {
    ...sideways(stacks.map(({ label }) => label)),
    series: Array.from({ length: most }, (_, place) => ({
      type: 'bar',
      stack: 'all',
      silent: true,
      barWidth: 20,
      itemStyle: { color: colourAt(tones[place] ?? place), borderColor: chartColours.line, borderWidth: 1 },
      label: { ...text, fontSize: 12, color: chartColours.inverse, textBorderWidth: 0, show: true, position: 'inside' },
      data: stacks.map(({ parts }) => partOf(parts[place], nameOf)),
    })),
  };
};

const partOf = (part: Tally | undefined, nameOf: (part: Tally) => string) => ({
  value: part?.count ?? 0,
  label: { formatter: (): string => (part ? nameOf(part) : '') },
});
