/** `replay`: the whole common dossier computed again from the kept originals and the decisions of people. */
import type { Common } from '../../jobs/installation.ts';
import { replay } from '../../jobs/replay.ts';
import { err, ok } from '../../result.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, follow, type Outcome, report } from '../context.ts';
import { type Given, isOn } from '../given.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { sayStopped } from '../stopped.ts';

export const replayCommand: Command = {
  path: 'replay',
  options: [{ name: 'yes', reading: 'flag', word: 'yes' }, dossierOption],
  run: (context, given) => atCommonSite(context, { lock: true, given, isStoppable: true }, (inside, common) => run(inside, common, given)),
};

async function run(context: Context, common: Common, given: Given): Promise<Outcome> {
  const { replay: words } = context.speech.reports.decisions;
  const { files: deliveries } = await common.store.audit.counts();
  if (!isOn(given, 'yes')) {
    if (!context.asker) return err({ kind: 'confirmation-needed', flag: '--yes' });
    if ((await context.asker.confirm(words.ask(deliveries))) !== true) return err({ kind: 'cancelled' });
  }
  const tell = follow(context);
  const replayed = await replay(common, { onFiles: (files) => tell({ step: 'replaying', files }) });
  const status = replayed.stopped ? 1 : replayed.unreadable > 0 ? 3 : 0;
  answerJson(context, replayed);
  report(context, status, [
    ...(replayed.stopped ? [] : [words.done(replayed.files)]),
    ...sayStopped(context, replayed),
    ...(replayed.unreadable > 0 ? [words.unreadable(replayed.unreadable)] : []),
  ]);
  return ok(status);
}
