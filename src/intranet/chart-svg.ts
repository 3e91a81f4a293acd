/**
 * A chart drawn by ECharts without a browser, taken apart and built again from the few elements and attributes that a drawing needs:
 * what its texts say cannot become markup, and nothing is left that the pages' content policy would stop. Proven on ECharts 6.1.0.
 */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ChartData, chartColours, chartOption, chartSize } from './charts.ts';
import { element, type Html } from './html.ts';

use([BarChart, LineChart, GridComponent, SVGRenderer]);

export type Drawing = {
  readonly data: ChartData;
  /** For who does not see it: what it is, and what it shows in words. */
  readonly title: string;
  readonly description: string;
  readonly say: (value: number) => string;
};

export const drawChart = ({ data, title, description, say }: Drawing): Html => {
  const size = chartSize(data);
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption(chartOption(data, say));
    const shapes = rebuild(chart.renderToSVGString());
    const frame = { class: 'chart', viewBox: `0 0 ${size.width} ${size.height}`, role: 'img', 'aria-label': `${title}. ${description}` };
    return element('svg', frame, [element('title', {}, [title]), element('desc', {}, [description]), ...shapes]);
  } finally {
    // Its timer would keep the process alive.
    chart.dispose();
  }
};

const shapeAttributes = [
  'd',
  'x',
  'y',
  'cx',
  'cy',
  'r',
  'width',
  'height',
  'points',
  'transform',
  'fill',
  'stroke',
  'stroke-width',
  'fill-opacity',
  'text-anchor',
  'dominant-baseline',
];
const shapePattern = /<(path|rect|circle|polyline|polygon|text)\b([^>]*)>([^<]*)<\/\1>/g;

/** Groups, definitions and styles are left out: the few chart types used here have none that shows. */
const rebuild = (drawn: string): readonly Html[] =>
  [...drawn.replaceAll(/<defs\b[^>]*>[\s\S]*?<\/defs>/g, '').matchAll(shapePattern)]
    .filter(([, , attributes = '']) => !/\bfill="none"[^>]*$/.test(attributes) || /\bstroke="/.test(attributes))
    .map(([, name = '', attributes = '', text = '']) => {
      const kept = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].filter(([, key = '']) => shapeAttributes.includes(key));
      const written = Object.fromEntries(kept.map(([, key = '', value = '']) => [key, colourName(readable(value))]));
      const children: readonly string[] = name === 'text' ? [readable(text)] : [];
      return element(
        name,
        name === 'text' ? { ...written, 'font-size': /font-size:(\d+)px/.exec(attributes)?.[1] ?? '13' } : written,
        children,
      );
    });

/** ECharts writes some of the colours that it was given as `rgb(…)`; the stylesheet knows them by their own spelling. */
const colourName = (value: string): string => {
  const match = /^rgb\((\d+),(\d+),(\d+)\)$/.exec(value);
  if (!match) return value;
  const name = `#${match
    .slice(1)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`;
  return ourColours.includes(name) ? name : value;
};

const ourColours: readonly string[] = [
  chartColours.ink,
  chartColours.faint,
  chartColours.line,
  chartColours.inverse,
  ...chartColours.series,
];

/** The five escapes that ECharts writes. */
const readable = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
