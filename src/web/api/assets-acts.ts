/** Assets in pages: searched, sorted, counted, exported; one of them whole; what people say of it. */
import type { assetsRoutes } from '../contract/assets-routes.ts';
import type { Acts } from './call.ts';

export const assetsActs: Acts<typeof assetsRoutes> = {};
