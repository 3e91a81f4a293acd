/** What changed, in pages. */
import type { changesRoutes } from '../contract/changes-routes.ts';
import type { Acts } from './call.ts';

export const changesActs: Acts<typeof changesRoutes> = {};
