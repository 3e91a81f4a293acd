/** Key software and how machines age. */
import type { keySoftwareRoutes } from '../contract/key-software-routes.ts';
import type { Acts } from './call.ts';

export const keySoftwareActs: Acts<typeof keySoftwareRoutes> = {};
