/**
 * This very machine's inventory, written into the dossier folder where the next sending finds it. The id of the machine is made once and
 * kept in the home: the same file is replaced each time, and the common site knows the machine again.
 */
import { isDeviceId, newDeviceId, writeInventory } from '../inventory/machine.ts';
import { ok, type Result } from '../result.ts';
import type { Common, Distant, JobError } from './installation.ts';

export type CollectOutcome = {
  readonly deviceId: string;
  readonly path: string;
  readonly bytes: number;
  /** Null when no list of software could be had. */
  readonly software: number | null;
  /** Sections that could not be found out. */
  readonly missing: readonly string[];
};

/** `dossier` is another folder than the one of the settings; it must be there. */
export async function collect(installed: Common | Distant, dossier?: string): Promise<Result<CollectOutcome, JobError>> {
  const { disk, settings, now, timeZone, version, host } = installed;
  const startedAt = now();
  const kept = await disk.readDeviceId();
  if (!kept.ok) return kept;
  const isKept = kept.value !== null && isDeviceId(kept.value);
  const deviceId = isKept && kept.value !== null ? kept.value : newDeviceId(host, startedAt, timeZone);
  if (!isKept) {
    const noted = await disk.writeDeviceId(deviceId);
    if (!noted.ok) return noted;
  }
  const { facts, missing } = await installed.collecting.machine();
  const text = writeInventory(facts, { deviceId, agent: `Malleposte_v${version}`, at: startedAt, timeZone });
  const written = await disk.writeInventory(dossier ?? settings.dossier, `${deviceId}.json`, text);
  if (!written.ok) return written;
  const bytes = Buffer.byteLength(text);
  const at = startedAt.toISOString();
  const about = { at, direction: 'local', peer: '', kind: 'collect', messageId: '', outcome: 'done', bytes } as const;
  await installed.store.trace([{ ...about, reason: '', durationMs: now().getTime() - startedAt.getTime() }]);
  return ok({ deviceId, path: written.value, bytes, software: facts.software?.length ?? null, missing });
}
