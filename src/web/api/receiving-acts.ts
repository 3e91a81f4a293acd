/** What the common site does: polling and its test, the sites, the preferences, the pages of the intranet. */
import type { receivingRoutes } from '../contract/receiving-routes.ts';
import type { Acts } from './call.ts';

export const receivingActs: Acts<typeof receivingRoutes> = {};
