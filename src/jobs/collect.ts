/**
 * This very machine's inventory: written into the dossier folder of a distant site, where the next sending finds it, or merged into the dossier
 * of the common site's own site. The machine's id is made once and kept in the home: the same file is replaced each time, and the machine is
 * known again.
 */
import { isDeviceId, newDeviceId, writeInventory } from '../inventory/machine.ts';
import { err, ok, type Result } from '../result.ts';
import { mergeFiles } from './import.ts';
import type { Common, Distant, JobError } from './installation.ts';

export type CollectOutcome = {
  readonly deviceId: string;
  /** Of the file; at a common site `SITE/FILE` in its dossier, unless another folder was named. */
  readonly path: string;
  /** The site in whose dossier it was merged, '' when a file was written. */
  readonly site: string;
  readonly bytes: number;
  /** Null when no list of software could be had. */
  readonly software: number | null;
  /** Sections that could not be found out. */
  readonly missing: readonly string[];
};

type Installed = Common | Distant;

/** `into` is another folder to write to; it must be there. */
export async function collect(installed: Installed, into?: string): Promise<Result<CollectOutcome, JobError>> {
  const { now, timeZone, version } = installed;
  const startedAt = now();
  const deviceId = await deviceIdOf(installed, startedAt);
  if (!deviceId.ok) return deviceId;
  const { facts, missing } = await installed.collecting.machine();
  const text = writeInventory(facts, { deviceId: deviceId.value, agent: `Malleposte_v${version}`, at: startedAt, timeZone });
  const kept = await keep(installed, { name: `${deviceId.value}.json`, text, into });
  if (!kept.ok) return kept;
  const bytes = Buffer.byteLength(text);
  const about = { at: startedAt.toISOString(), direction: 'local', peer: kept.value.site, kind: 'collect', messageId: '', bytes } as const;
  await installed.store.trace([{ ...about, outcome: 'done', reason: '', durationMs: now().getTime() - startedAt.getTime() }]);
  return ok({ deviceId: deviceId.value, ...kept.value, bytes, software: facts.software?.length ?? null, missing });
}

/** The kept one, or a new one where there is none that makes sense; noted before it is used. */
async function deviceIdOf({ disk, host, timeZone }: Installed, at: Date): Promise<Result<string, JobError>> {
  const kept = await disk.readDeviceId();
  if (!kept.ok) return kept;
  if (kept.value !== null && isDeviceId(kept.value)) return ok(kept.value);
  const deviceId = newDeviceId(host, at, timeZone);
  const noted = await disk.writeDeviceId(deviceId);
  return noted.ok ? ok(deviceId) : noted;
}

type Inventory = { readonly name: string; readonly text: string; readonly into: string | undefined };

type Kept = Pick<CollectOutcome, 'path' | 'site'>;

async function keep(installed: Installed, { name, text, into }: Inventory): Promise<Result<Kept, JobError>> {
  if (into === undefined && 'register' in installed) return mergeOwn(installed, name, text);
  const written = await installed.disk.writeInventory(into ?? installed.settings.dossier, name, text);
  return written.ok ? ok({ path: written.value, site: '' }) : written;
}

/** Into the dossier of the common site itself, beside what else was imported for it. */
async function mergeOwn(common: Common, name: string, text: string): Promise<Result<Kept, JobError>> {
  const { site } = common.settings;
  const files = [{ path: name, content: Buffer.from(text), modified: common.now().toISOString() }];
  const options = { path: name, site, isNewAllowed: true, isComplete: false, dryRun: false };
  const merged = await mergeFiles(common, options, { files, leftOut: [] });
  if (!merged.ok) return merged;
  const [problem] = merged.value.problems;
  if (problem) return err({ kind: 'import-refused', path: name, reason: problem.problem, detail: '', retry: 'never' });
  return ok({ path: `${site}/${name}`, site });
}
