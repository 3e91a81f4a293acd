/**
 * What all routes share: the home opened for reading and kept open between requests, the home held for writing, the tasks. A home whose
 * settings changed is opened again.
 */
import type { Common, Distant, Installation } from '../../jobs/installation.ts';
import { err, ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Attempts } from './attempts.ts';
import type { Sessions } from './sessions.ts';
import { errorOf, type Tasks } from './tasks.ts';
import { openTested, type Tested } from './tested.ts';
import type { World } from './world.ts';

export type Desk = {
  readonly world: World;
  readonly tasks: Tasks;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  readonly tested: Tested;
  /** For reading; closed by the desk, never by who looks. `not-set-up` where there is no home yet. */
  look(): Promise<Result<Installation, ExplainedError>>;
  /** With the lock of the home, for writing; `home-busy` when somebody else holds it. */
  hold<T>(
    work: (installation: Installation) => Promise<Result<T, ExplainedError>>,
    options?: { readonly stop?: AbortSignal; readonly dossier?: string },
  ): Promise<Result<T, ExplainedError>>;
  close(): Promise<void>;
};

export const portsOf = (installation: Installation): Common | Distant =>
  installation.role === 'common' ? installation.common : installation.distant;

type Kept = { readonly revision: string; readonly installation: Installation };

/** Openings that were replaced and may still be read from: by a download that goes on, or by a request that looked before. */
const maxReplaced = 3;

export function openDesk(world: World, own: Pick<Desk, 'tasks' | 'sessions' | 'attempts'>): Desk {
  let kept: Promise<Result<Kept, ExplainedError>> | undefined;
  const replaced: Installation[] = [];
  const retire = async (installation: Installation): Promise<void> => {
    replaced.push(installation);
    if (replaced.length > maxReplaced) await replaced.shift()?.close();
  };
  const look = async (): Promise<Result<Installation, ExplainedError>> => {
    const settings = await world.settingsRevision(world.home);
    if (!settings.ok) return settings.error.kind === 'home-missing' ? err({ kind: 'not-set-up', home: world.home }) : settings;
    const revision = settings.value;
    const standing = kept;
    const known = await standing;
    if (known?.ok && known.value.revision === revision) return ok(known.value.installation);
    // Who looked at the same time may have opened it anew.
    if (kept === standing) {
      kept = openKept(world, revision);
      if (known?.ok) await retire(known.value.installation);
    }
    kept ??= openKept(world, revision);
    const opened = await kept;
    return opened.ok ? ok(opened.value.installation) : opened;
  };
  const close = async (): Promise<void> => {
    const last = await kept;
    kept = undefined;
    for (const installation of [...replaced, ...(last?.ok ? [last.value.installation] : [])]) await installation.close();
  };
  return { world, ...own, tested: openTested(world), look, hold: (work, options = {}) => hold(world, work, options), close };
}

async function openKept(world: World, revision: string): Promise<Result<Kept, ExplainedError>> {
  try {
    const opened = await world.openInstallation({ home: world.home, lock: false });
    return opened.ok ? ok({ revision, installation: opened.value }) : opened;
  } catch (thrown) {
    // A disk that is away may come back: what was thrown is told, and the next look tries again.
    return err(errorOf(thrown));
  }
}

async function hold<T>(
  world: World,
  work: (installation: Installation) => Promise<Result<T, ExplainedError>>,
  { stop, dossier }: { readonly stop?: AbortSignal; readonly dossier?: string },
): Promise<Result<T, ExplainedError>> {
  const opened = await world.openInstallation({
    home: world.home,
    lock: true,
    ...(dossier === undefined ? {} : { dossier }),
    ...(stop === undefined ? {} : { stop }),
  });
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}
