/** Configuring the session: settings read, proposed, tested and saved; certificates; the first set-up; enrolment. */
import type { sessionRoutes } from '../contract/session-routes.ts';
import type { Acts } from './call.ts';

export const sessionActs: Acts<typeof sessionRoutes> = {};
