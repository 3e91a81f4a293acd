/** What a distant site sends: the key, the dossier folder, what is due, sending and its test. */
import type { Routes } from './route.ts';

export const sendingRoutes = {} as const satisfies Routes;
