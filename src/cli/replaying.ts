/** A dossier that is being computed again is not whole: those who look are told, those who write complete it first. */
import type { Common } from '../jobs/installation.ts';
import { type Context, note } from './context.ts';

/** On standard error, whatever `--quiet` says of the rest. */
export async function warnOfReplay(context: Context, common: Common): Promise<void> {
  if ((await common.store.derivation.replayedTo()) === undefined) return;
  note({ ...context, isQuiet: false }, context.speech.reports.decisions.replay.going);
}
