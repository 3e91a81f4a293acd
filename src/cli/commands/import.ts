/** `import`: a folder of mails, taken in as `receive` takes in the mailbox; or with `--site` plain inventory files of that site. */
import { type ImportOutcome, importFiles } from '../../jobs/import.ts';
import type { Common } from '../../jobs/installation.ts';
import { importMails } from '../../jobs/mail-folder.ts';
import { err, ok } from '../../result.ts';
import { argumentOf, type Command } from '../command.ts';
import { absolutePath, answerJson, type Context, note, type Outcome, report } from '../context.ts';
import { listFiles } from '../file-list.ts';
import { type Given, isOn, textOf } from '../given.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { tellReceiving } from './receive.ts';

export const importCommand: Command = {
  path: 'import',
  argument: { form: '<folder>', word: 'transit' },
  options: [
    { name: 'site', value: 'SITE', reading: 'text', word: 'importSite', variable: 'MALLEPOSTE_IMPORT_SITE' },
    { name: 'new-site', reading: 'flag', word: 'newSite' },
    { name: 'complete', reading: 'flag', word: 'complete' },
    dossierOption,
    { name: 'dry-run', reading: 'flag', word: 'receiveDryRun' },
  ],
  run,
};

async function run(context: Context, given: Given): Promise<Outcome> {
  const path = absolutePath(argumentOf(given));
  const site = textOf(given, 'site');
  const isNamed = site !== undefined;
  const isForFiles = /\.zip$/i.test(path) || isOn(given, 'new-site') || isOn(given, 'complete');
  if (!isNamed && isForFiles) return err({ kind: 'missing-flags', command: 'import', flags: ['--site'] });
  return atCommonSite(context, { lock: true, given, isStoppable: !isNamed }, (inside, common) =>
    isNamed ? takeFiles(inside, common, { path, site, given }) : takeMails(inside, common, { path, given }),
  );
}

function takeMails(context: Context, common: Common, { path, given }: { readonly path: string; readonly given: Given }): Promise<Outcome> {
  return tellReceiving(context, common, async (onProgress) => {
    const received = await importMails(common, path, { dryRun: isOn(given, 'dry-run'), onProgress });
    if (received.ok && received.value.messages === 0) note(context, context.speech.reports.import.plainFiles);
    return received;
  });
}

type Transit = { readonly path: string; readonly site: string; readonly given: Given };

async function takeFiles(context: Context, common: Common, { path, site, given }: Transit): Promise<Outcome> {
  const imported = await importFiles(common, {
    path,
    site,
    isNewAllowed: isOn(given, 'new-site'),
    isComplete: isOn(given, 'complete'),
    dryRun: isOn(given, 'dry-run'),
  });
  if (!imported.ok) return imported;
  const { problems, leftOut } = imported.value;
  const status = problems.length > 0 || leftOut.some(({ reason }) => !['hidden', 'temporary'].includes(reason)) ? 3 : 0;
  answerJson(context, imported.value);
  report(context, status, describe(context, imported.value));
  return ok(status);
}

function describe(context: Context, outcome: ImportOutcome): readonly string[] {
  const { import: words, receive, send } = context.speech.reports;
  return [
    words.done(outcome),
    ...(outcome.isNewSite ? [words.newSite(outcome.site, outcome.dryRun)] : []),
    ...listFiles(
      context,
      receive.problems,
      outcome.problems.map(({ path, problem }) => ({ path, reason: problem })),
    ),
    ...listFiles(context, send.leftOut, outcome.leftOut),
  ];
}
