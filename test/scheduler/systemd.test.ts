import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScheduledTask } from '../../src/scheduler/port.ts';
import { openScheduler } from '../../src/scheduler/scheduler.ts';
import { done, isInstalled, judge, standIns, task, temporaryFolder, wordsOfShell } from './places.ts';

const service = `${task.name}.service`;
const timer = `${task.name}.timer`;
const systemd = ['/usr/lib/systemd/systemd', '/lib/systemd/systemd'].find((path) => existsSync(path));

/** Writes the units into a new folder, as root's or as a user's, without a systemd that runs. */
const unitsOf = async (scheduled: ScheduledTask, isRoot: boolean): Promise<string> => {
  const folder = await temporaryFolder();
  const { run } = await standIns({ systemctl: '', loginctl: '' });
  const installed = await openScheduler('systemd', { folder, run, isRoot }).install(scheduled);
  if (!installed.ok) throw new Error(installed.error.kind);
  return folder;
};

/** The words that systemd itself would start, from the dump of its test mode; it runs as an ordinary user. */
const startedBySystemd = async (folder: string): Promise<readonly string[]> => {
  const runtime = await temporaryFolder();
  await chmod(runtime, 0o777);
  const variables = { PATH: process.env['PATH'] ?? '', HOME: runtime, XDG_RUNTIME_DIR: runtime, SYSTEMD_UNIT_PATH: `${folder}:` };
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const { stdout } = spawnSync(systemd ?? '', ['--test', '--user', `--unit=${service}`], {
    env: variables,
    ...user,
    timeout: 20_000,
    maxBuffer: 100_000_000,
  });
  const unit =
    stdout
      .toString()
      .split(/\t?-> Unit /)
      .find((text) => text.startsWith(service)) ?? '';
  const line = /Command Line: (.*)/.exec(unit)?.[1] ?? '';
  // What systemd shows comes before `$$` becomes `$` and a lone `$` the value of a variable, which a program's path is spared.
  const [program = '', ...parameters] = wordsOfShell(line);
  const substituted = parameters.map((word) => word.replace(/\$\$|\$/g, (sign) => (sign === '$$' ? '$' : '(a variable)')));
  return program === '' ? [] : [program, ...substituted];
};

