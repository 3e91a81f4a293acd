/** Publishing the intranet's pages: by `publish`, and after each merge. The drawing is loaded only when there is something to draw. */
import { join } from 'node:path';
import { openDossierSource } from '../jobs/dossier-source.ts';
import type { Common, JobError } from '../jobs/installation.ts';
import { ok, type Result } from '../result.ts';
import { openPages } from '../words/pages.ts';
import type { PublishCounts } from '../words/passage.ts';
import { openSpeech } from '../words/speech.ts';
import { type Context, follow } from './context.ts';

export type PublishOutcome = PublishCounts & { readonly bytes: number; readonly isStopped: boolean };

const pagesTold = 500;

type Publishing = { readonly folder: string; readonly isEverything: boolean };

/** Writes what changed; in the language of the installation first. */
export async function publishPages(
  context: Context,
  common: Common,
  { folder, isEverything }: Publishing,
): Promise<Result<PublishOutcome, JobError>> {
  const { publish } = await import('../jobs/publish.ts');
  const { language } = context.speech;
  const tell = follow(context);
  const words = { fr: openPages(openSpeech('fr', common.timeZone)), en: openPages(openSpeech('en', common.timeZone)) };
  const printed = await publish(
    { source: await openDossierSource(common), folder: common.disk.openPages(folder), words, now: common.now },
    {
      language,
      version: common.version,
      everything: isEverything,
      onProgress: ({ written, unchanged }) => {
        if ((written + unchanged) % pagesTold === 0) tell({ step: 'publishing', pages: written + unchanged });
      },
    },
  );
  return printed.ok ? ok({ folder, door: join(folder, 'index.html'), ...printed.value }) : printed;
}

export function describePublishing(context: Context, outcome: PublishOutcome): string {
  const { publish: words } = context.speech.reports;
  if (outcome.isStopped) return words.stopped(outcome);
  return outcome.written + outcome.removed === 0 ? words.upToDate(outcome) : words.done(outcome);
}
