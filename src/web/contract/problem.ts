/** How the API tells that something did not work: RFC 9457, with what happened, why, and what to do next, in the language asked for. */
import { z } from 'zod';

export const problem = z.object({
  status: z.int(),
  /** Stable, for programs. */
  kind: z.string(),
  title: z.string().describe('what happened'),
  detail: z.string().describe('why'),
  remedy: z.string().describe('what to do next'),
  fields: z.array(z.object({ path: z.string(), text: z.string() })).describe('of input that was refused: which field, and what it wants'),
  facts: z.record(z.string(), z.unknown()).describe('what the error is about, without any secret'),
});

export type Problem = z.output<typeof problem>;
