/** What one receipt changes at the distant site: parcels, epoch, preferences, alert. The decisions are exchange/receipt-effect.ts. */
import { decodeReceipt, preferencesDigest, type ReceiptBody } from '../exchange/bodies.ts';
import { withEpochChange } from '../exchange/epochs.ts';
import { effectOf, type ReceiptEffect } from '../exchange/receipt-effect.ts';
import type { TraceEvent } from '../exchange/trace.ts';
import { err, ok, type Result } from '../result.ts';
import { parsePreferences } from '../settings/preferences.ts';
import type { Outpost, ParcelRecord, VolumesFate } from '../store/port.ts';
import { commitHeeded, eventOf, finished, ignoreStale, type Opinion, quarantine } from './heeding.ts';
import type { Distant, Heeded } from './installation.ts';
import { settleLeave } from './leave.ts';
import type { OpenedMail } from './opening.ts';
import { settleKeys } from './rotate-site.ts';

/** How many of its parcels a receipt may speak of: more than it has results. */
const parcelsConcerned = 30;

export async function heedReceipt(distant: Distant, outpost: Outpost, mail: OpenedMail, plain: Buffer): Promise<Opinion> {
  const receipt = decodeReceipt(plain);
  if (!receipt.ok) return quarantine(distant, mail, receipt.error.kind);
  if (receipt.value.number <= outpost.lastReceipt) return ignoreStale(distant, mail, 'older-receipt');
  const preferences = await applyPreferences(distant, outpost, receipt.value);
  const version = preferences.ok ? preferences.value : null;
  const parcels = await parcelsConcerning(distant, receipt.value);
  const effect = effectOf(receipt.value, outpost, parcels);
  const settled = outpostAfter(distant, outpost, { receipt: receipt.value, preferences: version, effect });
  const after = await settleKeys(distant, { receipt: receipt.value, before: outpost, after: settled });
  await settleLeave(distant, receipt.value);
  const events = [
    ...preferencesEvents(distant, mail, preferences),
    ...alertEvents(distant, mail, outpost, after),
    ...epochEvents(distant, mail, effect),
  ];
  const told = { outcome: 'done', reason: summaryOf(receipt.value), outpost: after, events } as const;
  await commitHeeded(distant, mail, { ...told, parcels: changed(parcels, effect), volumes: fatesOf(parcels, effect) });
  return finished(distant, (heeded: Heeded) => ({ receipts: heeded.receipts + 1, preferences: version ?? heeded.preferences }));
}

async function parcelsConcerning(distant: Distant, { applied }: ReceiptBody): Promise<readonly ParcelRecord[]> {
  const newest = await distant.store.parcels(parcelsConcerned);
  if (newest.some(({ epoch, seq }) => epoch === applied.epoch && seq === applied.seq)) return newest;
  const older = await distant.store.parcel(applied.epoch, applied.seq);
  return older ? [...newest, older] : newest;
}

/** After a change of epoch nothing that was sent under the old one is waited for. */
function changed(parcels: readonly ParcelRecord[], { changes, newEpoch }: ReceiptEffect): readonly ParcelRecord[] {
  const after = parcels.map((parcel): ParcelRecord => {
    const change = changes.find(({ epoch, seq }) => epoch === parcel.epoch && seq === parcel.seq);
    const told = change ? { ...parcel, ...change } : parcel;
    return newEpoch !== null && told.status === 'sent' ? { ...told, status: 'dropped' } : told;
  });
  return after.filter((parcel, index) => parcel !== parcels[index]);
}

/** Volumes that the common site holds need not be kept here, nor parcels whose end it told. */
function fatesOf(parcels: readonly ParcelRecord[], effect: ReceiptEffect): readonly VolumesFate[] {
  return changed(parcels, effect).flatMap(({ epoch, seq, status, have }): readonly VolumesFate[] => {
    if (status !== 'sent') return [{ epoch, seq, numbers: 'all', fate: 'settled' }];
    return have.length > 0 ? [{ epoch, seq, numbers: have, fate: 'settled' }] : [];
  });
}

