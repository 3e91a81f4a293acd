/**
 * systemd: a oneshot service and its timer, of the system when root installs them, of the user otherwise (then with lingering, or
 * the timer would stop when the user logs out). A run missed while the machine was off is caught up (Persistent=true).
 */
import { join } from 'node:path';
import { ok } from '../result.ts';
import type { RunCommand } from './commands.ts';
import { installPlan, readIfPresent, removePlan, runAll } from './installer.ts';
import type { ScheduledTask, SchedulePlan, Scheduler } from './port.ts';

export type SystemdPlace = { readonly unitFolder: string; readonly isSystem: boolean; readonly run: RunCommand };

export const openSystemd = (place: SystemdPlace): Scheduler => {
  const { run } = place;
  const runner = { kind: 'systemd', run, isOptional: (command: readonly string[]) => command[0] === 'loginctl' } as const;
  return {
    kind: 'systemd',
    plan: (task) => plan(place, task),
    install: (task) => installPlan(runner, task, plan(place, task)),
    remove: async (task) => {
      const planned = plan(place, task);
      if ((await installedUnits(planned)) === null) return ok(planned);
      const removed = await removePlan(runner, planned);
      const reloaded = removed.ok ? await runAll(runner, [reload(place)]) : removed;
      return reloaded.ok ? ok(planned) : reloaded;
    },
    show: async (task) => {
      const units = await installedUnits(plan(place, task));
      if (units === null) return ok(null);
      const listed = await run([...systemctl(place), 'list-timers', '--all', '--no-pager', `${task.name}.timer`]);
      return ok(listed.ok ? `${listed.value.trimEnd()}\n\n${units}` : units);
    },
  };
};

const systemctl = ({ isSystem }: SystemdPlace): readonly string[] => (isSystem ? ['systemctl'] : ['systemctl', '--user']);

const reload = (place: SystemdPlace): readonly string[] => [...systemctl(place), 'daemon-reload'];

const plan = (place: SystemdPlace, task: ScheduledTask): SchedulePlan => {
  const control = systemctl(place);
  const timer = `${task.name}.timer`;
  const lingering = place.isSystem ? [] : [['loginctl', 'enable-linger']];
  return {
    kind: 'systemd',
    files: [
      { path: join(place.unitFolder, `${task.name}.service`), content: renderService(task, place.isSystem), encoding: 'utf8' },
      { path: join(place.unitFolder, timer), content: renderTimer(task), encoding: 'utf8' },
    ],
    enable: [reload(place), [...control, 'enable', '--now', timer], ...lingering],
    disable: [[...control, 'disable', '--now', timer]],
  };
};

const installedUnits = async ({ files }: SchedulePlan): Promise<string | null> => {
  const texts = await Promise.all(files.map(async ({ path }) => ({ path, text: await readIfPresent(path) })));
  const present = texts.filter(({ text }) => text !== undefined);
  return present.length === 0 ? null : present.map(({ path, text }) => `# ${path}\n${text}`).join('\n');
};

/** Exit 3 is "done, but something needs a look": no failure of the service. Memory stays writable and executable for V8. */
const renderService = (task: ScheduledTask, isSystem: boolean): string =>
  `[Unit]
Description=${escapeSpecifiers(task.description)}
${isSystem ? 'Wants=network-online.target\nAfter=network-online.target\n' : ''}
[Service]
Type=oneshot
ExecStart=${startable(task.command).map(quoteArgument).join(' ')}
SuccessExitStatus=3
TimeoutStartSec=2h
Nice=10
UMask=0077
${hardening(isSystem).join('\n')}
`;

/** No ProtectHome and no PrivateTmp: homes and dossiers may be there. A user's own systemd may not be able to build name spaces. */
const hardening = (isSystem: boolean): readonly string[] => [
  'NoNewPrivileges=yes',
  'LockPersonality=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  ...(isSystem
    ? [
        'ProtectSystem=full',
        'ProtectKernelTunables=yes',
        'ProtectKernelModules=yes',
        'ProtectControlGroups=yes',
        'PrivateDevices=yes',
        'RestrictNamespaces=yes',
        'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK',
      ]
    : []),
];

const renderTimer = (task: ScheduledTask): string =>
  `[Unit]
Description=${escapeSpecifiers(task.description)}

[Timer]
OnCalendar=*-*-* ${twoDigits(task.hour)}:${twoDigits(task.minute)}:00
Persistent=true

[Install]
WantedBy=timers.target
`;

const twoDigits = (number: number): string => String(number).padStart(2, '0');

const escapeSpecifiers = (text: string): string => text.replaceAll('%', '%%');

/** systemd starts no program with a quote or a backslash in its path; as an argument it may be called anything. */
const startable = (command: readonly string[]): readonly string[] =>
  /["'\\]/.test(command[0] ?? '') ? ['/bin/sh', '-c', 'exec "$0" "$@"', ...command] : command;

/** systemd.syntax(7) and systemd.service(5): C-like escapes in double quotes, `%%`, and `$$` in arguments; the program's path knows no `$`. */
const quoteArgument = (argument: string, index: number): string => {
  const escaped = escapeSpecifiers(argument).replace(/[\\"]/g, '\\$&');
  return `"${index === 0 ? escaped : escaped.replaceAll('$', '$$$$')}"`;
};
