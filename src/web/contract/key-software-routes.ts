/** Key software and how machines age. */
import type { Routes } from './route.ts';

export const keySoftwareRoutes = {} as const satisfies Routes;
