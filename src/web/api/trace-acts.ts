/** The journal of exchanges: listed, told whole, deleted, exported. */
import type { traceRoutes } from '../contract/trace-routes.ts';
import type { Acts } from './call.ts';

export const traceActs: Acts<typeof traceRoutes> = {};
