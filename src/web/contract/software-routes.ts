/** Software in pages, and its versions. */
import type { Routes } from './route.ts';

export const softwareRoutes = {} as const satisfies Routes;
