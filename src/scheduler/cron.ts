/**
 * cron: one marked block in the crontab of the user, replaced whole at each install, with every other line left as it was. A
 * crontab that cannot be read is never written.
 */
import { err, ok, type Result } from '../result.ts';
import type { RunCommand } from './commands.ts';
import { refuseControlCharacters } from './installer.ts';
import type { ScheduledTask, SchedulePlan, Scheduler, SchedulerError } from './port.ts';

export const openCron = ({ run }: { readonly run: RunCommand }): Scheduler => ({
  kind: 'cron',
  plan,
  install: async (task) => {
    const clean = refuseControlCharacters(task);
    if (!clean.ok) return clean;
    return rewrite(run, task, (others) => `${others}${others === '' || others.endsWith('\n') ? '' : '\n'}${renderBlock(task)}`);
  },
  remove: (task) => rewrite(run, task, (others) => others),
  show: async (task) => {
    const crontab = await readCrontab(run);
    return crontab.ok ? ok(splitCrontab(crontab.value, task).block) : crontab;
  },
});

const plan = (task: ScheduledTask): SchedulePlan => ({
  kind: 'cron',
  files: [{ path: 'crontab', content: renderBlock(task), encoding: 'utf8' }],
  enable: [['crontab', '-']],
  disable: [['crontab', '-']],
});

/** Reads, changes and writes the crontab; writes nothing when nothing changes. */
const rewrite = async (
  run: RunCommand,
  task: ScheduledTask,
  change: (others: string) => string,
): Promise<Result<SchedulePlan, SchedulerError>> => {
  const crontab = await readCrontab(run);
  if (!crontab.ok) return crontab;
  const wanted = change(splitCrontab(crontab.value, task).others);
  if (wanted === crontab.value) return ok(plan(task));
  const written = await run(['crontab', '-'], wanted);
  return written.ok ? ok(plan(task)) : refused('crontab -', written.error.answer);
};

const refused = (command: string, cause: string): Result<never, SchedulerError> =>
  err({ kind: 'scheduler-refused', command, cause, retry: 'never' });

/** '' for a user without one, which every cron says in its own way and with status 1. */
const readCrontab = async (run: RunCommand): Promise<Result<string, SchedulerError>> => {
  const crontab = await run(['crontab', '-l']);
  if (crontab.ok) return crontab;
  const { isAbsent, answer } = crontab.error;
  if (isAbsent) return err({ kind: 'scheduler-unavailable', scheduler: 'cron', cause: answer, retry: 'never' });
  return /no crontab for|no such file/i.test(answer) ? ok('') : refused('crontab -l', answer);
};

const beginning = (task: ScheduledTask): string => `# BEGIN ${task.name}`;
const ending = (task: ScheduledTask): string => `# END ${task.name}`;

/** The block of this task (null without one) and all the rest, untouched. A block that lost its last line by hand is two lines long. */
const splitCrontab = (crontab: string, task: ScheduledTask): { readonly block: string | null; readonly others: string } => {
  const lines = crontab.split('\n');
  const first = lines.findIndex((line) => line === beginning(task) || line.startsWith(`${beginning(task)} `));
  if (first < 0) return { block: null, others: crontab };
  const marked = lines.indexOf(ending(task), first);
  const last = marked >= 0 ? marked : first + (/^\d+ \d+ \* \* \* '/.test(lines[first + 1] ?? '') ? 1 : 0);
  return { block: `${lines.slice(first, last + 1).join('\n')}\n`, others: [...lines.slice(0, first), ...lines.slice(last + 1)].join('\n') };
};

const renderBlock = (task: ScheduledTask): string =>
  [
    `${beginning(task)} (${task.description})`,
    `${task.minute} ${task.hour} * * * ${task.command.map(quoteWord).join(' ')}`,
    ending(task),
    '',
  ].join('\n');

/**
 * A word for sh, in single quotes. A `%` in a crontab ends the command; some crons let `\%` stand for it and some do not, so
 * that printf writes it (`\045`), which all understand.
 */
const quoteWord = (word: string): string => `'${word.replaceAll("'", `'\\''`).replaceAll('%', `'"$(printf '\\045')"'`)}'`;
