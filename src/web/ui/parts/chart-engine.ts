/** The parts of ECharts that the pages use: in a file of their own, loaded when a chart is first shown. */
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, AriaComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** An empty chart in this place. Its own colours are recoloured for dark screens by the stylesheet. */
export const openChart = (place: HTMLElement) => init(place, null, { renderer: 'svg' });
