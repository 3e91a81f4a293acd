/** That a person ended the run, in a sentence: the last one of a report. */
import type { Context } from './context.ts';

/** [] when nobody did. */
export const sayStopped = ({ speech }: Context, { stopped }: { readonly stopped?: boolean }): readonly string[] =>
  stopped ? [speech.reports.alerts.stopped] : [];
