/** `recovery create`: the secret that undoes a theft of the common site's keys, shown once. */
import { createRecovery } from '../../jobs/recover.ts';
import { ok } from '../../result.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, note, type Outcome, show } from '../context.ts';
import type { Given } from '../given.ts';
import { atCommonSite } from '../opening.ts';

export const recoveryCreateCommand: Command = { path: 'recovery create', options: [], run };

function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: true, given }, async (inside, common) => {
    const made = await createRecovery(common);
    if (!made.ok) return made;
    const { keys: words } = inside.speech.reports;
    answerJson(inside, made.value);
    note(inside, words.recoveryMade);
    show(inside, made.value.secret);
    for (const line of words.recoveryKeep) note(inside, line);
    return ok(0);
  });
}
