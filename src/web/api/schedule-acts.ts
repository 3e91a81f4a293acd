/** The daily task of the machine’s scheduler: shown, installed, removed. */
import type { scheduleRoutes } from '../contract/schedule-routes.ts';
import type { Acts } from './call.ts';

export const scheduleActs: Acts<typeof scheduleRoutes> = {};
