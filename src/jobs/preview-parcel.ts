/**
 * What a parcel would be if one left now: for a person who chooses what is sent. Reads the dossier and this site's own memory; asks no
 * server, heeds no mail, uses no number and writes nothing.
 */

import { listingOf } from '../exchange/delta.ts';
import { type Due, decideDue } from '../exchange/due.ts';
import { volumeLimit } from '../exchange/volumes.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import type { Settings } from '../settings/settings.ts';
import type { Outpost } from '../store/port.ts';
import { effectiveSettings } from './effective-settings.ts';
import type { Distant, JobError } from './installation.ts';
import { type Packed, packDossier } from './pack-dossier.ts';
import { contentsOf } from './parcel-contents.ts';
import { dueQuestion } from './send.ts';

export type ParcelPreview = {
  /** The folder that was read. */
  readonly dossier: string;
  /** What the filters let through, sizes as they would travel: without the private sections. */
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly modified: string }[];
  readonly bytes: number;
  /** Files that stay at home, with the reason (`filtered`, `hidden`, …). */
  readonly leftOut: Packed['leftOut'];
  /** Inventories that could not be read here; they would travel along and be named. */
  readonly unreadable: Packed['unreadable'];
  readonly state: Outpost['state'] | 'unjoined';
  /** What the next run does by itself, and when a parcel is due again; null before the site has joined. */
  readonly due: Due | null;
  /** Null before the site has joined: until then nobody knows what the common site has. */
  readonly parcel: PreviewedParcel | null;
};

export type PreviewedParcel = {
  readonly mode: 'snapshot' | 'delta';
  /** Files in it: all, or those that changed; `deleted` only in a delta. */
  readonly files: number;
  readonly deleted: number;
  /** Compressed and sealed, before the mails around it; close to it, not exact. */
  readonly bytes: number;
  /** Mails, by the limits that are known here: the server is not asked for its own. */
  readonly volumes: number;
  /** More volumes than a parcel may have: it would be refused. */
  readonly isTooLarge: boolean;
};

/** Errors are those of reading the folder: `dossier-missing`, `dossier-empty` (the filters leave nothing), `too-many-files`, … */
export async function previewParcel(
  distant: Distant,
  { dossier: other }: { readonly dossier?: string } = {},
): Promise<Result<ParcelPreview, JobError>> {
  const settings = await effectiveSettings(distant);
  const dossier = other ?? settings.dossier;
  const packed = await packDossier(distant, settings, dossier);
  if (!packed.ok) return packed;
  const { leftOut, unreadable } = packed.value;
  const files = packed.value.files.map(({ path, content, modified }) => ({ path, bytes: content.length, modified }));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const outpost = await distant.store.outpost();
  const due = outpost ? decideDue({ ...(await dueQuestion(distant, { outpost, settings, dossier })), force: false }) : null;
  const parcel = outpost ? await parcelOf(distant, { outpost, settings }, packed.value) : null;
  return ok({ dossier, files, bytes, leftOut, unreadable, state: outpost?.state ?? 'unjoined', due, parcel });
}

type Standing = { readonly outpost: Outpost; readonly settings: Settings };

async function parcelOf(distant: Distant, { outpost, settings }: Standing, { files }: Packed): Promise<PreviewedParcel> {
  const { zip, manifest } = await contentsOf(distant, outpost, files, listingOf(files));
  const bytes = zip.length + (settings.seal ? sealBytes(zip.length) : 0);
  const { volumeBytes, limits } = settings;
  const receiverBytes = limits.maxMessageBytes;
  const limit = volumeLimit({ volumeBytes, receiverBytes, learntBytes: outpost.learntVolumeBytes, serverBytes: null });
  const volumes = Math.max(1, Math.ceil(bytes / limit));
  const deleted = manifest.files.filter(({ op }) => op === 'del').length;
  const isTooLarge = volumes > limits.maxVolumes;
  return { mode: manifest.mode, files: manifest.files.length - deleted, deleted, bytes, volumes, isTooLarge };
}

const sealHeaderBytes = 216;

/** Of the age format (C2SP age §Payload): a header for one recipient, and 16 bytes for each 64 KiB. */
const sealBytes = (bytes: number): number => sealHeaderBytes + 16 * Math.max(1, Math.ceil(bytes / 65_536));
