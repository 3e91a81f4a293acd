/** Configuring the session: settings read, proposed, tested and saved; certificates; the first set-up; enrolment. */
import type { Routes } from './route.ts';

export const sessionRoutes = {} as const satisfies Routes;
