/** The journal of exchanges: listed, told whole, deleted, exported. */
import type { Routes } from './route.ts';

export const traceRoutes = {} as const satisfies Routes;
