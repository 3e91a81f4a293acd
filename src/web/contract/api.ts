/** The whole API: every route by method and path. */
import { accessRoutes } from './access-routes.ts';
import { assetsRoutes } from './assets-routes.ts';
import { changesRoutes } from './changes-routes.ts';
import { doublesRoutes } from './doubles-routes.ts';
import { homeRoutes } from './home-routes.ts';
import { keySoftwareRoutes } from './key-software-routes.ts';
import { overviewRoutes } from './overview-routes.ts';
import { queueRoutes } from './queue-routes.ts';
import { receivingRoutes } from './receiving-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { sendingRoutes } from './sending-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { softwareRoutes } from './software-routes.ts';
import { taskRoutes } from './task-routes.ts';
import { traceRoutes } from './trace-routes.ts';
import { upkeepRoutes } from './upkeep-routes.ts';

export const api = {
  ...homeRoutes,
  ...taskRoutes,
  ...sessionRoutes,
  ...accessRoutes,
  ...sendingRoutes,
  ...scheduleRoutes,
  ...receivingRoutes,
  ...traceRoutes,
  ...upkeepRoutes,
  ...queueRoutes,
  ...assetsRoutes,
  ...softwareRoutes,
  ...changesRoutes,
  ...doublesRoutes,
  ...overviewRoutes,
  ...keySoftwareRoutes,
} as const;

export type Api = typeof api;
