/** What changed, in pages. */
import type { Routes } from './route.ts';

export const changesRoutes = {} as const satisfies Routes;
