import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openScheduler } from '../../src/scheduler/scheduler.ts';
import { isInstalled, standIns, task, temporaryFolder } from './places.ts';

const label = `org.malleposte.${task.name}`;

/** As strict as the real one in what matters here: what is loaded cannot be loaded again, what is not cannot be unloaded. */
const launchctl = `case "$1" in
  bootstrap) [ -f "$HERE/loaded" ] && exit 5; cp "$3" "$HERE/loaded";;
  bootout) rm "$HERE/loaded" 2>/dev/null || exit 3;;
  print) [ -f "$HERE/loaded" ] && echo "state = waiting" || exit 113;;
esac`;

describe('launchd', () => {
  it('would get a property list that Python reads to the very words of the command, shown without writing', async (context) => {
    if (!isInstalled('python3', '--version')) return context.skip('python3 is not installed');
    const folder = await temporaryFolder();
    const plan = openScheduler('launchd', { folder, isRoot: false }).plan(task);
    const read = spawnSync('python3', ['-c', 'import json, plistlib, sys; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))'], {
      input: plan.files[0]?.content ?? '',
    });
    expect(JSON.parse(read.stdout.toString())).toEqual({
      Label: label,
      ProgramArguments: task.command,
      StartCalendarInterval: { Hour: 21, Minute: 5 },
      ProcessType: 'Background',
      Umask: 0o077,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('loads it into the session of the user, or of the system for root', async () => {
    const folder = await temporaryFolder();
    const domain = `gui/${process.getuid?.()}`;
    const path = join(folder, `${label}.plist`);
    expect(openScheduler('launchd', { folder, isRoot: false }).plan(task).enable).toEqual([
      ['launchctl', 'bootout', `${domain}/${label}`],
      ['launchctl', 'bootstrap', domain, path],
    ]);
    expect(openScheduler('launchd', { folder, isRoot: true }).plan(task).disable).toEqual([['launchctl', 'bootout', `system/${label}`]]);
  });

  it('is installed, installed again, shown and removed', async () => {
    const folder = await temporaryFolder();
    const { run } = await standIns({ launchctl });
    const scheduler = openScheduler('launchd', { folder, run, isRoot: false });
    expect(await scheduler.show(task)).toEqual({ ok: true, value: null });
    expect((await scheduler.install(task)).ok).toBe(true);
    expect((await scheduler.install({ ...task, hour: 4 })).ok).toBe(true);
    expect(await scheduler.show(task)).toEqual({ ok: true, value: 'state = waiting\n' });
    expect(await readdir(folder)).toEqual([`${label}.plist`]);
    expect((await scheduler.remove(task)).ok).toBe(true);
    expect((await scheduler.remove(task)).ok).toBe(true);
    expect(await readdir(folder)).toEqual([]);
    expect(await scheduler.show(task)).toEqual({ ok: true, value: null });
  });
});
