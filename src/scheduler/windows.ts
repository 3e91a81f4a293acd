/**
 * Windows Task Scheduler: an XML definition for `schtasks /Create /XML`, UTF-16 with a byte order mark. Runs as the user who
 * installs it, while logged on; a run missed while the machine was off is caught up. Not yet tried on a Windows machine.
 */
import { join } from 'node:path';
import { err, ok } from '../result.ts';
import type { RunCommand } from './commands.ts';
import { installPlan, removePlan } from './installer.ts';
import type { ScheduledTask, SchedulePlan, Scheduler } from './port.ts';
import { escapeXml } from './xml-text.ts';

export type WindowsPlace = {
  /** Where the definition is written for `schtasks` to read; it may be deleted afterwards. */
  readonly definitionFolder: string;
  readonly run: RunCommand;
};

export const openWindows = (place: WindowsPlace): Scheduler => {
  const runner = { kind: 'windows', run: place.run } as const;
  const query = (task: ScheduledTask) => place.run(['schtasks', '/Query', '/TN', taskPath(task), '/V', '/FO', 'LIST']);
  return {
    kind: 'windows',
    plan: (task) => plan(place, task),
    install: (task) => installPlan(runner, task, plan(place, task)),
    remove: async (task) => ((await query(task)).ok ? removePlan(runner, plan(place, task)) : ok(plan(place, task))),
    show: async (task) => {
      const found = await query(task);
      if (found.ok) return found;
      const { isAbsent, answer } = found.error;
      return isAbsent ? err({ kind: 'scheduler-unavailable', scheduler: 'windows', cause: answer, retry: 'never' }) : ok(null);
    },
  };
};

const taskPath = (task: ScheduledTask): string => `\\Malleposte\\${task.name}`;

const plan = ({ definitionFolder }: WindowsPlace, task: ScheduledTask): SchedulePlan => {
  const path = join(definitionFolder, `${task.name}.xml`);
  return {
    kind: 'windows',
    files: [{ path, content: renderTask(task).replaceAll('\n', '\r\n'), encoding: 'utf16le-bom' }],
    enable: [['schtasks', '/Create', '/TN', taskPath(task), '/XML', path, '/F']],
    disable: [['schtasks', '/Delete', '/TN', taskPath(task), '/F']],
  };
};

/** Task Scheduler schema 1.2. `%NAME%` of an existing variable cannot be escaped in it; a single `%` stays as it is. */
const renderTask = (task: ScheduledTask): string => {
  const [program = '', ...parameters] = task.command;
  const time = `${String(task.hour).padStart(2, '0')}:${String(task.minute).padStart(2, '0')}:00`;
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>${escapeXml(task.description)}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T${time}</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${escapeXml(program)}</Command>
      <Arguments>${escapeXml(parameters.map(quoteArgument).join(' '))}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
};

/** As CommandLineToArgvW takes it apart: backslashes count only before a quote, where they are doubled. */
const quoteArgument = (argument: string): string => {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument;
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
};
