import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { openScheduler } from '../../src/scheduler/scheduler.ts';
import { done, hurtfulWords, isInstalled, judge, standIns, task, temporaryFolder } from './places.ts';

const windowsTask = { ...task, command: ['C:\\Program Files\\nodejs\\node.exe', ...hurtfulWords, 'C:\\Parc été\\', 'plain'] };

const schtasks =
  'case "$1" in /Query) [ -f "$HERE/task" ] && echo "TaskName: here" || { echo "ERROR: not found" >&2; exit 1; };; /Create) cp "$5" "$HERE/task";; /Delete) rm "$HERE/task";; esac';

const definition = (): string => openScheduler('windows', { folder: 'unused' }).plan(windowsTask).files[0]?.content ?? '';

const parse = (xml: string) =>
  new XMLParser({ ignoreAttributes: false, parseTagValue: false, trimValues: false, htmlEntities: true }).parse(xml, true).Task;

/** How a Windows program takes its command line apart (CommandLineToArgvW, after the program's name). */
const splitArguments = (line: string): readonly string[] => {
  const words: string[] = [''];
  let isQuoted = false;
  const add = (text: string): void => void words.push((words.pop() ?? '') + text);
  for (const [token, slashes = ''] of line.matchAll(/(\\*)"|\\+|\s+|[^\\"\s]+/g)) {
    const isBlank = token.trim() === '';
    if (token.endsWith('"')) add('\\'.repeat(slashes.length >> 1) + (slashes.length % 2 === 1 ? '"' : ''));
    else if (isBlank && !isQuoted) words.push('');
    else add(token);
    if (token.endsWith('"') && slashes.length % 2 === 0) isQuoted = !isQuoted;
  }
  return words;
};

describe('the Windows Task Scheduler', () => {
  it('would get a daily task that catches up what was missed, shown without writing', () => {
    const written = parse(definition());
    expect(written.Triggers.CalendarTrigger.StartBoundary).toMatch(/T21:05:00$/);
    expect(written.Triggers.CalendarTrigger.ScheduleByDay.DaysInterval).toBe('1');
    expect(written.Settings).toMatchObject({
      StartWhenAvailable: 'true',
      MultipleInstancesPolicy: 'IgnoreNew',
      StopIfGoingOnBatteries: 'false',
    });
    expect(written.RegistrationInfo.Description).toBe(task.description);
  });

  it('starts the very words of the command', () => {
    const { Command, Arguments } = parse(definition()).Actions.Exec;
    expect(Command).toBe('C:\\Program Files\\nodejs\\node.exe');
    expect(splitArguments(Arguments)).toEqual(windowsTask.command.slice(1));
  });

  it('leaves words that need no quotes without them', () => {
    expect(parse(definition()).Actions.Exec.Arguments).toMatch(/^--home .* plain$/);
  });

  it('reads the definition as UTF-16 with a byte order mark, well-formed', async (context) => {
    const folder = await temporaryFolder();
    const { run, commands } = await standIns({ schtasks });
    const installed = await openScheduler('windows', { folder, run }).install(windowsTask);
    expect(installed.ok).toBe(true);
    const path = join(folder, `${task.name}.xml`);
    expect(await commands()).toEqual([`schtasks /Create /TN \\Malleposte\\${task.name} /XML ${path} /F`]);
    const bytes = await readFile(path);
    expect([...bytes.subarray(0, 4)]).toEqual([0xff, 0xfe, 0x3c, 0x00]);
    expect(bytes.toString('utf16le').slice(1)).toBe(definition());
    expect(definition()).toMatch(/^<\?xml version="1\.0" encoding="UTF-16"\?>\r\n/);
    if (!isInstalled('xmllint', '--version')) return context.skip('xmllint is not installed');
    expect(judge('xmllint', ['--noout', path])).toEqual({ status: 0, said: '' });
  });

  it('shows the task, and loses it once', async () => {
    const folder = await temporaryFolder();
    const { run, commands } = await standIns({ schtasks });
    const scheduler = openScheduler('windows', { folder, run });
    expect(await scheduler.show(task)).toEqual({ ok: true, value: null });
    await done(scheduler.install(task));
    expect(await scheduler.show(task)).toEqual({ ok: true, value: 'TaskName: here\n' });
    expect((await scheduler.remove(task)).ok).toBe(true);
    expect((await scheduler.remove(task)).ok).toBe(true);
    expect((await commands()).filter((call) => call.startsWith('schtasks /Delete'))).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('that is not there is told', async () => {
    const { run } = await standIns({});
    const scheduler = openScheduler('windows', { folder: await temporaryFolder(), run });
    const absent = { ok: false, error: { kind: 'scheduler-unavailable', scheduler: 'windows' } };
    expect(await scheduler.install(task)).toMatchObject(absent);
    expect(await scheduler.show(task)).toMatchObject(absent);
  });
});
