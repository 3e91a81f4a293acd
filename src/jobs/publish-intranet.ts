/**
 * Publishing the intranet of a common site, for every door: the dossier read, the pages drawn in both languages, and written where they
 * changed. The drawing is loaded only when there is something to draw. Ignores how it is told.
 */
import { join } from 'node:path';
import type { PageLanguage } from '../intranet/paths.ts';
import { ok, type Result } from '../result.ts';
import { openDossierSource } from './dossier-source.ts';
import type { Common, JobError, OnProgress, ReceiveOutcome } from './installation.ts';

type Publishing = {
  /** Absolute. */
  readonly folder: string;
  /** Pages that did not change are written again, too. */
  readonly isEverything: boolean;
  /** The language that the folder opens in; that of the installation when absent. */
  readonly language?: PageLanguage;
  /** Told every 500 pages. */
  readonly onProgress?: OnProgress;
};

/** `door` is the path of the page to open first. */
export type PublishOutcome = {
  readonly folder: string;
  readonly door: string;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly bytes: number;
  /** Somebody stopped it; the next publishing goes on from there. */
  readonly isStopped: boolean;
};

const pagesTold = 500;

/** Writes what changed. An error of the folder ends it (`folder-not-ours`, `disk-full`, …); what was written stays. */
export async function publishIntranet(
  common: Common,
  { folder, isEverything, language, onProgress }: Publishing,
): Promise<Result<PublishOutcome, JobError>> {
  const door = join(folder, 'index.html');
  if (common.stop.aborted) return ok({ folder, door, written: 0, unchanged: 0, removed: 0, bytes: 0, isStopped: true });
  const { publish } = await import('./publish.ts');
  const ports = {
    source: await openDossierSource(common),
    folder: common.disk.openPages(folder),
    words: await common.pageWords(),
    now: common.now,
  };
  const printed = await publish(ports, {
    language: language ?? common.language,
    version: common.version,
    everything: isEverything,
    signal: common.stop,
    onProgress: ({ written, unchanged }) => {
      if ((written + unchanged) % pagesTold === 0) onProgress?.({ step: 'publishing', pages: written + unchanged });
    },
  });
  return printed.ok ? ok({ folder, door, ...printed.value }) : printed;
}

/** Once mails were merged, into the folder of the settings; null when there is nothing to publish. A failure holds up nothing. */
export async function publishAfter(
  common: Common,
  { merged, dryRun }: ReceiveOutcome,
  telling: Pick<Publishing, 'language' | 'onProgress'>,
): Promise<Result<PublishOutcome, JobError> | null> {
  const folder = common.settings.intranet;
  return merged === 0 || dryRun || folder === '' ? null : publishIntranet(common, { folder, isEverything: false, ...telling });
}
