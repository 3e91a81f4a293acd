import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScheduledTask } from '../../src/scheduler/port.ts';
import { openScheduler } from '../../src/scheduler/scheduler.ts';
import { done, hurtfulWords, standIns, task, temporaryFolder } from './places.ts';

/** A crontab that keeps its table in a file and speaks like Debian's. */
const crontab = `case "$1" in
  -l) if [ -f "$HERE/table" ]; then cat "$HERE/table"; else echo "no crontab for $(id -un)" >&2; exit 1; fi;;
  -) cat > "$HERE/table";;
  *) exit 2;;
esac`;

const openTable = async (content?: string) => {
  const { run, commands } = await standIns({ crontab, seed: 'cat > "$HERE/table"', print: 'cat "$HERE/table" 2>/dev/null || true' });
  if (content !== undefined) await done(run(['seed'], content));
  const table = async (): Promise<string> => {
    const printed = await run(['print']);
    return printed.ok ? printed.value : '';
  };
  return { scheduler: openScheduler('cron', { run }), table, commands };
};

const commandLine = (scheduled: ScheduledTask): string => {
  const line = openScheduler('cron').plan(scheduled).files[0]?.content.split('\n')[1] ?? '';
  return line.replace(/^\S+ \S+ \S+ \S+ \S+ /, '');
};

describe('cron', () => {
  it('would get a marked block with one line a day, shown without writing', () => {
    const plan = openScheduler('cron').plan({ ...task, command: ['/usr/bin/node', 'send'] });
    expect(plan.files[0]?.content).toBe(
      `# BEGIN ${task.name} (${task.description})\n5 21 * * * '/usr/bin/node' 'send'\n# END ${task.name}\n`,
    );
    expect(plan.enable).toEqual([['crontab', '-']]);
  });

  it('gets the block after the lines of others, which stay as they are', async () => {
    const others = "# mine\nMAILTO=x@y\n0 1 * * * echo '100\\%'\n";
    const { scheduler, table } = await openTable(others);
    expect((await scheduler.install(task)).ok).toBe(true);
    expect(await table()).toBe(others + (scheduler.plan(task).files[0]?.content ?? ''));
    expect((await scheduler.remove(task)).ok).toBe(true);
    expect(await table()).toBe(others);
  });

  it('gets a first crontab for a user who had none, and a line break where the last line lacked it', async () => {
    const { scheduler, table } = await openTable();
    await done(scheduler.install(task));
    expect(await table()).toBe(scheduler.plan(task).files[0]?.content);
    const unfinished = await openTable('0 1 * * * true');
    await done(unfinished.scheduler.install(task));
    expect(await unfinished.table()).toMatch(/^0 1 \* \* \* true\n# BEGIN /);
  });

  it('keeps one block a task, whatever is installed again, and one for each home', async () => {
    const { scheduler, table, commands } = await openTable('# mine\n');
    await done(scheduler.install(task));
    await done(scheduler.install(task));
    await done(scheduler.install({ ...task, hour: 4 }));
    await done(scheduler.install({ ...task, name: `${task.name}b` }));
    expect((await table()).match(/^# BEGIN /gm)).toHaveLength(2);
    expect((await table()).match(/^5 4 /gm)).toHaveLength(1);
    await done(scheduler.remove(task));
    expect(await table()).toMatch(/^# mine\n# BEGIN malleposte-send-3f9ab \(/);
    await done(scheduler.remove(task));
    expect((await commands()).filter((call) => call === 'crontab -')).toHaveLength(4);
  });

  it('loses a block whose end was deleted by hand, and nothing of others', async () => {
    const { scheduler, table } = await openTable(`# BEGIN ${task.name} (old)\n5 21 * * * 'old'\n0 1 * * * mine\n`);
    await done(scheduler.remove(task));
    expect(await table()).toBe('0 1 * * * mine\n');
  });

  it('is not written when it cannot be read', async () => {
    const { run, commands } = await standIns({
      crontab: '[ "$1" = -l ] && { echo "You are not allowed to use this program" >&2; exit 1; }; exit 0',
    });
    const scheduler = openScheduler('cron', { run });
    expect(await scheduler.install(task)).toEqual({
      ok: false,
      error: { kind: 'scheduler-refused', command: 'crontab -l', cause: 'You are not allowed to use this program', retry: 'never' },
    });
    expect(await commands()).toEqual(['crontab -l']);
  });

  it('that is not there is told', async () => {
    const { run } = await standIns({});
    expect(await openScheduler('cron', { run }).install(task)).toMatchObject({
      ok: false,
      error: { kind: 'scheduler-unavailable', scheduler: 'cron' },
    });
  });

  it('shows its block, null when there is none', async () => {
    const { scheduler } = await openTable('# mine\n');
    expect(await scheduler.show(task)).toEqual({ ok: true, value: null });
    await done(scheduler.install(task));
    expect(await scheduler.show(task)).toEqual({ ok: true, value: scheduler.plan(task).files[0]?.content });
  });

  it('starts the very words of the command through sh, with no % that a cron could take for a line break', async () => {
    const place = join(await temporaryFolder(), 'l\'été 100% "sûr" $HOME');
    await mkdir(place);
    const program = join(place, 'print words');
    await writeFile(program, '#!/bin/sh\nfor word; do printf "%s\\0" "$word"; done\n', { mode: 0o755 });
    const line = commandLine({ ...task, command: [program, ...hurtfulWords] });
    expect(line).not.toContain('%');
    const { stdout } = spawnSync('sh', ['-c', line], { env: { HOME: '/nowhere', PATH: '/usr/bin:/bin' } });
    expect(stdout.toString().split('\0').slice(0, -1)).toEqual(hurtfulWords);
  });

  it('gets no line that a line break in a path would add', async () => {
    const { scheduler, table } = await openTable('# mine\n');
    const refused = { ok: false, error: { kind: 'scheduler-refused', cause: 'control-character' } };
    expect(await scheduler.install({ ...task, command: ['/bin/x', 'a\n* * * * * evil'] })).toMatchObject(refused);
    expect(await scheduler.install({ ...task, description: 'a\n* * * * * evil' })).toMatchObject(refused);
    expect(await table()).toBe('# mine\n');
  });
});
