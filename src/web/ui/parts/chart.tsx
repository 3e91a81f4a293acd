/** A chart drawn live: loaded when it is first shown, redrawn as wide as its place is. What it shows is told in words beside it. */
import './chart.css';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';

type Engine = typeof import('./chart-engine.ts');
type Opened = ReturnType<Engine['openChart']>;

export type ChartProps = {
  /** Kept stable (useMemo). */
  readonly option: EChartsCoreOption;
  /** Laid over it; kept stable, too. */
  readonly over?: EChartsCoreOption;
  /** In pixels; the width is the place's. */
  readonly height: number;
  /** Read out: what it is, and what it shows. */
  readonly label: string;
  /** Told the place of the bar that was clicked, or of the band above and below it. */
  readonly onPick?: (index: number) => void;
};

export function Chart({ option, over, height, label, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<Opened>(undefined);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(place, measured);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  useEffect(() => {
    const gone = new AbortController();
    const drawing = { options: [option, over ?? {}], onPick: (index: number) => pick.current?.(index), gone: gone.signal };
    // What has gone meanwhile is ended as soon as it is there.
    void openIn(place.current, drawing).then((opened) => {
      if (gone.signal.aborted) opened?.dispose();
      else chart.current = opened;
    });
    return () => {
      gone.abort();
      chart.current?.dispose();
      chart.current = undefined;
    };
  }, [option, over]);
  useEffect(() => {
    if (width > 0) chart.current?.resize({ width, height });
  }, [width, height]);
  return <div ref={ref} className="chart" role="img" aria-label={label} data-clicks={onPick !== undefined} style={{ height }} />;
}

type Drawing = {
  readonly options: readonly EChartsCoreOption[];
  readonly onPick: (index: number) => void;
  readonly gone: AbortSignal;
};

/** Nothing is opened for a drawing that is gone: a place has one chart, and ending the old one would end the new one. */
async function openIn(place: HTMLElement | null, { options, onPick, gone }: Drawing): Promise<Opened | undefined> {
  // A file of the pages that cannot be loaded leaves the table, which is there anyway.
  const engine = await import('./chart-engine.ts').catch(() => undefined);
  if (!engine || gone.aborted || !place?.isConnected) return undefined;
  const chart = engine.openChart(place);
  for (const option of options) chart.setOption(option);
  // Anywhere in the band of a column, not on the bar alone: a day with one line has a bar of a pixel.
  chart.getZr().on('click', ({ offsetX, offsetY }) => {
    if (!chart.containPixel('grid', [offsetX, offsetY])) return;
    const [index] = chart.convertFromPixel({ seriesIndex: 0 }, [offsetX, offsetY]);
    if (index !== undefined) onPick(Math.round(index));
  });
  return chart;
}