describe('systemd', () => {
  it('would get a oneshot service and a timer that catches up what was missed, shown without writing', async () => {
    const folder = await temporaryFolder();
    const plan = openScheduler('systemd', { folder, isRoot: true }).plan(task);
    expect(plan.files.map(({ path }) => path)).toEqual([join(folder, service), join(folder, timer)]);
    expect(plan.files[0]?.content).toContain('Type=oneshot\n');
    expect(plan.files[1]?.content).toContain('OnCalendar=*-*-* 21:05:00\nPersistent=true\n');
    expect(plan.enable).toEqual([
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'enable', '--now', timer],
    ]);
    expect(plan.disable).toEqual([['systemctl', 'disable', '--now', timer]]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('gets units that systemd-analyze verifies without a word, for the system and for a user', async (context) => {
    if (!isInstalled('systemd-analyze', '--version')) return context.skip('systemd-analyze is not installed');
    for (const isRoot of [true, false]) {
      const folder = await unitsOf(task, isRoot);
      const units = [join(folder, service), join(folder, timer)];
      const judged = judge('systemd-analyze', ['verify', ...(isRoot ? [] : ['--user']), ...units], { XDG_RUNTIME_DIR: folder });
      expect({ isRoot, ...judged }).toEqual({ isRoot, status: 0, said: '' });
    }
  });

  it('starts the very words of the command, as systemd itself says', async (context) => {
    if (systemd === undefined || !isInstalled('systemd-analyze', '--version')) return context.skip('systemd is not installed');
    const folder = await unitsOf(task, false);
    const words = await startedBySystemd(folder);
    if (words.length === 0) return context.skip('the test mode of systemd does not work on this machine');
    expect(words).toEqual(task.command);
  });

  it('starts a program whose path has spaces, accents, percent and dollar signs, and even quotes', async (context) => {
    if (systemd === undefined || !isInstalled('systemd-analyze', '--version')) return context.skip('systemd is not installed');
    const place = join(await temporaryFolder(), 'a b', 'été 100%n $HOME');
    await mkdir(place, { recursive: true });
    for (const name of ['node', 'no"de']) {
      await copyFile('/bin/true', join(place, name));
      const folder = await unitsOf({ ...task, command: [join(place, name), 'x'] }, true);
      expect(judge('systemd-analyze', ['verify', join(folder, service)]).said).toBe('');
      const words = await startedBySystemd(folder);
      if (words.length > 0) expect(words.slice(-2)).toEqual([join(place, name), 'x']);
    }
  });

  it('is told to reload and to enable, with lingering for a user, and its refusal of lingering does not matter', async () => {
    const folder = await temporaryFolder();
    const { run, commands } = await standIns({ systemctl: '', loginctl: 'exit 1' });
    const installed = await openScheduler('systemd', { folder, run, isRoot: false }).install(task);
    expect(installed.ok).toBe(true);
    expect(await commands()).toEqual([
      'systemctl --user daemon-reload',
      `systemctl --user enable --now ${timer}`,
      'loginctl enable-linger',
    ]);
    expect((await readdir(folder)).toSorted()).toEqual([service, timer]);
  });

  it('has the units replaced by a second install, and taken away by remove, which may be repeated', async () => {
    const folder = await temporaryFolder();
    const { run, commands } = await standIns({ systemctl: '' });
    const scheduler = openScheduler('systemd', { folder, run, isRoot: true });
    await done(scheduler.install(task));
    await done(scheduler.install({ ...task, hour: 4 }));
    expect(await readFile(join(folder, timer), 'utf8')).toContain('04:05:00');
    expect((await scheduler.remove(task)).ok).toBe(true);
    expect(await readdir(folder)).toEqual([]);
    const before = (await commands()).length;
    expect((await scheduler.remove(task)).ok).toBe(true);
    expect((await commands()).length).toBe(before);
    expect((await commands()).slice(-2)).toEqual([`systemctl disable --now ${timer}`, 'systemctl daemon-reload']);
  });

  it('shows what is installed, null when nothing is', async () => {
    const folder = await temporaryFolder();
    const { run } = await standIns({ systemctl: 'case "$*" in *list-timers*) echo "NEXT Sun 21:05";; esac' });
    const scheduler = openScheduler('systemd', { folder, run, isRoot: true });
    expect(await scheduler.show(task)).toEqual({ ok: true, value: null });
    await done(scheduler.install(task));
    const shown = await scheduler.show(task);
    expect(shown.ok && shown.value).toMatch(/^NEXT Sun 21:05\n[\s\S]*OnCalendar=\*-\*-\* 21:05:00/);
    expect(await scheduler.show({ ...task, name: 'malleposte-send-other' })).toEqual({ ok: true, value: null });
  });

  it('that refuses, or that is not there, is told with what it said', async () => {
    const folder = await temporaryFolder();
    const { run } = await standIns({ systemctl: 'echo "Failed to connect to bus" >&2; exit 1' });
    expect(await openScheduler('systemd', { folder, run, isRoot: true }).install(task)).toEqual({
      ok: false,
      error: { kind: 'scheduler-refused', command: 'systemctl daemon-reload', cause: 'Failed to connect to bus', retry: 'never' },
    });
    const { run: nothing } = await standIns({});
    expect(await openScheduler('systemd', { folder, run: nothing, isRoot: true }).install(task)).toMatchObject({
      ok: false,
      error: { kind: 'scheduler-unavailable', scheduler: 'systemd' },
    });
  });

  it('whose folder cannot be written is told', async () => {
    const folder = join(await temporaryFolder(), 'file');
    await copyFile('/bin/true', folder);
    expect(await openScheduler('systemd', { folder, run: (await standIns({})).run, isRoot: true }).install(task)).toMatchObject({
      ok: false,
      error: { kind: 'scheduler-refused', command: join(folder, service) },
    });
  });
});
