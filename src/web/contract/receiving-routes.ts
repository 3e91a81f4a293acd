/** What the common site does: polling and its test, the sites, the preferences, the pages of the intranet. */
import type { Routes } from './route.ts';

export const receivingRoutes = {} as const satisfies Routes;
