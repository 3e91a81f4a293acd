/** `leave`: a distant site says goodbye and sends nothing more. */
import type { Distant } from '../../jobs/installation.ts';
import { leave } from '../../jobs/leave.ts';
import { err, ok } from '../../result.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, type Outcome, report } from '../context.ts';
import { unsentStatus } from '../exit.ts';
import { type Given, isOn } from '../given.ts';
import { atDistantSite } from '../opening.ts';
import { sayUnsent } from '../unsent.ts';

export const leaveCommand: Command = { path: 'leave', options: [{ name: 'yes', reading: 'flag', word: 'yes' }], run };

function run(context: Context, given: Given): Promise<Outcome> {
  return atDistantSite(context, { lock: true, given }, async (inside, distant) => {
    const confirmed = isOn(given, 'yes') ? ok(0 as const) : await confirm(inside, distant);
    if (!confirmed.ok) return confirmed;
    const left = await leave(distant);
    if (!left.ok) return left;
    const { site, orgName, unsent } = left.value;
    const status = unsentStatus(unsent);
    answerJson(inside, left.value);
    report(inside, status, [inside.speech.reports.keys.left(site, orgName), ...sayUnsent(inside, unsent)]);
    return ok(status);
  });
}

async function confirm(context: Context, distant: Distant): Promise<Outcome> {
  if (!context.asker) return err({ kind: 'confirmation-needed', flag: '--yes' });
  const orgName = (await distant.store.outpost())?.orgName ?? '';
  return (await context.asker.confirm(context.speech.reports.keys.askToLeave(orgName))) === true ? ok(0) : err({ kind: 'cancelled' });
}
