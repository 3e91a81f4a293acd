import { expect, it } from 'vitest';
import { runCommand } from '../../src/scheduler/commands.ts';
import { schedulerKinds } from '../../src/scheduler/port.ts';
import { openScheduler } from '../../src/scheduler/scheduler.ts';
import { task } from './places.ts';

it('every scheduler can show on any machine what it would do', () => {
  for (const kind of schedulerKinds) {
    const scheduler = openScheduler(kind);
    expect(scheduler.kind).toBe(kind);
    const plan = scheduler.plan(task);
    expect(plan.kind).toBe(kind);
    expect(plan.files.length).toBeGreaterThan(0);
    expect(plan.enable.flat().length).toBeGreaterThan(0);
    expect(plan.disable.flat().length).toBeGreaterThan(0);
    expect(JSON.stringify(plan)).toContain(task.name);
  }
});

it('the scheduler of this platform is picked without being asked for', (context) => {
  if (process.platform !== 'linux') return context.skip('written for Linux');
  expect(['systemd', 'cron']).toContain(openScheduler().kind);
});

it('a command gets its input and its words as they are, and its answer comes back whole', async () => {
  expect(await runCommand(['sh', '-c', 'cat; printf "%s|" "$@"', 'sh', 'a b', '$HOME', '"'], 'été\n')).toEqual({
    ok: true,
    value: 'été\na b|$HOME|"|',
  });
});

it('a command that fails, that is absent, or that does not read its input is told apart', async () => {
  expect(await runCommand(['sh', '-c', 'echo out; echo err >&2; exit 3'])).toEqual({
    ok: false,
    error: { isAbsent: false, answer: 'err\n\nout' },
  });
  expect(await runCommand(['no-such-program-of-ours'])).toMatchObject({ ok: false, error: { isAbsent: true } });
  expect(await runCommand(['true'], 'x'.repeat(1_000_000))).toEqual({ ok: true, value: '' });
});
