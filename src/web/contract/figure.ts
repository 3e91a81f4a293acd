/** A figure as the API says it: counts with their labels, and how they are drawn (intranet/charts.ts). */
import { z } from 'zod';
import type { ChartData } from '../../intranet/charts.ts';

const tally = z.object({ label: z.string(), count: z.int() });

const chartData = z.discriminatedUnion('shape', [
  z.object({ shape: z.literal('bars'), rows: z.array(tally) }).describe('one bar a label, the greatest first'),
  z.object({ shape: z.literal('columns'), rows: z.array(tally) }).describe('labels in their own order'),
  z.object({ shape: z.literal('line'), rows: z.array(tally) }),
  z
    .object({
      shape: z.literal('stacks'),
      stacks: z.array(z.object({ label: z.string(), parts: z.array(tally) })),
      tones: z.array(z.int()).optional(),
    })
    .describe('one bar a label, made of parts'),
]) satisfies z.ZodType<ChartData>;

export const figure = z.object({
  name: z.string(),
  title: z.string(),
  label: z.string().describe('head of the first column of its table'),
  count: z.string().describe('head of the second column'),
  rows: z.array(tally).describe('all of it, as a table'),
  description: z.string().describe('what it shows, in a sentence; empty when there is nothing to draw'),
  data: chartData.describe('what is drawn: the greatest ones, the others together'),
});
export type Figure = z.output<typeof figure>;
