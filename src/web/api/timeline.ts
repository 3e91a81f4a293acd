/** The trace counted by day: days begin at midnight where the installation is, whatever the clocks do in between. */
import { DateTime } from 'luxon';
import type { Common, Distant } from '../../jobs/installation.ts';
import type { Timeline } from '../contract/overview-routes.ts';

export async function timelineOf({ store, now, timeZone }: Common | Distant, days: number): Promise<Timeline> {
  const today = DateTime.fromJSDate(now(), { zone: timeZone }).startOf('day');
  const dates = Array.from({ length: days }, (_, index) => today.minus({ days: days - 1 - index }));
  const names = dates.map((date) => date.toFormat('yyyy-MM-dd'));
  const counts = await store.traceCounts(dates.map((date) => date.toJSDate().toISOString()));
  return {
    days: names,
    counts: counts.map(({ span, direction, outcome, count }) => ({ day: names[span] ?? '', direction, outcome, count })),
  };
}
