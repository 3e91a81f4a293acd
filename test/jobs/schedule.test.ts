/** The daily task that any door plans: the usual time of a role unless another is wished, and a program that the scheduler can start. */
import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { compose } from '../../src/composition.ts';
import { planTask } from '../../src/jobs/schedule.ts';

const composition = compose({ version: '1.0.0', language: 'fr', now: () => new Date() });

test('an agency sends in the evening and a head office receives before dawn, unless somebody wants another time', () => {
  const evening = planTask(composition, { home: '/srv/lyon', role: 'distant', kind: 'cron' });
  expect(evening).toMatchObject({ time: '21:00', task: { hour: 21, minute: 0 }, scheduler: { kind: 'cron' } });
  expect(planTask(composition, { home: '/srv/siege', role: 'common' }).task).toMatchObject({ hour: 4, minute: 0 });
  expect(planTask(composition, { home: '/srv/siege', role: 'common', time: '06:45' })).toMatchObject({
    time: '06:45',
    task: { hour: 6, minute: 45 },
  });
});

test('the task starts this very program on that home, under a name of its own', () => {
  const { task } = planTask(composition, { home: 'lyon', role: 'distant' });
  const [node = '', program = '', ...rest] = task.command;
  expect([node, program].every((path) => isAbsolute(path) && existsSync(path))).toBe(true);
  expect(rest).toEqual(['send', '--home', resolve('lyon')]);
  expect(task.name).toMatch(/^malleposte-send-[0-9a-f]{6}$/);
  expect(planTask(composition, { home: 'nord', role: 'distant' }).task.name).not.toBe(task.name);
});
