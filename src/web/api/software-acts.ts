/** Software in pages, and its versions. */
import type { softwareRoutes } from '../contract/software-routes.ts';
import type { Acts } from './call.ts';

export const softwareActs: Acts<typeof softwareRoutes> = {};
