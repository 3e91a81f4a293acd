/** Every command, in the order of the help. */
import type { Command } from '../command.ts';
import { accessListCommand, accessPasswordCommand, accessRevokeCommand, accessTokenCommand } from './access.ts';
import { assetCommand } from './asset.ts';
import { assetsCommand } from './assets.ts';
import { changesCommand } from './changes.ts';
import { checkCommand } from './check.ts';
import { collectCommand } from './collect.ts';
import { demoCommand } from './demo.ts';
import { digestCommand } from './digest.ts';
import { doublesCommand, doublesMergeCommand, doublesSeparateCommand, doublesUndoCommand } from './doubles.ts';
import { acceptCommand, inviteCommand, revokeCommand } from './enrolment.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { initCommand } from './init.ts';
import { joinCommand } from './join.ts';
import { keySoftwareCommand } from './key-software.ts';
import { leaveCommand } from './leave.ts';
import { lifecycleCommand } from './lifecycle.ts';
import { publishCommand } from './publish.ts';
import { pushCommand } from './push.ts';
import { quarantineDropCommand, quarantineListCommand, quarantineRetryCommand, quarantineShowCommand } from './quarantine.ts';
import { receiveCommand } from './receive.ts';
import { recoveryCreateCommand } from './recovery.ts';
import { replayCommand } from './replay.ts';
import { rotateCommand } from './rotate.ts';
import { scheduleInstallCommand, scheduleRemoveCommand, scheduleShowCommand } from './schedule.ts';
import { searchCommand } from './search.ts';
import { sendCommand } from './send.ts';
import { serveCommand } from './serve.ts';
import { sitesCommand } from './sites.ts';
import { softwareCommand } from './software.ts';
import { statusCommand } from './status.ts';
import { testConnectionCommand } from './test-connection.ts';
import { testReceiveCommand, testSendCommand } from './test-mail.ts';
import { traceDeleteCommand, traceListCommand } from './trace.ts';
import { traceExportCommand } from './trace-export.ts';

export const commands: readonly Command[] = [
  initCommand,
  inviteCommand,
  acceptCommand,
  revokeCommand,
  recoveryCreateCommand,
  rotateCommand,
  sitesCommand,
  joinCommand,
  leaveCommand,
  sendCommand,
  receiveCommand,
  importCommand,
  exportCommand,
  publishCommand,
  pushCommand,
  collectCommand,
  testConnectionCommand,
  testSendCommand,
  testReceiveCommand,
  statusCommand,
  assetsCommand,
  assetCommand,
  doublesCommand,
  doublesMergeCommand,
  doublesSeparateCommand,
  doublesUndoCommand,
  replayCommand,
  softwareCommand,
  searchCommand,
  changesCommand,
  keySoftwareCommand,
  lifecycleCommand,
  digestCommand,
  traceListCommand,
  traceExportCommand,
  traceDeleteCommand,
  scheduleInstallCommand,
  scheduleRemoveCommand,
  scheduleShowCommand,
  quarantineListCommand,
  quarantineShowCommand,
  quarantineRetryCommand,
  quarantineDropCommand,
  checkCommand,
  serveCommand,
  accessListCommand,
  accessPasswordCommand,
  accessTokenCommand,
  accessRevokeCommand,
  demoCommand,
];
