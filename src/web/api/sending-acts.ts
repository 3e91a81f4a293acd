/** What a distant site sends: the key, the dossier folder, what is due, sending and its test. */
import type { sendingRoutes } from '../contract/sending-routes.ts';
import type { Acts } from './call.ts';

export const sendingActs: Acts<typeof sendingRoutes> = {};
