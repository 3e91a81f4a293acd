/** Who may use the page: logging in and out, passwords, tokens. */
import type { Routes } from './route.ts';

export const accessRoutes = {} as const satisfies Routes;
