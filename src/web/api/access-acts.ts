/** Who may use the page: logging in and out, passwords, tokens. */
import type { accessRoutes } from '../contract/access-routes.ts';
import type { Acts } from './call.ts';

export const accessActs: Acts<typeof accessRoutes> = {};
