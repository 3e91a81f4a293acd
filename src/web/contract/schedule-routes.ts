/** The daily task of the machine’s scheduler: shown, installed, removed. */
import type { Routes } from './route.ts';

export const scheduleRoutes = {} as const satisfies Routes;
