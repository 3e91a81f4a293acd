/** How the company stands: sites, alerts, exchanges over time, charts. */
import type { Routes } from './route.ts';

export const overviewRoutes = {} as const satisfies Routes;
