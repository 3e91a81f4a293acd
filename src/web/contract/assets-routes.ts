/** Assets in pages: searched, sorted, counted, exported; one of them whole; what people say of it. */
import type { Routes } from './route.ts';

export const assetsRoutes = {} as const satisfies Routes;
