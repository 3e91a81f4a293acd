/** What became of the administrator's programs: shown, and even when all else is quiet where one did not do its work. */
import type { HookRun } from '../hooks/port.ts';
import { sayReason } from '../words/codes.ts';
import { type Context, report } from './context.ts';

/** Programs change no exit status; those that failed need a look all the same. */
export function reportHooks(context: Context, runs: readonly HookRun[]): void {
  const { hooks: words } = context.speech.reports;
  const failed = runs.filter(({ problem }) => problem !== '');
  const done = runs.length - failed.length;
  if (done > 0) report(context, 0, [words.ran(done)]);
  if (failed.length > 0) report(context, 3, [words.failed(failed.length), ...failed.flatMap((run) => describeFailure(context, run))]);
}

/** Of what it printed, the first line. */
function describeFailure({ speech }: Context, { event, name, status, problem, stdout, stderr }: HookRun): readonly string[] {
  const reason = sayReason(speech.codes, status === null ? problem : `${problem} exit=${status}`);
  const [said = ''] = (stderr || stdout).split('\n');
  return [`  ${event}/${name}${speech.colon} ${reason}`, ...(said === '' ? [] : [`    ${said.slice(0, 200)}`])];
}
