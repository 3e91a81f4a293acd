import { expect, test } from 'vitest';
import { measure } from './measure.ts';
import { table } from './table.ts';

const node = (program: string, env = {}) => measure(process.execPath, ['--eval', program], env);

test('exit code, output and environment are those of the program', async () => {
  const ran = await node('process.stdout.write(process.env.COLOUR); process.exitCode = 3', { COLOUR: 'rouge' });
  expect(ran).toMatchObject({ exitCode: 3, stdout: 'rouge' });
  expect(await measure('no-such-program', [])).toMatchObject({ exitCode: 127 });
});

test('work costs CPU time, waiting does not', async () => {
  const busy = await node(
    'const spent = () => process.cpuUsage().user + process.cpuUsage().system; while (spent() < 4e5) for (let i = 0; i < 1e6; i += 1);',
  );
  expect(busy.cpuSeconds).toBeGreaterThan(0.38); // the shell counts in steps of 10 ms
  expect(busy.seconds).toBeGreaterThan(0.2);
  const idle = await node('setTimeout(() => {}, 500)');
  expect(idle.seconds).toBeGreaterThan(0.5);
  expect(idle.cpuSeconds).toBeLessThan(busy.cpuSeconds);
});

test('the peak of memory is seen, also when it is over', async ({ skip }) => {
  skip(process.platform !== 'linux', 'memory is read from /proc');
  const program = (megabytes: number) => `Buffer.alloc(${megabytes} * 2 ** 20, 1); setTimeout(() => {}, 100)`;
  const [small, large] = [await node(program(1)), await node(program(300))];
  expect((large.peakMb ?? 0) - (small.peakMb ?? 0)).toBeGreaterThan(280);
  expect((large.peakMb ?? 0) - (small.peakMb ?? 0)).toBeLessThan(330);
});

test('the table shows rates and ratios to the baseline', () => {
  const rows = [
    { name: 'receive', seconds: 10, cpuSeconds: 8, peakMb: 301.4, mails: 1000, inventories: 10_000 },
    { name: 'peer.py', seconds: 40, cpuSeconds: 32, peakMb: null, mails: 200, inventories: 0 },
  ];
  expect(table(rows, 'peer.py').split('\n')).toEqual([
    'program  wall s  ratio  CPU s  ratio  messages/s  inventories/s  peak MB',
    'receive   10.00   0.25   8.00   0.25         100           1000      301',
    'peer.py   40.00   1.00  32.00   1.00         5.0              –        –',
  ]);
  expect(table(rows, 'mbsync')).toContain('10.00      –');
});
