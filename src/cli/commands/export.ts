/** `export`: the inventory files of the sites, as they came, in a folder. */
import { exportFiles } from '../../jobs/export.ts';
import { ok } from '../../result.ts';
import { sayExported } from '../../words/outcomes.ts';
import { argumentOf, type Command } from '../command.ts';
import { absolutePath, answerJson, type Context, type Outcome, report } from '../context.ts';
import { type Given, textOf } from '../given.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { filterOption } from './assets.ts';

export const exportCommand: Command = {
  path: 'export',
  argument: { form: '<folder>', word: 'folder' },
  options: [filterOption('site', 'exportSite', 'SITE'), dossierOption],
  run,
};

/** Without the lock: what is read is of one moment, file by file, and nothing of the home is written. */
function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: false, given }, async (inside, common) => {
    const site = textOf(given, 'site');
    const exported = await exportFiles(common, { folder: absolutePath(argumentOf(given)), ...(site === undefined ? {} : { site }) });
    if (!exported.ok) return exported;
    const status = exported.value.leftOut.length > 0 ? 3 : 0;
    answerJson(inside, exported.value);
    report(inside, status, sayExported(inside.speech, exported.value));
    return ok(status);
  });
}
