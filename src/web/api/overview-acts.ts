/** How the company stands: sites, alerts, exchanges over time, charts. */
import type { overviewRoutes } from '../contract/overview-routes.ts';
import type { Acts } from './call.ts';

export const overviewActs: Acts<typeof overviewRoutes> = {};
