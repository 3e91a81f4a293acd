/** `collect`: this machine's inventory into the dossier. */
import { type CollectOutcome, collect } from '../../jobs/collect.ts';
import { ok } from '../../result.ts';
import type { Command } from '../command.ts';
import { absolutePath, answerJson, type Context, type Outcome, report } from '../context.ts';
import { type Given, textOf } from '../given.ts';
import { atAnySite } from '../opening.ts';

export const collectCommand: Command = {
  path: 'collect',
  // Not --dossier: at a common site that names another whole dossier, with its own database.
  options: [{ name: 'into', value: 'DIR', reading: 'text', word: 'collectInto' }],
  run,
};

function run(context: Context, given: Given): Promise<Outcome> {
  return atAnySite(context, { lock: true, given }, async (inside, installed) => {
    const into = textOf(given, 'into');
    const collected = await collect(installed, into === undefined ? undefined : absolutePath(into));
    if (!collected.ok) return collected;
    answerJson(inside, collected.value);
    report(inside, 0, describe(inside, collected.value));
    return ok(0);
  });
}

/** A gap is told, and needs nobody: most of them are the platform's, or want rights that this account does not have. */
function describe(context: Context, { path, site, bytes, software, missing }: CollectOutcome): readonly string[] {
  const { collect: words } = context.speech.reports;
  const done = site === '' ? words.written(path, bytes, software) : words.merged(site, bytes, software);
  return [done, ...(missing.length > 0 ? [words.missing(missing)] : [])];
}
