/** The lines of the trace as a chart: a column a day, made of what was received, sent, done here, set aside, and troubles. */
import type { EChartsCoreOption } from 'echarts/core';
import { chartColours } from '../../../../intranet/charts.ts';
import type { Timeline, TimelineCount } from '../../../contract/overview-routes.ts';

export const parts = ['received', 'sent', 'local', 'aside', 'trouble'] as const;
export type Part = (typeof parts)[number];

const [blue, orange, teal, , red, grey] = chartColours.series;
const colours: Readonly<Record<Part, string>> = { received: blue, sent: teal, local: grey, aside: orange, trouble: red };

export type TimelineDay = { readonly day: string } & Readonly<Record<Part, number>>;

const partOf = ({ direction, outcome }: TimelineCount): Part => {
  if (outcome === 'done') return { in: 'received', out: 'sent', local: 'local' }[direction] as Part;
  return outcome === 'ignored' || outcome === 'deferred' ? 'aside' : 'trouble';
};

/** Every day, oldest first, with all its parts. */
export const timelineDays = ({ days, counts }: Timeline): readonly TimelineDay[] => {
  const byDay = Map.groupBy(counts, ({ day }) => day);
  return days.map((day) => {
    const sums = { day, received: 0, sent: 0, local: 0, aside: 0, trouble: 0 };
    for (const count of byDay.get(day) ?? []) sums[partOf(count)] += count.count;
    return sums;
  });
};

const text = { fontFamily: 'system-ui, sans-serif', fontSize: 12, color: chartColours.ink };

/** `say` names a day and a part. */
export const timelineOption = (
  days: readonly TimelineDay[],
  say: { readonly day: (day: string) => string; readonly part: (part: Part) => string },
): EChartsCoreOption => ({
  animation: false,
  textStyle: text,
  grid: { left: 44, right: 8, top: 34, bottom: 26 },
  legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, selectedMode: false, textStyle: text },
  xAxis: {
    type: 'category',
    data: days.map(({ day }) => say.day(day)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: chartColours.line } },
    axisLabel: { ...text, hideOverlap: true },
  },
  yAxis: {
    type: 'value',
    minInterval: 1,
    splitLine: { lineStyle: { color: chartColours.line } },
    axisLabel: { ...text, color: chartColours.faint },
  },
  series: parts.map((part) => ({
    type: 'bar',
    stack: 'day',
    name: say.part(part),
    barMaxWidth: 36,
    silent: true,
    itemStyle: { color: colours[part] },
    data: days.map((day) => day[part]),
  })),
});
