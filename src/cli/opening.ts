/** Opening the home for one command: the right role, the lock where it writes, and closing whatever happens. */
import type { Common, Distant, Installation } from '../jobs/installation.ts';
import { err, ok } from '../result.ts';
import { absolutePath, type Context, note, type Outcome, speakAs } from './context.ts';
import { settle } from './failure.ts';
import { type Given, textOf } from './given.ts';
import { settingsGiven } from './setting-values.ts';

export type Opening = {
  /** Commands that write take the lock of the home. */
  readonly lock: boolean;
  readonly given: Given;
  /** A job that ends well when a person interrupts it; all others end at once, as programs do. */
  readonly isStoppable?: boolean;
};

type Work<I> = (context: Context, installed: I) => Promise<Outcome>;

/** Runs `work` at a common site; a distant one is refused as `wrong-role`. */
export const atCommonSite = (context: Context, opening: Opening, work: Work<Common>): Promise<Outcome> =>
  withInstallation(context, opening, async (inside, installation) =>
    installation.role === 'common' ? work(inside, installation.common) : wrongRole(installation, 'common'),
  );

/** Runs `work` at a distant site; a common one is refused as `wrong-role`. */
export const atDistantSite = (context: Context, opening: Opening, work: Work<Distant>): Promise<Outcome> =>
  withInstallation(context, opening, async (inside, installation) =>
    installation.role === 'distant' ? work(inside, installation.distant) : wrongRole(installation, 'distant'),
  );

/** Runs `work` at either. */
export const atAnySite = (context: Context, opening: Opening, work: Work<Common | Distant>): Promise<Outcome> =>
  withInstallation(context, opening, (inside, installation) => work(inside, portsOf(installation)));

/** For commands that put the settings given into the home: they are not overrides any more. */
export const withoutSettings = (given: Given): Given => ({ ...given, definitions: [], values: new Map() });

const portsOf = (installation: Installation): Common | Distant =>
  installation.role === 'common' ? installation.common : installation.distant;

export const isCommon = (installed: Common | Distant): installed is Common => 'register' in installed;

const wrongRole = (installation: Installation, needed: string): Outcome =>
  err({ kind: 'wrong-role', role: installation.role, needed, retry: 'never' });

async function withInstallation(context: Context, { lock, given, isStoppable }: Opening, work: Work<Installation>): Promise<Outcome> {
  const dossier = textOf(given, 'dossier');
  const overrides = settingsGiven(given);
  const stop = isStoppable ? context.environment.listenForStop() : undefined;
  const opened = await context.environment.openInstallation({
    home: context.home,
    lock,
    ...(dossier === undefined ? {} : { dossier: absolutePath(dossier) }),
    ...(Object.keys(overrides).length === 0 ? {} : { overrides }),
    ...(stop ? { stop } : {}),
  });
  if (!opened.ok) return opened;
  const { settings, timeZone } = portsOf(opened.value);
  try {
    const inside = speakAs(context, settings, timeZone);
    stop?.addEventListener('abort', () => note(inside, inside.speech.progress.stopping), { once: true });
    return ok(await settle(inside, () => work(inside, opened.value)));
  } finally {
    await opened.value.close();
  }
}
