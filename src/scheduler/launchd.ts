/**
 * launchd: a property list in LaunchAgents (LaunchDaemons for root), loaded into the user's session. A run missed while the machine
 * slept is caught up when it wakes. Not yet tried on a Mac.
 */
import { join } from 'node:path';
import { err, ok } from '../result.ts';
import type { RunCommand } from './commands.ts';
import { installPlan, readIfPresent, removePlan } from './installer.ts';
import type { ScheduledTask, SchedulePlan, Scheduler } from './port.ts';
import { escapeXml } from './xml-text.ts';

export type LaunchdPlace = {
  readonly agentFolder: string;
  /** `gui/501`, or `system` for root. */
  readonly domain: string;
  readonly run: RunCommand;
};

export const openLaunchd = (place: LaunchdPlace): Scheduler => {
  const runner = { kind: 'launchd', run: place.run, isOptional: (command: readonly string[]) => command[1] === 'bootout' } as const;
  return {
    kind: 'launchd',
    plan: (task) => plan(place, task),
    install: (task) => installPlan(runner, task, plan(place, task)),
    remove: (task) => removePlan(runner, plan(place, task)),
    show: async (task) => {
      const planned = plan(place, task);
      const definition = await readIfPresent(planned.files[0]?.path ?? '');
      if (definition === undefined) return ok(null);
      const printed = await place.run(['launchctl', 'print', `${place.domain}/${label(task)}`]);
      if (printed.ok) return printed;
      const { isAbsent, answer } = printed.error;
      return isAbsent ? err({ kind: 'scheduler-unavailable', scheduler: 'launchd', cause: answer, retry: 'never' }) : ok(definition);
    },
  };
};

const label = (task: ScheduledTask): string => `org.malleposte.${task.name}`;

/** An older definition of the same label is unloaded first: launchd refuses to load one twice. */
const plan = (place: LaunchdPlace, task: ScheduledTask): SchedulePlan => {
  const path = join(place.agentFolder, `${label(task)}.plist`);
  const unload = ['launchctl', 'bootout', `${place.domain}/${label(task)}`];
  return {
    kind: 'launchd',
    files: [{ path, content: renderPropertyList(task), encoding: 'utf8' }],
    enable: [unload, ['launchctl', 'bootstrap', place.domain, path]],
    disable: [unload],
  };
};

const renderPropertyList = (task: ScheduledTask): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${escapeXml(label(task))}</string>
  <key>ProgramArguments</key>
  <array>
${task.command.map((argument) => `    <string>${escapeXml(argument)}</string>`).join('\n')}
  </array>
  <key>StartCalendarInterval</key>
  <dict>
    <key>Hour</key>
    <integer>${task.hour}</integer>
    <key>Minute</key>
    <integer>${task.minute}</integer>
  </dict>
  <key>ProcessType</key>
  <string>Background</string>
  <key>Umask</key>
  <integer>63</integer>
</dict>
</plist>
`;
