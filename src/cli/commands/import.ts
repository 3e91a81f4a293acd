/** `import`: takes in a folder of mails (`send --to-folder`) as `receive` takes in the mailbox, and tells it in the same words. */
import { importMails } from '../../jobs/mail-folder.ts';
import { argumentOf, type Command } from '../command.ts';
import { absolutePath, type Context, type Outcome } from '../context.ts';
import { type Given, isOn } from '../given.ts';
import { atCommonSite } from '../opening.ts';
import { dossierOption } from '../options.ts';
import { tellReceiving } from './receive.ts';

export const importCommand: Command = {
  path: 'import',
  argument: { form: '<folder>', word: 'folder' },
  options: [dossierOption, { name: 'dry-run', reading: 'flag', word: 'receiveDryRun' }],
  run,
};

function run(context: Context, given: Given): Promise<Outcome> {
  return atCommonSite(context, { lock: true, given }, (inside, common) =>
    tellReceiving(inside, (onProgress) =>
      importMails(common, absolutePath(argumentOf(given)), { dryRun: isOn(given, 'dry-run'), onProgress }),
    ),
  );
}
