/** The function of every route. */
import type { Api } from '../contract/api.ts';
import { accessActs } from './access-acts.ts';
import { assetsActs } from './assets-acts.ts';
import type { Acts } from './call.ts';
import { changesActs } from './changes-acts.ts';
import { doublesActs } from './doubles-acts.ts';
import { homeActs } from './home-acts.ts';
import { keySoftwareActs } from './key-software-acts.ts';
import { overviewActs } from './overview-acts.ts';
import { queueActs } from './queue-acts.ts';
import { receivingActs } from './receiving-acts.ts';
import { scheduleActs } from './schedule-acts.ts';
import { sendingActs } from './sending-acts.ts';
import { sessionActs } from './session-acts.ts';
import { softwareActs } from './software-acts.ts';
import { taskActs } from './task-acts.ts';
import { traceActs } from './trace-acts.ts';
import { upkeepActs } from './upkeep-acts.ts';

export const acts: Acts<Api> = {
  ...homeActs,
  ...taskActs,
  ...sessionActs,
  ...accessActs,
  ...sendingActs,
  ...scheduleActs,
  ...receivingActs,
  ...traceActs,
  ...upkeepActs,
  ...queueActs,
  ...assetsActs,
  ...softwareActs,
  ...changesActs,
  ...doublesActs,
  ...overviewActs,
  ...keySoftwareActs,
};