/**
 * Verified, then replaced at once; the version applied, null when there was nothing to apply. A lower version is ignored. What cannot be
 * applied (a newer program's key, a full disk) is traced, comes again with the next receipt, and never holds up the rest of this one.
 */
async function applyPreferences(distant: Distant, outpost: Outpost, receipt: ReceiptBody): Promise<Result<number | null, string>> {
  const { version, sha256, files } = receipt.preferences;
  if (!files || version <= outpost.preferences.version) return ok(null);
  if (preferencesDigest(files) !== sha256) return err('preferences-digest');
  const main = files.find((file) => file.path === 'preferences.yaml');
  const parsed = main ? parsePreferences(main.content) : ok(undefined);
  if (!parsed.ok) return err('preferences-invalid');
  const written = await distant.disk.applyPreferences(files);
  return written.ok ? ok(version) : err(written.error.kind);
}

type Told = { readonly receipt: ReceiptBody; readonly preferences: number | null; readonly effect: ReceiptEffect };

function outpostAfter(distant: Distant, outpost: Outpost, { receipt, preferences, effect }: Told): Outpost {
  const at = distant.now().toISOString();
  const { alert, common } = receipt.version;
  const isNewEpoch = effect.newEpoch !== null;
  return {
    ...outpost,
    epoch: effect.newEpoch ?? outpost.epoch,
    seq: isNewEpoch ? 0 : outpost.seq,
    epochChanges: isNewEpoch ? withEpochChange(outpost.epochChanges, at) : outpost.epochChanges,
    lastReceipt: receipt.number,
    applied: receipt.applied,
    // It stands until a parcel is queued in answer.
    need: isNewEpoch ? 'epoch' : effect.needsSnapshot ? 'snapshot' : outpost.need,
    unanswered: effect.isAnswer ? 0 : outpost.unanswered,
    delivery: effect.isAnswer ? null : outpost.delivery,
    preferences: preferences === null ? outpost.preferences : { version: preferences, sha256: receipt.preferences.sha256, appliedAt: at },
    alert: alert && common !== distant.version ? { common, ours: distant.version, since: outpost.alert?.since ?? at } : null,
    lastContactAt: at,
    summary: summaryOf(receipt),
  };
}

const summaryOf = ({ summary, results, notices = [] }: ReceiptBody): string => {
  const last = results[0];
  const figures = `read=${summary.read} changed=${summary.changed} unreadable=${summary.unreadable}`;
  return [`status=${last?.status ?? 'none'} code=${last?.code ?? ''} ${figures}`, ...notices.map((notice) => `notice=${notice}`)].join(' ');
};

/** Numbers or states that we never sent: this installation was restored or cloned, and begins anew. */
function epochEvents(distant: Distant, mail: OpenedMail, { newEpoch, reason }: ReceiptEffect): readonly TraceEvent[] {
  return newEpoch === null ? [] : [{ ...eventOf(distant, mail, 'alert', `epoch=${newEpoch} ${reason}`), kind: 'epoch' }];
}

function preferencesEvents(distant: Distant, mail: OpenedMail, applied: Result<number | null, string>): readonly TraceEvent[] {
  if (!applied.ok) return [{ ...eventOf(distant, mail, 'failed', applied.error), kind: 'preferences' }];
  return applied.value === null ? [] : [{ ...eventOf(distant, mail, 'done', `version=${applied.value}`), kind: 'preferences' }];
}

function alertEvents(distant: Distant, mail: OpenedMail, before: Outpost, after: Outpost): readonly TraceEvent[] {
  if (!after.alert || before.alert) return [];
  return [{ ...eventOf(distant, mail, 'alert', `common=${after.alert.common} ours=${after.alert.ours}`), kind: 'version' }];
}
