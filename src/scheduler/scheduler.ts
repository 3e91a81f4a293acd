/** Picks the scheduler of this machine, or the one that is asked for, and says where its files belong. */
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunCommand, runCommand } from './commands.ts';
import { openCron } from './cron.ts';
import { openLaunchd } from './launchd.ts';
import type { Scheduler, SchedulerKind } from './port.ts';
import { openSystemd } from './systemd.ts';
import { openWindows } from './windows.ts';

/** Where things are; tests direct them to a folder and to programs of their own. */
export type SchedulerPlace = {
  /** Folder of units, agents or definitions; that of the platform by default. */
  readonly folder?: string;
  readonly run?: RunCommand;
  readonly isRoot?: boolean;
};

/** `plan` writes nothing, whatever the platform: what another machine would get can be shown here. */
export const openScheduler = (kind: SchedulerKind = kindOfPlatform(), place: SchedulerPlace = {}): Scheduler => {
  const { run = runCommand, isRoot = process.getuid?.() === 0 } = place;
  if (kind === 'cron') return openCron({ run });
  const folder = place.folder ?? folders[kind](isRoot);
  if (kind === 'systemd') return openSystemd({ unitFolder: folder, isSystem: isRoot, run });
  if (kind === 'windows') return openWindows({ definitionFolder: folder, run });
  return openLaunchd({ agentFolder: folder, domain: isRoot ? 'system' : `gui/${process.getuid?.() ?? 0}`, run });
};

/** sd_booted(3): the folder is there when systemd runs the machine, which having it installed does not mean (containers). */
const kindOfPlatform = (): SchedulerKind => {
  if (process.platform === 'win32') return 'windows';
  if (process.platform === 'darwin') return 'launchd';
  return existsSync('/run/systemd/system') ? 'systemd' : 'cron';
};

const folders: Readonly<Record<Exclude<SchedulerKind, 'cron'>, (isRoot: boolean) => string>> = {
  systemd: (isRoot) => (isRoot ? '/etc/systemd/system' : join(homedir(), '.config', 'systemd', 'user')),
  launchd: (isRoot) => (isRoot ? '/Library/LaunchDaemons' : join(homedir(), 'Library', 'LaunchAgents')),
  windows: () => tmpdir(),
};
