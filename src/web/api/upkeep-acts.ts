/** What waits for a person or a server: quarantine and the outgoing queue. */
import type { upkeepRoutes } from '../contract/upkeep-routes.ts';
import type { Acts } from './call.ts';

export const upkeepActs: Acts<typeof upkeepRoutes> = {};
