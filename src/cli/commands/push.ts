/** `push`: the inventories that a GLPI server has not been sent yet. */
import { pushInventories } from '../../jobs/push.ts';
import { completeReplay } from '../../jobs/replay.ts';
import { err, ok } from '../../result.ts';
import { sayPushed } from '../../words/outcomes.ts';
import type { Command } from '../command.ts';
import { answerJson, type Context, follow, type Outcome, report } from '../context.ts';
import { gravest } from '../exit.ts';
import { type Given, isOn } from '../given.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { sayStopped } from '../stopped.ts';

export const pushCommand: Command = {
  path: 'push',
  settings: 'run',
  options: [{ name: 'all', reading: 'flag', word: 'pushAll' }, dossierOption],
  run,
};

/** With the lock: two that push would send everything twice. */
function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: true, given, isStoppable: true }, async (inside, common) => {
    await completeReplay(common, follow(inside));
    const pushed = await pushInventories(common, { isAnew: isOn(given, 'all'), isWhole: true });
    if (!pushed) return err({ kind: 'glpi-url-unset', retry: 'never' });
    const status = gravest([pushed.stopped ? 1 : 0, pushed.glpi.failed > 0 ? 3 : 0]);
    answerJson(inside, pushed);
    report(inside, status, [...sayPushed(inside.speech, pushed), ...sayStopped(inside, pushed)]);
    return ok(status);
  });
}
