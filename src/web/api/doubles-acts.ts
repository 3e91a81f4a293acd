/** Possible doubles, compared, merged, separated, taken back. */
import type { doublesRoutes } from '../contract/doubles-routes.ts';
import type { Acts } from './call.ts';

export const doublesActs: Acts<typeof doublesRoutes> = {};
