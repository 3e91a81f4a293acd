/** What waits for a person or a server: quarantine and the outgoing queue. */
import type { Routes } from './route.ts';

export const upkeepRoutes = {} as const satisfies Routes;
