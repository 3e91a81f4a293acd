/** `publish`: the pages of the intranet, written again where they changed. */
import { publishIntranet } from '../../jobs/publish-intranet.ts';
import { err, ok } from '../../result.ts';
import { sayPublished } from '../../words/outcomes.ts';
import type { Command } from '../command.ts';
import { absolutePath, answerJson, type Context, follow, type Outcome, report } from '../context.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';

export const publishCommand: Command = {
  path: 'publish',
  options: [
    { name: 'to', value: 'DIR', reading: 'text', word: 'publishTo' },
    { name: 'everything', reading: 'flag', word: 'everything' },
    dossierOption,
  ],
  run,
};

/** With the lock: counts of software that are out of date are counted again, and two that publish would fight over the folder. */
function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: true, given, isStoppable: true }, async (inside, common) => {
    const to = textOf(given, 'to');
    const folder = to === undefined ? common.settings.intranet : absolutePath(to);
    if (folder === '') return err({ kind: 'pages-folder-unset', retry: 'never' });
    const { language } = inside.speech;
    const isEverything = isOn(given, 'everything');
    const published = await publishIntranet(common, { folder, isEverything, language, onProgress: follow(inside) });
    if (!published.ok) return published;
    answerJson(inside, published.value);
    const status = published.value.isStopped ? 1 : 0;
    report(inside, status, [sayPublished(inside.speech, published.value)]);
    return ok(status);
  });
}
