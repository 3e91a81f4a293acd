/** Possible doubles, compared, merged, separated, taken back. */
import type { Routes } from './route.ts';

export const doublesRoutes = {} as const satisfies Routes;
