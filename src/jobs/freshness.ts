/** Is a site heard of as often as it should be. Silence is a finding: no contact is never taken for no change. Pure; the clock is a parameter. */
import type { SiteState } from '../store/port.ts';

/** `late`: the period is over; `silent`: the days of grace, too. `never`: nothing came yet, and it is not silent for that. */
export type Freshness = 'never' | 'fresh' | 'late' | 'silent';

type Contact = { readonly state: SiteState; readonly lastContactAt: string; readonly admittedAt: string };

type Terms = { readonly everyDays: number; readonly graceDays: number; readonly now: Date };

const dayMs = 86_400_000;

/** A site that was admitted and never sent anything is silent, too, once its first period and the grace are over. */
export function freshnessOf({ state, lastContactAt, admittedAt }: Contact, { everyDays, graceDays, now }: Terms): Freshness {
  const since = Date.parse(lastContactAt || admittedAt);
  const days = (now.getTime() - since) / dayMs;
  const isSilent = days > everyDays + graceDays;
  if (lastContactAt === '') return state === 'admitted' && isSilent ? 'silent' : 'never';
  if (isSilent) return 'silent';
  return days > everyDays ? 'late' : 'fresh';
}
